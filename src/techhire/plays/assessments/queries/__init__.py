"""Every read of tests."""
