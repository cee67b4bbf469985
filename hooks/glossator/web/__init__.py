"""Pages of others, asked politely and within limits."""
