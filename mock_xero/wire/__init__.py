"""Xero's spelling: envelopes, dates, numbers, paging, where and order, error bodies. No accounting here."""
