"""What follows for tests and judged work. Each module here is loaded with this package."""

from techhire.plays.assessments.reactions import judging

__all__ = ["judging"]
