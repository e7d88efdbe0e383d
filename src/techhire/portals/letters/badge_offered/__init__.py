"""To somebody who just proved a skill: they can have a badge for it. The letter does not say which skill."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.credentials.queries.offers import has_offer
from techhire.plays.seekers.facts import EvidenceAdded, EvidenceRevised
from techhire.plays.seekers.queries import best_word, letter_to
from techhire.plays.seekers.words import SkillWord
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(EvidenceAdded, EvidenceRevised)
def write_to_person(step: Step) -> Done:
    """Say that a badge waits, where this piece made one possible and the person has an address of their own."""
    if step.name == EvidenceRevised.__name__ and not _proves_more(step):
        return Done()
    seeker_id = int(step.data["seeker_id"])
    if not has_offer(seeker_id, int(step.data["skill_id"]), step.data["kind"], step.now):
        return Done()
    letter = letter_to(seeker_id)
    if letter is not None:
        link = address_in(letter.community, reverse("seeker:badges"))
        send_letter(
            step.fact_id,
            letter.address,
            letter.language,
            lambda: _("You can get a badge"),
            "badge_offered",
            {"community": letter.community, "link": link},
        )
    return Done()


def _proves_more(step: Step) -> bool:
    """Whether a revised result proves a higher level than before; the same makes no new badge possible."""
    before, after = (best_word(int(step.data[code])) for code in ("code_before", "code_after"))
    return after[0] == SkillWord.PROVEN and (before[0] != SkillWord.PROVEN or after[1] > before[1])
