"""The page Tugas Saya."""
