"""Number patterns and the chain of the official log book."""
