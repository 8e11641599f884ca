"""Changing forms: the page "form_editor" and its parts."""
