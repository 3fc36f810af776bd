"""A Xero read through its public API with a token that may only read. Names of contacts are never taken."""
