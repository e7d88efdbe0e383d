"""What anybody can see without an account: the community, its jobs, its skills, two open doors."""
