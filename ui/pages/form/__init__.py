"""Filling in a form of a case."""
