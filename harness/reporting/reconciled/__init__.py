"""A comparison of two sides, told: on the terminal, as CSV, as JSON, as a page. No judgement here."""
