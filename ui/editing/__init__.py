"""What the editors of procedures, forms and letters share: the draft on the desk, its history, small fields."""
