"""Reading the ledger: what happened to a thing, and how far a long job is."""

from dataclasses import dataclass

from django.db.models import QuerySet

from techhire.commons.ledger.models import Fact, Reaction


@dataclass(frozen=True)
class Progress:
    """How far the reactions to one fact are: steps done of total, and whether all are done or one is stuck."""

    done: int
    total: int
    finished: bool
    stuck: bool


def facts_about(subject_type: str, *subject_ids: int, names: tuple[str, ...] = ()) -> QuerySet[Fact]:
    """Facts about one thing, or about several of a kind, newest first."""
    facts = Fact.objects.filter(subject_type=subject_type, subject_id__in=subject_ids)
    return (facts.filter(name__in=names) if names else facts).order_by("-at", "-id")


def facts_in(community_id: int, *names: str) -> QuerySet[Fact]:
    """Facts of these names in one community, newest first; of every name where none is given."""
    facts = Fact.objects.filter(community_id=community_id)
    return (facts.filter(name__in=names) if names else facts).order_by("-at", "-id")


def names_in(community_id: int) -> list[str]:
    """Names of the facts there are in one community, in order."""
    return sorted(Fact.objects.filter(community_id=community_id).values_list("name", flat=True).distinct())


def progress_of(fact_id: int) -> Progress:
    """Progress of the long jobs that one fact set off."""
    rows = list(Reaction.objects.filter(fact_id=fact_id).values_list("done_units", "total_units", "state"))
    return Progress(
        done=sum(row[0] for row in rows),
        total=sum(row[1] for row in rows),
        finished=all(row[2] == Reaction.State.DONE for row in rows),
        stuck=any(row[2] == Reaction.State.STUCK for row in rows),
    )
