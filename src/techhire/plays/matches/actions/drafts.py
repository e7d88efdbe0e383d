"""A visitor's answers, kept for 30 days under a code only the visitor knows."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.models import EverydayTask
from techhire.commons.vault import fingerprint
from techhire.plays.matches.facts import DraftSaved
from techhire.plays.matches.models import Draft
from techhire.plays.matches.rules import may_save_draft

KEPT = timedelta(days=30)
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
MOST = 30


@transaction.atomic
def save_draft(actor: Actor, community: Community, /, *, tasks: Iterable[str], now: datetime) -> str:
    """Keep the tapped tasks and return the code, which is shown once and stored only as a fingerprint."""
    require(may_save_draft(actor, community.pk))
    chosen = sorted(set(tasks))[:MOST]
    known = set(EverydayTask.objects.filter(slug__in=chosen).values_list("slug", flat=True))
    if not known:
        raise Refused(_("Tap at least one thing you do."), field="tasks")
    drop_drafts(now=now)
    code = "-".join("".join(secrets.choice(ALPHABET) for _unused in range(4)) for _part in range(3))
    draft = Draft.objects.create(
        community=community, fingerprint=_mark(code), answers=sorted(known), expires_at=now + KEPT
    )
    record(DraftSaved(draft.pk, len(known)), actor=actor, now=now, community_id=community.pk)
    return code


def open_draft(community: Community, code: str, /, *, now: datetime) -> list[str]:
    """The tasks behind a code; refused where the code is unknown here or its 30 days are over."""
    found = Draft.objects.filter(community=community, fingerprint=_mark(code), expires_at__gt=now).first()
    if found is None:
        raise Refused(_("We do not know this code, or its 30 days are over."), field="code")
    return list(found.answers)


def drop_drafts(*, now: datetime) -> None:
    """Delete drafts whose 30 days are over."""
    Draft.objects.filter(expires_at__lt=now).delete()


def _mark(code: str) -> str:
    return fingerprint("".join(c for c in code.upper() if c.isalnum()), purpose="draft")
