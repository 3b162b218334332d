"""Programs that measure; each prints one line with its ratio."""
