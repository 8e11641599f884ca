"""Naskah surat: where the office writes the text of its letters."""
