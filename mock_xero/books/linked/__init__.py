"""Linked transactions: costs that a customer will be charged with, from the bill to the invoice."""
