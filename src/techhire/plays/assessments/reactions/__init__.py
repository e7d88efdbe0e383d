"""What follows for tests and judged work. Each module here is loaded with this package."""

from techhire.plays.assessments.reactions import (
    calibrating,
    exchange,
    judging,
    quality,
    rescoring,
    simulating,
    sittings,
)

__all__ = ["calibrating", "exchange", "judging", "quality", "rescoring", "simulating", "sittings"]
