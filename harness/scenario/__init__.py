"""The scenario language and the four acts of a run."""
