"""From a clinic's exports to a scenario that replays: every row is told, nobody's name is kept."""
