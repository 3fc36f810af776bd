"""The general ledger as people read it and write to it: manual journals, balances as at a day, cash basis."""
