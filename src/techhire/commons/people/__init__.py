"""Accounts: who signs in. Serves every play; a person is more than an account and may have none."""
