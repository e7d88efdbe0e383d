"""Files from outside, treated as hostile: bounded, typed by content, never executed, never kept under their name."""
