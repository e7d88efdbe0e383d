"""Pages of a training provider: programs, cohorts, completions."""
