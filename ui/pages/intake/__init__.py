"""Taking in a complaint."""
