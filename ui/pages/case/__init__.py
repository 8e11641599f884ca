"""One case: its procedure, papers and history."""
