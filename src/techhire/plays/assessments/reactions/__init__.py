"""What follows for tests and judged work. Each module here is loaded with this package."""

from techhire.plays.assessments.reactions import (
    calibrating,
    drifting,
    exchange,
    judging,
    quality,
    rescoring,
    simulating,
    sittings,
)

__all__ = ["calibrating", "drifting", "exchange", "judging", "quality", "rescoring", "simulating", "sittings"]
