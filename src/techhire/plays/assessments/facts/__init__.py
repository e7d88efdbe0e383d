"""What happens to tests, one module a noun."""

from techhire.plays.assessments.facts.banks import PracticeLoaded

__all__ = ["PracticeLoaded"]
