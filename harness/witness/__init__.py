"""Bears witness of a run: which request made which document, and which exchanges prove a violation."""
