"""How we decide: pure functions over the models."""
