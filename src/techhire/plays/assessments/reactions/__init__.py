"""What follows from facts about tests, one module a noun."""

from techhire.plays.assessments.reactions.sittings import close_tests, forget_tests

__all__ = ["close_tests", "forget_tests"]
