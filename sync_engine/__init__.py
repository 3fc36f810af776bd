"""Pushes a clinic's invoices and payments to Xero. Knows its own tables and HTTP, nothing else."""
