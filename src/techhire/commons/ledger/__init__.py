"""The ledger: what happened, appended and never changed, and the reactions that follow. Serves every play."""
