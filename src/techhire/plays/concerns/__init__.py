"""What people report about jobs, employers and programs, and what becomes of it. Serves play 5."""
