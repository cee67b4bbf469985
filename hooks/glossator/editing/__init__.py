"""Files of notes, written and changed for people."""
