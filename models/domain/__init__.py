"""Plain types, the clock and small Indonesian helpers shared by all layers."""
