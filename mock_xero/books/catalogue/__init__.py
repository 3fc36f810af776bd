"""Reference data: what lines and documents take from the organisation's lists (facts §7)."""
