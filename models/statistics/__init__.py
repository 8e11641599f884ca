"""Data Layanan: what is counted from cases, by which rule, and how it is shown. Pure; no store, no clock."""
