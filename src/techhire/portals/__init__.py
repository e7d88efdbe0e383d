"""PEOPLE: who comes in, and the pages, letters, addresses and commands made for them. No rule is made here."""
