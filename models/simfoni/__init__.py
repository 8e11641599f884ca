"""Simfoni PPA: the sheet a case is entered from, what was entered, and how its totals compare. Pure."""
