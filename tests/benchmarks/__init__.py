"""Measurements, never assertions: ratios to a floor of the same run."""
