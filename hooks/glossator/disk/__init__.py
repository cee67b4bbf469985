"""What is written to disk whole or not at all, and what is said where it cannot be."""
