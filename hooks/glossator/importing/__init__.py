"""An article from somebody else's page, word for word."""
