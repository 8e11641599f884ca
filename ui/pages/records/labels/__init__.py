"""Sheets of labels: how they lie, on the screen and on paper, and where printing begins."""
