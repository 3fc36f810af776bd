"""What the harness needs of an engine, and the engines it knows."""
