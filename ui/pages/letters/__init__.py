"""The letter desk: the list of letters, and the letter being written."""
