"""A new site for another corpus, ready to build."""
