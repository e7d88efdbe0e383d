"""How dates and numbers look in each language, where it differs from what Django brings."""
