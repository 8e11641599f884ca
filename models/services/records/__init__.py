"""Files of paper and scans: what they hold, what they lack, where they stand, until they are destroyed."""
