"""The office's files of paper as plain data: rules, completeness, papers about them."""
