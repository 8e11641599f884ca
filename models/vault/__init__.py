"""Keys and encrypted files: the only place that knows cryptography."""
