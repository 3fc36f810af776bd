"""When a backfill will be done: it is simulated under weather that may come, and the finishes are told."""
