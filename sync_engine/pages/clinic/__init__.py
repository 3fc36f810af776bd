"""A small clinic for demonstrations: what a receptionist enters, and how far it is on its way to Xero."""
