"""What can be done about a reported job, organization or program, one module a person who does it."""
