"""Invented offices, people and answers: for the training office, the self-test and the sample data."""
