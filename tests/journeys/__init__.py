"""What people come to do, in a real browser: one file a journey, at desktop and phone width, with the keyboard."""
