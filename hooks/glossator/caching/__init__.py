"""What was made once and need not be made again, kept by what it is made of."""
