"""Whether a built site holds all that its corpus says, and nothing else that claims to be of it."""
