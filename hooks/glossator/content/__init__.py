"""What people write, read from their files and checked, with every problem at its place."""
