"""To somebody whose spoken yes was written down: what they said yes to, when, and how to take it back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.commons.permits import Actor
from techhire.plays.marketplace.queries import posting_title
from techhire.plays.seekers.actions.consents import confirm_consent
from techhire.plays.seekers.facts import SpokenConsentHeard
from techhire.plays.seekers.queries import consent_letter
from techhire.plays.seekers.rules import posting_marked
from techhire.plays.seekers.words import BADGE_SCOPE, FOUND_SCOPE, INTERVIEW_SCOPE, VOUCH_SCOPE, Purpose
from techhire.portals.letters.sending import address_in, send_letter

WHERE: dict[str, str] = {
    Purpose.BEING_FOUND: "seeker:found",
    Purpose.VOUCHING: "seeker:said",
    Purpose.BADGES: "seeker:badges",
}
"""The page on which a yes of this purpose is taken back."""
COVERS = VOUCH_SCOPE | INTERVIEW_SCOPE | BADGE_SCOPE


@reacts_to(SpokenConsentHeard)
def write_to_person(step: Step) -> Done:
    """Give the yes back in writing, where the person has an address of their own; else the coach hands it over."""
    owed = consent_letter(step.data["consent_id"])
    if owed is not None:
        community = owed.letter.community
        shown = {
            "community": community,
            "consent": owed.consent,
            "found": [FOUND_SCOPE[key] for key in FOUND_SCOPE if key in owed.consent.scope],
            "covers": [said for key, said in COVERS.items() if key in owed.consent.scope],
            "job": posting_title(Actor.system(community.pk), posting_marked(owed.consent)),
            "link": address_in(community, reverse(WHERE.get(owed.consent.purpose, "seeker:people"))),
        }
        send_letter(
            step.fact_id,
            owed.letter.address,
            owed.letter.language,
            lambda: _("What you said yes to"),
            "consent_heard",
            shown,
        )
        confirm_consent(Actor.system(community.pk), owed.consent, by_letter=True, now=step.now)
    return Done()
