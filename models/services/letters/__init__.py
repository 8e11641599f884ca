"""Letters: drafted, numbered, signed, sent, answered, recognised again."""
