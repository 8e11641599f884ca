"""Records and definitions become PDF bytes; knows neither Qt nor the database."""
