"""Releases of the program: what one holds, that it is genuine, and how it takes the present one's place."""
