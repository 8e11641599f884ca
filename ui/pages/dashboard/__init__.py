"""Ringkasan: the figures of the office as they stand now, and the cases behind each."""
