"""That nothing is lost: backups, checks, rescue, and what several PCs know of each other's work."""
