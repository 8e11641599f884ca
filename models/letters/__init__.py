"""Letter definitions, their placeholders and their composition; no layout."""
