"""The site's own search: an index of every word of every script, written in small files."""
