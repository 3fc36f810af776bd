"""The only room that speaks HTTP: requests out, dispositions in. It decides nothing about records."""
