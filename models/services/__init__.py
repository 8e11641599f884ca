"""Use cases: each checks permission, works in one transaction and leaves its trace."""
