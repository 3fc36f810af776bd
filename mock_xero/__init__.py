"""Xero's side: accounting rules, OAuth, limits, ASGI. Has never heard of the engine."""
