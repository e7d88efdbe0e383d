"""The demo community: made-up people, companies and courses, the same every time for the same seed."""
