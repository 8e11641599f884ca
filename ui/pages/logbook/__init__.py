"""The log book."""
