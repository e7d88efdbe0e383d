"""How many reports are taken from one address, by the form and by the API together."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from techhire.commons.permits import TooOften
from techhire.plays.concerns.words import Wrong
from techhire.portals.layout.request import Request
from techhire.portals.layout.throttle import is_too_often, seconds_left

if TYPE_CHECKING:
    from techhire.plays.concerns.rules import Reported

TRIES, BY_TOKEN, TEN_MINUTES = 5, 30, 600
OF_ONE_THING, AN_HOUR = 5, 3600
"""Of one thing an hour, fewer than are taken of it from everybody: one address never uses up what is for all."""


def count_report(request: Request, thing: "Reported", wrong: str) -> None:
    """Count one more report before it is kept; ``TooOften`` past what is taken from one address or by one token.

    Reports of money are counted by themselves, so that other reports from a shared address keep none of them out, and
    as many may name the same thing as saw it.
    """
    money = wrong == Wrong.MONEY
    deed, token = "report_money" if money else "report", getattr(request, "token_id", None)
    who, limit = (f"token:{token}", BY_TOKEN) if token is not None else ("", TRIES)
    if is_too_often(request, deed, limit=limit, seconds=TEN_MINUTES, who=who):
        raise TooOften(
            _("That was many reports in a short time. Please try again in ten minutes."),
            seconds=seconds_left(TEN_MINUTES),
        )
    about = f"report:{type(thing).__name__}:{thing.pk}"
    if not money and is_too_often(request, about, limit=OF_ONE_THING, seconds=AN_HOUR):
        raise TooOften(
            _("This was reported from here several times in the last hour. We look at it first."),
            seconds=seconds_left(AN_HOUR),
        )
