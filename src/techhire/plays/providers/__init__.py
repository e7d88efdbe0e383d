"""Training providers' programs, cohorts and completions. Serves play 4."""
