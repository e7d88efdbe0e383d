"""What everyone signed in does: sign in, own account, members, who looked at me."""
