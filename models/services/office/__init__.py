"""What the office says of itself: profile, calendar, people, mandates, procedures in use, archive codes."""
