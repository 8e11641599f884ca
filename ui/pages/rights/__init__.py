"""Permohonan data: what persons ask about their data."""
