"""To the members of an employer when people who asked to be read by a person wait on their last day or longer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.communities.queries import writers_to_write_to
from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.matches.facts import ReviewsDue
from techhire.plays.matches.queries import reviews_still_due
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(ReviewsDue)
def write_to_members(step: Step) -> Done:
    """Say how many wait and since which day, while anybody does."""
    due = reviews_still_due(step.data["posting_id"], step.now)
    if due is None:
        return Done()
    posting, days = due
    today = posting.community.day_of(step.now)
    shown = {
        "community": posting.community,
        "posting": posting,
        "waiting": len(days),
        "late": sum(day < today for day in days),
        "first": days[0],
        "link": address_in(posting.community, reverse("employer:asked", args=[posting.identifier])),
    }
    for address, language in writers_to_write_to(posting.organization):
        send_letter(
            step.fact_id,
            address,
            language,
            lambda: _("People wait for you to read what they show"),
            "reviews_due",
            shown,
        )
    return Done()
