"""Quotes: what is offered to a customer. They are never posted."""
