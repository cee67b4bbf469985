"""Where quoted words stand in a text: exactly, or not at all."""
