"""Makes what an office receives out of the frozen program. Not part of the program."""
