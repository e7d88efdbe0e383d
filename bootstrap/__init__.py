"""What the Makefile calls to get a machine ready. Standard library alone: it runs before anything is installed."""
