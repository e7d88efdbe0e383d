"""What this portal does when something happened: it writes letters."""

from techhire.commons.communities.facts import MemberInvited
from techhire.commons.communities.queries import invitation_numbered
from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.portals.account.letters import send_invitation


@reacts_to(MemberInvited)
def write_to_invited_person(step: Step) -> Done:
    """Send the letter while the invitation is open; sent twice, it says the same and opens the same door."""
    invitation = invitation_numbered(step.data["invitation_id"])
    if invitation is not None and invitation.answered_at is None and invitation.expires_at > step.now:
        send_invitation(invitation)
    return Done()
