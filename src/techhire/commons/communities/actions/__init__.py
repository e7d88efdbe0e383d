"""What can be done with communities, organizations, members, invitations and tokens, one module a noun."""

from techhire.commons.communities.actions.communities import (
    LARGEST_LOGO,
    change_logo,
    checked_community,
    create_community,
    update_community,
)
from techhire.commons.communities.actions.invitations import (
    accept_invitation,
    decline_invitation,
    invite_member,
    withdraw_invitation,
)
from techhire.commons.communities.actions.members import change_role, erase_person, leave_organization
from techhire.commons.communities.actions.organizations import (
    checked_organization,
    close_organization,
    create_organization,
    move_organization,
    update_organization,
)
from techhire.commons.communities.actions.tokens import create_token, end_token, note_token_use

__all__ = [
    "LARGEST_LOGO",
    "accept_invitation",
    "change_logo",
    "change_role",
    "checked_community",
    "checked_organization",
    "close_organization",
    "create_community",
    "create_organization",
    "create_token",
    "decline_invitation",
    "end_token",
    "erase_person",
    "invite_member",
    "leave_organization",
    "move_organization",
    "note_token_use",
    "update_community",
    "update_organization",
    "withdraw_invitation",
]
