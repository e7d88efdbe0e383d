"""Pages of an employer: postings, shortlists, decisions."""
