"""What can be done with a posting, one module a step of its life."""
