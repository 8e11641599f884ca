"""Form definitions, their values, rules and checks."""
