"""Cases that travel to another office as one encrypted file."""
