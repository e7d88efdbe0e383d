"""To the civic lead when something is reported that was not before."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.communities.queries import members_to_write_to, organizations_in, writers_to_write_to
from techhire.commons.communities.words import Kind
from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.concerns.facts import ConcernReported
from techhire.plays.concerns.queries import notice_behind
from techhire.plays.concerns.words import Wrong
from techhire.portals.letters.sending import address_in, send_letter

if TYPE_CHECKING:
    from techhire.commons.communities.models import Community, Organization


@reacts_to(ConcernReported)
def write_to_lead(step: Step) -> Done:
    """Say that something waits, once a thing, and what kind of wrong it is; no words, and nobody who reported."""
    notice = notice_behind(step.data["concern_id"])
    if notice is None or not step.data["first"] or notice.concern.closed_at:
        return Done()
    concern = notice.concern
    link = address_in(concern.community, reverse("convener:concern", args=[concern.pk]))
    wrong = Wrong(step.data["wrong"]).label
    shown = {"community": concern.community, "concern": concern, "wrong": wrong, "link": link}
    for address, language in _lead_beside(concern.community, concern.organization):
        send_letter(
            step.fact_id, address, language, lambda: _("Something was reported"), "concern_reported", shown
        )
    return Done()


def _lead_beside(community: "Community", reported: "Organization") -> list[tuple[str, str]]:
    """Everybody who acts for the civic lead, but nobody with a seat in the reported organization, reader or not."""
    leads = organizations_in(community, Kind.CIVIC)
    own = {address for address, _language in members_to_write_to(reported)}
    rows = {row for lead in leads for row in writers_to_write_to(lead)}
    return sorted(row for row in rows if row[0] not in own)
