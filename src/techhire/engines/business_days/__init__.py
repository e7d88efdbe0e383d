"""Counting business days, as notices and answers are due in them: Monday to Friday without the federal holidays."""

from techhire.engines.business_days.counting import business_days_after, is_business_day
from techhire.engines.business_days.holidays import federal_holidays

__all__ = ["business_days_after", "federal_holidays", "is_business_day"]
