"""Trouble as values with a begin and an end."""
