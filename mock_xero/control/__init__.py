"""`/_mock`: what a test may see and do behind Xero's back. Never limited or journaled."""
