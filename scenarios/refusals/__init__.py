"""One story for each reason in docs/refusals.md: cause, e-mail, page, cure, arrival."""
