"""Communities, the organizations in them, and who belongs to which. Serves play 1 and play 7."""
