"""Looks for trouble that no scenario names, and says how much there is of it and how much was tried."""
