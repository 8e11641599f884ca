"""The books of letters: what comes in, who is to do what about it, what leaves the house."""
