"""The options of an office and of one PC."""
