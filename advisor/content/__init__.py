"""Packs and assessments from disk and back; the only room that reads YAML."""
