"""To the members of an employer whose message was answered. It names nobody and not the answer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.communities.queries import writers_to_write_to
from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.matches.facts import MessageAnswered
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.matches.queries.messages import message_answered
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(MessageAnswered)
def write_to_members(step: Step) -> Done:
    """Say for which job, and where the answer stands."""
    message = message_answered(step.data["message_id"])
    if message is None:
        return Done()
    posting = message.posting
    name = pseudonym_of(posting.pk, message.seeker_id)
    link = address_in(posting.community, reverse("employer:write", args=[posting.identifier, name]))
    shown = {"community": posting.community, "posting": posting, "link": link}
    for address, language in writers_to_write_to(posting.organization):
        send_letter(
            step.fact_id,
            address,
            language,
            lambda: _("Your message was answered"),
            "message_answered",
            shown,
        )
    return Done()
