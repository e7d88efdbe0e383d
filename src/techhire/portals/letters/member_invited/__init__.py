"""To somebody invited into an organization. The link leads to a page with a button and changes nothing itself."""

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.commons.communities.facts import MemberInvited
from techhire.commons.communities.queries import invitation_numbered, token_of
from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.portals.letters.sending import address_in, send_letter


@reacts_to(MemberInvited)
def write_to_invited_person(step: Step) -> Done:
    """Write in the language the inviter chose, while the invitation is open."""
    invitation = invitation_numbered(step.data["invitation_id"])
    if invitation is None or invitation.answered_at is not None or invitation.expires_at <= step.now:
        return Done()
    community = invitation.organization.community
    link = address_in(community, reverse("account:invitation", args=[token_of(invitation)]))
    send_letter(
        step.fact_id,
        invitation.email,
        invitation.language,
        lambda: _("%(name)s invites you") % {"name": invitation.organization.name},
        "member_invited",
        {"invitation": invitation, "community": community, "link": link},
    )
    return Done()
