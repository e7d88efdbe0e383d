"""Pages of a person who looks for work."""
