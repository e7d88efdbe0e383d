"""Role profiles of a community's own as its civic lead keeps them: the list, one of them, its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.functional import Promise

from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import RoleProfile, RoleRevision, Skill
from techhire.commons.skills.rules import visible_roles
from techhire.commons.skills.words import LEVEL_CHOICES, ROLE_TEXTS, Importance, SkillState, When


def own_roles(actor: Actor) -> QuerySet[RoleProfile]:
    """The community's own in any state the actor may see, with ``asked``, the number of skills of each."""
    own = visible_roles(actor).filter(community_id=actor.community_id or 0)
    return own.select_related("copied_from").annotate(asked=Count("lines")).order_by("name", "pk")


def own_role(actor: Actor, role_id: int) -> RoleProfile | None:
    """One of the community's own, where the actor may see it."""
    return own_roles(actor).filter(pk=role_id).first()


def shared_roles() -> QuerySet[RoleProfile]:
    """Role profiles every community has and may copy, with ``asked``, the number of skills of each."""
    shared = RoleProfile.objects.filter(community__isnull=True, state=SkillState.PUBLISHED)
    return shared.annotate(asked=Count("lines")).order_by("name", "pk")


def role_history(profile: RoleProfile) -> QuerySet[RoleRevision]:
    """Every step of a role profile's life, newest first."""
    return RoleRevision.objects.filter(profile=profile).select_related("by").order_by("-at", "-pk")


@dataclass(frozen=True)
class AskSaid:
    """What one line asked for: level and weight from 1 to 5, how much it matters, when it is needed."""

    level: int
    weight: int
    importance: str
    when: str

    @property
    def level_words(self) -> str | Promise:
        """The level as a reader knows it."""
        return dict(LEVEL_CHOICES).get(self.level, str(self.level))

    @property
    def importance_words(self) -> str | Promise:
        """Essential or preferred, in words."""
        return Importance(self.importance).label

    @property
    def when_words(self) -> str | Promise:
        """On day one or learned, in words."""
        return When(self.when).label


@dataclass(frozen=True)
class AskStep:
    """A skill, what was asked of it before and after; None where it was not asked for."""

    skill: Skill
    before: AskSaid | None
    after: AskSaid | None


@dataclass(frozen=True)
class TextStep:
    """A field, what it said before and after; ``label`` is what a reader calls it."""

    field: str
    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True)
class RoleStep:
    """One step of a role profile's life; ``followed`` are skills and the ones that took their places."""

    version: int
    state: str
    state_words: str | Promise
    at: datetime
    by: Account | None
    note: str
    texts: list[TextStep]
    asks: list[AskStep]
    followed: list[tuple[Skill, Skill]]


def role_steps(revisions: Iterable[RoleRevision]) -> list[RoleStep]:
    """Steps as they are told, skills by their names. One query."""
    rows = list(revisions)
    skills = Skill.objects.in_bulk({pk for row in rows for pk in _named(row.changes)})
    return [_step(row, skills) for row in rows]


def _named(changes: dict[str, Any]) -> list[int]:
    followed = [pk for pair in changes.get("followed", []) for pk in pair]
    return [pk for pk, *_said in changes.get("asks", [])] + followed


def _step(row: RoleRevision, skills: dict[int, Skill]) -> RoleStep:
    texts, asks, followed = (row.changes.get(name, []) for name in ("texts", "asks", "followed"))
    return RoleStep(
        version=row.version,
        state=row.state,
        state_words=SkillState(row.state).label,
        at=row.at,
        by=row.by,
        note=row.note,
        texts=[TextStep(name, ROLE_TEXTS[name], *texts[name]) for name in texts],
        asks=[AskStep(skills[pk], _said(before), _said(after)) for pk, before, after in asks],
        followed=[(skills[before], skills[after]) for before, after in followed],
    )


def _said(said: list[Any] | None) -> AskSaid | None:
    return None if said is None else AskSaid(*said)
