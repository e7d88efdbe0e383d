"""Filters of this portal's templates."""
