"""Bare widgets that know no case."""
