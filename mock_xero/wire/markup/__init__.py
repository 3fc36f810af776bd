"""Xero's XML: bodies read into the members that JSON bodies have, answers spelled from the same members."""
