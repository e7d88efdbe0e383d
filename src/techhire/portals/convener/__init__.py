"""Pages of the civic lead: what is here, imports, the skill library, members."""
