"""The reports of the office and the figures in them."""
