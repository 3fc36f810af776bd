"""Our authorised tie to Xero: consent, tokens, health, chart of accounts, integration settings."""
