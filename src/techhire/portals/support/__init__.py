"""Pages of a support partner."""
