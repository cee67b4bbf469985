"""Pictures of notes, for those who pass them on: every script set as it is written."""
