"""The program as a command line for the person who looks after the PCs; no Qt on import."""
