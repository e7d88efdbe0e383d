"""To somebody who said yes to a live check that is not wanted any more, before anybody came for it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.assessments.facts import LiveCheckWithdrawn
from techhire.plays.assessments.queries.live import live_check_to_tell
from techhire.plays.assessments.words import LiveCheckState
from techhire.plays.seekers.queries import letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(LiveCheckWithdrawn)
def write_to_person(step: Step) -> Done:
    """Say that they need not wait for it, where they had said yes and nothing was started."""
    check = live_check_to_tell(step.data["live_check_id"], LiveCheckState.WITHDRAWN)
    waited = check is not None and check.answered_at is not None and check.started_at is None
    letter = letter_to(check.seeker_id) if check is not None and waited else None
    if letter is not None:
        link = address_in(letter.community, reverse("seeker:tests"))
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("You have news"),
            "live_check_off",
            {"community": letter.community, "link": link},
        )
    return Done()
