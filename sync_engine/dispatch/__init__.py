"""Claim, plan, send, close: the loop that delivers, and what it needs to spell and to judge."""
