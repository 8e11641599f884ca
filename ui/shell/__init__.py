"""The frame around the pages: log in, navigation, lock, first run."""
