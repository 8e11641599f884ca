"""Definitions of all kinds together: what kind a file is, and whether it fits the others."""

from models.definitions.check import check_texts

__all__ = ["check_texts"]
