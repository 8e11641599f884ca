"""What the office's work is: rules, definitions, storage and the services over them."""
