"""Writing a letter: the reader's language, a full address for its link, and a mark that makes a repeat recognizable."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.translation import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from techhire.commons.communities.models import Community


def address_in(community: "Community", path: str) -> str:
    """The full address of a page of a community, for a letter; ``path`` is what ``reverse`` gave."""
    below = "/" + path.removeprefix(get_script_prefix())
    if community.host:
        return f"{settings.PUBLIC_URL.partition('://')[0]}://{community.host}{below}"
    if community.is_default:
        return f"{settings.PUBLIC_URL}{below}"
    return f"{settings.PUBLIC_URL}/c/{community.slug}{below}"


def send_letter(
    fact_id: int, to: str, language: str, subject: "Callable[[], str]", template: str, shown: dict[str, Any]
) -> None:
    """Send one letter about one fact. A worker killed after sending may send it again, with the same message id.

    ``shown`` holds at least the community, by whose clock times in the letter are told.
    """
    with override(language), timezone.override(shown["community"].zone):
        body = render_to_string(f"letters/{template}.txt", shown)
        title = " ".join(subject().split())
    host = settings.PUBLIC_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
    mark = f"<{template}.{fact_id}@{host}>"
    EmailMessage(subject=title, body=body, to=[to], headers={"Message-ID": mark}).send()
