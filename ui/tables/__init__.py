"""Table models and delegates over lists of plain records."""
