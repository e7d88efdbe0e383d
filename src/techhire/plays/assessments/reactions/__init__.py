"""What follows for tests. Each module here is loaded with this package."""

from techhire.plays.assessments.reactions import quality

__all__ = ["quality"]
