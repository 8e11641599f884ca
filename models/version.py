"""The program's version and the schema version of its database: the only place where they stand."""

__version__ = "0.1.0"
SCHEMA_VERSION = 16
