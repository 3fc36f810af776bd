"""Account credit in Xero's own terms: credit notes, overpayments, prepayments and their allocations."""
