"""How many reports are taken from one address, by the form and by the API together."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from techhire.commons.permits import TooOften
from techhire.plays.concerns.words import Wrong
from techhire.portals.layout.request import Request
from techhire.portals.layout.throttle import is_too_often, seconds_left

if TYPE_CHECKING:
    from techhire.plays.concerns.rules import Reported

TRIES, OF_MONEY, BY_TOKEN, TEN_MINUTES = 5, 30, 30, 600
"""In ten minutes from one address, the same for those that name money, and by one token."""
OF_ONE_THING, OF_ITS_MONEY, AN_HOUR = 5, 10, 3600
"""Of one thing an hour from one address: fewer than are taken of it from everybody, so none uses up what is for all."""


def count_report(request: Request, thing: "Reported", wrong: str) -> None:
    """Count one more report before it is kept; ``TooOften`` past what is taken from one address or by one token.

    Reports of money are counted by themselves and more of them are taken, so that other reports from a shared address
    keep none of them out. They have a bound too: an address without one could fill a rival's record alone.
    """
    money = wrong == Wrong.MONEY
    deed, token = "report_money" if money else "report", getattr(request, "token_id", None)
    tries, of_one = (OF_MONEY, OF_ITS_MONEY) if money else (TRIES, OF_ONE_THING)
    who, limit = (f"token:{token}", BY_TOKEN) if token is not None else ("", tries)
    if is_too_often(request, deed, limit=limit, seconds=TEN_MINUTES, who=who):
        raise TooOften(
            _("That was many reports in a short time. Please try again in ten minutes."),
            seconds=seconds_left(TEN_MINUTES),
        )
    if is_too_often(request, f"{deed}:{type(thing).__name__}:{thing.pk}", limit=of_one, seconds=AN_HOUR):
        raise TooOften(
            _("This was reported from here several times in the last hour. We look at it first."),
            seconds=seconds_left(AN_HOUR),
        )
