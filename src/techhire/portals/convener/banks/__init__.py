"""Pages about item banks: what a community asks in its own tests, and how it was measured."""
