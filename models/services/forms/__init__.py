"""The forms of a case: filled, printed, taken over to a newer version."""
