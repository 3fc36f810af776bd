"""Repeating invoices: templates with a schedule, and the invoices that they make when the day has come."""
