"""Entering cases into Simfoni PPA and comparing with it."""
