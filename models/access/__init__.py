"""Permissions and roles, denied by default."""
