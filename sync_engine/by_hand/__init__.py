"""Account credit that a person records in Xero by hand: what is left, and what strikes it off."""
