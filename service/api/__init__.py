"""The only code that speaks HTTP: one file per group of endpoints, and what they share."""
