"""To the owner of a reported thing when it is settled: how, and what the civic lead writes; never who reported."""

from django.utils.translation import gettext as _

from techhire.commons.communities.queries import writers_to_write_to
from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.concerns.facts import ConcernClosed
from techhire.plays.concerns.queries import notice_behind
from techhire.portals.letters.sending import send_letter


@reacts_to(ConcernClosed)
def write_to_owner(step: Step) -> Done:
    """Say how it ended. The letter holds all of it: whoever was let go opens no page here any more."""
    notice = notice_behind(step.data["concern_id"])
    if notice is None:
        return Done()
    concern = notice.concern
    shown = {"community": concern.community, "concern": concern, "wrongs": notice.wrongs}
    for address, language in writers_to_write_to(concern.organization):
        send_letter(
            step.fact_id, address, language, lambda: _("A report is settled"), "concern_closed", shown
        )
    return Done()
