"""Money that moves through bank accounts without an invoice."""
