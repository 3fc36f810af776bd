"""Two ledgers in, matches and breaks out. Pure."""
