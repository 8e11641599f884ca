"""Documentation of a period: its runs, the files received for it, the registers it fills."""
