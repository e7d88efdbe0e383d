"""Makers of rows for tests, one module an app; each names situations, not columns."""
