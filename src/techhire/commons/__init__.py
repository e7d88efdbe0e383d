"""LANGUAGE: what every play speaks. Communities, people, skills, the ledger, permits, and guarded ways in and out."""
