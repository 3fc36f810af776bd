"""The reports: every figure is read from the journal when somebody asks, nothing is kept. Pure."""
