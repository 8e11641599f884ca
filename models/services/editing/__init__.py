"""Writing the office's own procedures, forms, letters and lists."""
