"""The starter framework's ties to other lists: which a release plans, which are made, which wait and for what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from techhire.commons.ledger.models import Fact
from techhire.commons.skills import starter
from techhire.commons.skills.facts import AlignmentRemoved
from techhire.commons.skills.models import Alignment, Framework, Skill
from techhire.commons.skills.words import STARTER

Pair = tuple[int, int]


@dataclass(frozen=True)
class Planned:
    """One tie of the release, with its two ends where they are here."""

    row: starter.Tie
    origin: Skill | None
    target: Skill | None


@dataclass(frozen=True)
class Crosswalk:
    """Ties of the starter framework to one list: how many stand, those that wait, how many people took apart."""

    framework: str
    name: str
    made: int
    waiting: tuple[starter.Tie, ...]
    apart: int


def places_of(slugs: Collection[str]) -> dict[str, str]:
    """Which of these shared lists are here: their names by slug."""
    here = Framework.objects.filter(slug__in=slugs, community__isnull=True)
    return dict(here.order_by("name").values_list("slug", "name"))


def planned_ties(here: Iterable[str]) -> list[Planned]:
    """What the release plans with lists that are here. Two queries."""
    rows = [row for row in starter.ties() if row.framework in here]
    codes = {row.code for row in rows}
    origins = {skill.code: skill for skill in Skill.objects.filter(framework__slug=STARTER)}
    others = Skill.objects.filter(framework__slug__in={row.framework for row in rows}, code__in=codes)
    targets = {(skill.framework.slug, skill.code): skill for skill in others.select_related("framework")}
    return [Planned(row, origins.get(row.slug), targets.get((row.framework, row.code))) for row in rows]


def ended_by_people() -> set[Pair]:
    """Pairs somebody took apart at some time; no release ties them again."""
    ours = Skill.objects.filter(framework__slug=STARTER).values("pk")
    removed = Fact.objects.filter(subject_type="skill", subject_id__in=ours, name=AlignmentRemoved.__name__)
    said = removed.values_list("data", flat=True)
    return {(data["origin_id"], data["target_id"]) for data in said}


def crosswalks() -> list[Crosswalk]:
    """One for each list that is here and that a release ties the starter framework to. Five queries at most."""
    here = places_of({row.framework for row in starter.ties()})
    made = set(
        Alignment.objects.filter(
            origin__framework__slug=STARTER, target__framework__slug__in=here
        ).values_list("origin_id", "target_id", "target__framework__slug")
    )
    apart = ended_by_people() - {(origin, target) for origin, target, _slug in made}
    found, plans = [], planned_ties(here)
    for slug, name in here.items():
        own = [plan for plan in plans if plan.row.framework == slug]
        waiting = tuple(plan.row for plan in own if plan.origin is None or plan.target is None)
        taken = sum(1 for p in own if p.origin and p.target and (p.origin.pk, p.target.pk) in apart)
        stand = sum(1 for _origin, _target, framework in made if framework == slug)
        found.append(Crosswalk(slug, name, stand, waiting, taken))
    return found


def shared_skill(framework: str, said: str) -> Skill | None:
    """A skill of a shared list by its code there, or else by its exact name."""
    here = Skill.objects.filter(framework__slug=framework, framework__community__isnull=True)
    here = here.select_related("framework").order_by("pk")
    return here.filter(code=said).first() or here.filter(name=said).first()


def tie_between(origin: Skill, target: Skill) -> Alignment | None:
    """The tie that leads from one skill to the other."""
    found = Alignment.objects.filter(origin=origin, target=target)
    return found.select_related("origin__framework", "target__framework").first()
