"""Letters about seats: what the person reads, with one link that leads to a button."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from techhire.commons.communities.queries import token_of

if TYPE_CHECKING:
    from techhire.commons.communities.models import Community, Invitation


def address_in(community: "Community", path: str) -> str:
    """The full address of a page of a community, for a letter; ``path`` is what ``reverse`` gave."""
    below = "/" + path.removeprefix(get_script_prefix())
    if community.host:
        return f"{settings.PUBLIC_URL.partition('://')[0]}://{community.host}{below}"
    if community.is_default:
        return f"{settings.PUBLIC_URL}{below}"
    return f"{settings.PUBLIC_URL}/c/{community.slug}{below}"


def send_invitation(invitation: "Invitation") -> None:
    """Write to the invited person in the language the inviter chose."""
    community = invitation.organization.community
    with override(invitation.language):
        path = reverse("account:invitation", args=[token_of(invitation)])
        shown = {
            "invitation": invitation,
            "community": community,
            "link": address_in(community, path),
        }
        subject = _("%(name)s invites you") % {"name": invitation.organization.name}
        body = render_to_string("account/letters/invitation.txt", shown)
    EmailMessage(subject=subject, body=body, to=[invitation.email]).send()
