"""The files of paper: completeness, shortages, shelves, destruction, scans that wait."""
