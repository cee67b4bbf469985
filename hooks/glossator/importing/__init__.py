"""What others published, word for word: articles from pages, annotations from other tools."""
