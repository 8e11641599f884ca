"""Cases: opened, walked along their procedure, shown, proved, closed."""
