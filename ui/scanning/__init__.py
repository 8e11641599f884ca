"""How paper comes into the program: scanners, a watched folder, and sheets put together to one document."""
