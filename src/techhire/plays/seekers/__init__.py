"""People who look for work, the evidence of what they can do, and who may see them. Serves play 5."""
