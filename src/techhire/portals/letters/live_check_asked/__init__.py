"""To somebody who was asked for a live check. It names neither who asks nor for what: a phone may be shared."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import LiveCheckAsked
from techhire.plays.assessments.queries.live import live_check_to_tell
from techhire.plays.assessments.words import LiveCheckState
from techhire.plays.seekers.queries import letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(LiveCheckAsked)
def write_to_person(step: Step) -> Done:
    """Say that somebody waits for their yes or no, while that is so."""
    check = live_check_to_tell(step.data["live_check_id"], LiveCheckState.ASKED)
    letter = letter_to(check.seeker_id) if check else None
    if check is not None and letter is not None:
        link = address_in(letter.community, reverse("seeker:live_check", args=[check.pk]))
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("Somebody asks you for something"),
            "live_check_asked",
            {"community": letter.community, "link": link},
        )
    return Done()
