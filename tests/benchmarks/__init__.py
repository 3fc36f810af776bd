"""Speed is measured, not asserted: each benchmark runs beside a floor and prints ratios."""
