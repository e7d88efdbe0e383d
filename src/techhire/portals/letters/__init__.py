"""What goes out: one module a letter, sent when a fact happens."""
