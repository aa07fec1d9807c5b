"""What asks for one thing and then goes away, one class a file."""
