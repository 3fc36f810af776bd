"""How a result is shown: console, JSON, JUnit, HTML. No judgement here."""
