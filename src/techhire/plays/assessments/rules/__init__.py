"""Who may do what with tests, one module a noun."""

from techhire.plays.assessments.rules.banks import may_load_practice

__all__ = ["may_load_practice"]
