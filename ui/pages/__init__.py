"""One folder per screen; pages do not know each other."""
