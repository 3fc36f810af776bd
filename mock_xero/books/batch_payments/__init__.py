"""Several payments that are one line on the bank statement: made together, taken back together."""
