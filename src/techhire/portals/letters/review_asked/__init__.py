"""To the members of an employer when somebody asked to be read by a person. It names nobody."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.communities.queries import writers_to_write_to
from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.matches.facts import ReviewAsked
from techhire.plays.matches.queries import review_waiting
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(ReviewAsked)
def write_to_members(step: Step) -> Done:
    """Say for which job and by which day, while the request still waits."""
    request = review_waiting(step.data["request_id"])
    if request is None:
        return Done()
    posting = request.posting
    link = address_in(posting.community, reverse("employer:asked", args=[posting.identifier]))
    shown = {"community": posting.community, "posting": posting, "day": request.answer_by, "link": link}
    for address, language in writers_to_write_to(posting.organization):
        send_letter(
            step.fact_id,
            address,
            language,
            lambda: _("Somebody asks you to read what they show"),
            "review_asked",
            shown,
        )
    return Done()
