"""One article: its Markdown as clean HTML, with the notes at their words."""
