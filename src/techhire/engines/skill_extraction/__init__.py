"""Reading text into skills of a shared vocabulary, and linking what no name matches."""
