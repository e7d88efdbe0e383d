"""What came of live checks, beside the skills they were about: for the employer that asked, while it knows the name."""

from collections.abc import Iterable
from dataclasses import replace

from techhire.commons.permits import Actor
from techhire.plays.assessments.queries.live import confirmed_live
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.lines import Line
from techhire.plays.seekers.models import Grant
from techhire.plays.seekers.words import Purpose


def live_marks(actor: Actor, posting: Posting, seeker_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """By person and skill, what live checks for this posting came to, while the name is known. Two queries."""
    named = Grant.objects.filter(
        seeker_id__in=list(seeker_ids),
        organization_id=posting.organization_id,
        posting_id=posting.pk,
        purpose=Purpose.HIRING,
        ended_at__isnull=True,
    )
    ids = set(named.values_list("seeker_id", flat=True))
    done = confirmed_live(actor, posting.organization, posting.pk, ids) if ids else {}
    return {
        pk: {check.assessment.bank.skill_id: check.outcome for check in reversed(checks)}
        for pk, checks in done.items()
    }


def marked(lines: list[Line], outcomes: dict[int, str]) -> list[Line]:
    """The lines with what came of live checks."""
    return [replace(line, live=outcomes.get(line.skill.pk, "")) for line in lines] if outcomes else lines
