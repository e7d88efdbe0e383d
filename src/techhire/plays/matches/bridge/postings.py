"""Open postings laid out for looking at one person after another, kept in memory until one of them changes."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Max

from techhire.commons.skills.models import Framework
from techhire.engines.matching import Needs
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.queries import open_postings
from techhire.plays.matches.bridge.rows import need_of


@dataclass(frozen=True, eq=False)
class LaidOut:
    """Postings and what they need, in one order."""

    key: tuple[Any, ...]
    postings: list[Posting]
    needs: Needs

    @cached_property
    def place(self) -> dict[int, int]:
        """Where each posting stands, by its id."""
        return {posting.pk: at for at, posting in enumerate(self.postings)}


_laid_out: dict[int, LaidOut] = {}


def postings_laid_out(community_id: int) -> LaidOut:
    """Open postings with employers, requirements and skills. Two queries where nothing changed since the last time."""
    key = _key(community_id)
    kept = _laid_out.get(community_id)
    if kept is None or kept.key != key:
        postings = list(open_postings(community_id))
        kept = LaidOut(key, postings, Needs.of([need_of(posting) for posting in postings]))
        _laid_out[community_id] = kept
    return kept


def forget_postings() -> None:
    """Drop what this process keeps of open postings."""
    _laid_out.clear()


def _key(community_id: int) -> tuple[Any, ...]:
    """Every open posting with its version and its employer's name, and when the shared language last changed."""
    rows = open_postings(community_id).prefetch_related(None).order_by("pk")
    language = Framework.objects.aggregate(at=Max("changed_at"))["at"]
    return (language, *rows.values_list("pk", "version", "organization__name", "organization__state"))
