"""To somebody whose name an employer has just seen. It names no employer and no job: a phone may be shared."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.matches.facts import PersonUnmasked
from techhire.plays.seekers.queries import is_unreachable, letter_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(PersonUnmasked)
def write_to_person(step: Step) -> Done:
    """Say that there is news, where the person has an address of their own."""
    letter = letter_to(step.data["seeker_id"])
    if letter is not None:
        link = address_in(letter.community, reverse("seeker:who_looked"))
        contact = address_in(letter.community, reverse("seeker:profile_step", args=["contact"]))
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("You have news"),
            "person_unmasked",
            {
                "community": letter.community,
                "link": link,
                "unreachable": is_unreachable(step.data["seeker_id"]),
                "contact_link": contact,
            },
        )
    return Done()
