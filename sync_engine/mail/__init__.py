"""Tells the clinic by e-mail what was parked: composed and kept like a delivery, sent at least once (R11)."""
