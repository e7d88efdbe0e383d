"""Recomputing what is stored of a person's skill, in the transaction that changed its evidence."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from techhire.commons.skills.models import Skill
from techhire.commons.skills.queries import succession
from techhire.plays.seekers.bridge import estimate_code, last_uses, piece_of, track_records
from techhire.plays.seekers.models import Changed, Estimate, Evidence, Seeker
from techhire.plays.seekers.words import EvidenceState

WEIGHED = (
    "seeker_id",
    "skill_id",
    "kind",
    "level",
    "sd",
    "organization_id",
    "source",
    "issuer_name",
    "at",
    "last_used",
    "open_bank",
    "state",
)
"""What of a piece an estimate is made from; its words and who recorded it stay in the database."""


def lock_seeker(seeker: Seeker) -> Seeker:
    """Hold the person's row until the transaction ends, so that two writers take turns (SQLite: one writer anyway).

    Rows that point at the person go in meanwhile: whoever wrote one may come to hold the person next.
    """
    held = Seeker.objects.select_for_update(of=("self",), no_key=True).select_related("community")
    return held.get(pk=seeker.pk)


def mark_changed(seeker_ids: Iterable[int], community_id: int) -> None:
    """Tell the matching snapshot that these people's rows are out of date."""
    Changed.objects.bulk_create(
        Changed(seeker_id=pk, community_id=community_id) for pk in sorted(set(seeker_ids))
    )


def restore_estimates(
    seekers: Iterable[Seeker], skill_ids: Iterable[int] | None = None
) -> dict[tuple[int, int], int]:
    """Store the estimates of these people of one community, for all or some skills. Constant number of queries.

    Evidence of a replaced skill keeps its name and counts for the skill that took its place. Returns the code by
    (seeker id, skill id), for a replaced skill that of its successor; one without evidence left loses its row.
    """
    people = {seeker.pk: seeker for seeker in seekers}
    if not people:
        return {}
    community = next(iter(people.values())).community
    rows = Evidence.objects.filter(seeker_id__in=people).exclude(state=EvidenceState.WITHDRAWN).only(*WEIGHED)
    old = Estimate.objects.filter(seeker_id__in=people)
    chain, asked = succession(), set(skill_ids or ())
    if skill_ids is not None:
        wanted = chain.kin_of(asked)
        rows, old = rows.filter(skill_id__in=wanted), old.filter(skill_id__in=wanted)
    grouped: dict[tuple[int, int], list[Evidence]] = defaultdict(list)
    for row in rows.order_by("pk"):
        grouped[row.seeker_id, chain.end_of(row.skill_id)].append(row)
    half_lives = dict(
        Skill.objects.filter(pk__in={skill for _, skill in grouped}).values_list("pk", "half_life_years")
    )
    sources = {row.organization_id for group in grouped.values() for row in group if row.organization_id}
    tracks = track_records(community.pk, sources)
    used = last_uses(people, chain)
    codes = {
        key: estimate_code(
            [piece_of(row, tracks, used.get(key)) for row in group],
            as_of=community.as_of,
            half_life_years=float(half_lives[key[1]]),
        )
        for key, group in grouped.items()
    }
    _write(codes, list(old), community.as_of)
    ends = {skill: chain.end_of(skill) for skill in asked & chain.after.keys()}
    replaced = {(pk, skill): codes.get((pk, end), 0) for pk in people for skill, end in ends.items()}
    return replaced | codes


def _write(codes: dict[tuple[int, int], int], old: list[Estimate], as_of: date) -> None:
    gone = [row.pk for row in old if not codes.get((row.seeker_id, row.skill_id))]
    if gone:
        Estimate.objects.filter(pk__in=gone).delete()
    Estimate.objects.bulk_create(
        (Estimate(seeker_id=s, skill_id=k, code=code, as_of=as_of) for (s, k), code in codes.items() if code),
        update_conflicts=True,
        unique_fields=["seeker", "skill"],
        update_fields=["code", "as_of"],
    )
