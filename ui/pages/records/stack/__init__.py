"""Taking a scanned stack of several cases' papers apart, and filing it in one go."""
