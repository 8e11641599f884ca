"""Settings that are rolled out as one file: what travels, what it would change, and taking it."""
