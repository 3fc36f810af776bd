"""Builds a world from a seed, runs it on virtual time, judges it, explains it."""
