"""Reading what was signed, what is offered, what others signed, and how it all stands."""
