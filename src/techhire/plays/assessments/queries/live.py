"""Live checks: those asked of a person, those an organization asked for, and what came of them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.assessments.bridge.earlier import earlier_result
from techhire.plays.assessments.models import Assessment, LiveCheck
from techhire.plays.assessments.rules.live import confirm_tests, visible_live_checks
from techhire.plays.assessments.words import OPEN_CHECKS, LiveCheckState
from techhire.plays.seekers.models import Seeker


def _full(rows: QuerySet[LiveCheck]) -> QuerySet[LiveCheck]:
    related = ("organization", "assessment__bank__skill", "seeker__community", "sitting")
    return rows.select_related(*related).order_by("-asked_at", "-pk")


def checks_asked_of(actor: Actor, seeker: Seeker) -> list[LiveCheck]:
    """Open live checks asked of the actor's own record, newest first."""
    rows = visible_live_checks(actor).filter(seeker=seeker, seeker__account_id=actor.account_id)
    return list(_full(rows.filter(state__in=OPEN_CHECKS)))


def live_check_numbered(actor: Actor, check_id: int) -> LiveCheck | None:
    """One live check, for the person and for whoever asked."""
    return _full(visible_live_checks(actor).filter(pk=check_id)).first()


def checks_of(actor: Actor, organization: Organization, seeker: Seeker) -> list[LiveCheck]:
    """What an organization of the actor's asked one person, newest first."""
    mine = organization.pk in actor.organizations()
    rows = visible_live_checks(actor).filter(organization=organization, seeker=seeker)
    return list(_full(rows)) if mine else []


def unbegun_checks() -> QuerySet[LiveCheck]:
    """Open live checks whose first question nobody has seen, for what follows when somebody changes their mind."""
    rows = LiveCheck.objects.filter(state__in=OPEN_CHECKS, sitting__started_at=None)
    return rows.select_related("seeker", "organization", "sitting").order_by("pk")


def live_check_to_tell(check_id: int, state: str) -> LiveCheck | None:
    """A live check while it stands in this state, for the letter about it."""
    rows = LiveCheck.objects.filter(pk=check_id, state=state)
    return rows.select_related("organization", "seeker__community").first()


def live_tests(actor: Actor) -> list[Assessment]:
    """Live checks this community has, by skill."""
    return list(confirm_tests(actor).select_related("bank__skill").order_by("bank__skill__name", "pk"))


def left_to_ask(actor: Actor, organization: Organization, seeker: Seeker) -> list[Assessment]:
    """Of these, those with an earlier result of the person to confirm, and not open with this organization already."""
    checks = LiveCheck.objects.filter(organization=organization, seeker=seeker, state__in=OPEN_CHECKS)
    asked = set(checks.values_list("assessment_id", flat=True))
    tests = [test for test in live_tests(actor) if test.pk not in asked]
    return [test for test in tests if earlier_result(seeker, test.bank) is not None]


def confirmed_live(
    actor: Actor, organization: Organization, posting_id: int, seeker_ids: Iterable[int]
) -> dict[int, list[LiveCheck]]:
    """What live checks for a posting of the actor's own organization came to, by person. One query."""
    if organization.pk not in actor.organizations():
        return {}
    rows = visible_live_checks(actor).filter(
        organization=organization,
        posting_id=posting_id,
        seeker_id__in=list(seeker_ids),
        state=LiveCheckState.DONE,
    )
    found: dict[int, list[LiveCheck]] = {}
    for check in _full(rows):
        found.setdefault(check.seeker_id, []).append(check)
    return found
