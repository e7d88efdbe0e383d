"""What an onramp can do for people, one module a noun."""
