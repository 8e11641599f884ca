"""The page Laporan: the reports of the office and their life."""
