"""To somebody one of whose badges stands differently now, or whose credential from elsewhere was answered or ended."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.credentials.facts import (
    BadgeIssued,
    BadgeReinstated,
    BadgeRevoked,
    BadgeSuspended,
    OutsideCredentialDecided,
    OutsideCredentialEnded,
)
from techhire.plays.credentials.words import OutsideState, RevokeReason
from techhire.plays.seekers.queries import letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(
    BadgeIssued,
    BadgeReinstated,
    BadgeRevoked,
    BadgeSuspended,
    OutsideCredentialDecided,
    OutsideCredentialEnded,
)
def write_to_person(step: Step) -> Done:
    """Say that there is news, unless it is the person's own deed; what it is stands on their page alone."""
    letter = None if _is_own_deed(step) else letter_to(int(step.data["seeker_id"]))
    if letter is not None:
        link = address_in(letter.community, reverse("seeker:badges"))
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("You have news about your badges"),
            "badge_news",
            {"community": letter.community, "link": link},
        )
    return Done()


def _is_own_deed(step: Step) -> bool:
    """Asking for a badge, giving one up and taking a credential back are; a badge made anew with a key is not."""
    if step.name == BadgeIssued.__name__:
        return not step.data["again"]
    if step.name == BadgeRevoked.__name__:
        return step.data["reason"] in (RevokeReason.GIVEN_UP, RevokeReason.ERASED)
    return bool(step.data.get("state") == OutsideState.TAKEN_BACK)
