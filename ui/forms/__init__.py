"""A form definition becomes a screen."""
