"""To the owner of a thing that was taken out of sight: what, what kind of wrong is said, and where to answer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.communities.queries import writers_to_write_to
from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.concerns.facts import ConcernHeld
from techhire.plays.concerns.queries import notice_behind
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(ConcernHeld)
def write_to_owner(step: Step) -> Done:
    """Say so while it is still out of sight."""
    notice = notice_behind(step.data["concern_id"])
    if notice is None or not notice.concern.is_held:
        return Done()
    concern = notice.concern
    link = address_in(concern.community, reverse("account:notice", args=[concern.pk]))
    shown = {"community": concern.community, "concern": concern, "wrongs": notice.wrongs, "link": link}
    for address, language in writers_to_write_to(concern.organization):
        send_letter(
            step.fact_id,
            address,
            language,
            lambda: _("Something of yours is out of sight"),
            "concern_held",
            shown,
        )
    return Done()
