"""Everything with a window, and the commands: the only place that knows Qt."""
