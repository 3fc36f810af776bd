"""Money moved from one of the organisation's bank accounts to another."""
