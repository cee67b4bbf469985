"""The pages of a site, made from articles, notes and topics."""
