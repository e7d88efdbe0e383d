"""The posting check answered line by line: take the suggestion or keep the words, and take an answer back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.engines import posting_check as engine
from techhire.plays.marketplace import bridge
from techhire.plays.marketplace.actions.lines import move_spans
from techhire.plays.marketplace.actions.publishing import refuse_unready
from techhire.plays.marketplace.facts import AdRestored, SuggestionAnswered, SuggestionUndone
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.rules import (
    may_accept_suggestion,
    may_keep_line,
    may_restore_ad,
    may_undo_suggestion,
)


def _finding(posting: Posting, key: str) -> engine.Finding:
    for finding in bridge.check(posting):
        if bridge.finding_key(finding) == key:
            return finding
    raise Refused(_("This line has changed in the meantime. Look at the check as it is now."))


@transaction.atomic
def accept_suggestion(actor: Actor, posting: Posting, /, *, finding_key: str, now: datetime) -> Posting:
    """Put the suggested words in place of the ones that shut people out."""
    current = Posting.objects.select_for_update(no_key=True).select_related("organization").get(pk=posting.pk)
    require(may_accept_suggestion(actor, current))
    finding = _finding(current, finding_key)
    if finding.advice:
        raise Refused(_("There are no words to put in here. Change the line yourself, or keep it."))
    shown = engine.change(current.text, finding)
    current.as_pasted = current.as_pasted or current.text
    changed = engine.apply(current.text, [finding])
    said = {"before": shown.before, "after": shown.after}
    current.taken = [*current.taken, {**difference(current.text, changed), **said}]
    _put_text(current, changed)
    record(SuggestionAnswered(current.pk, finding.rule, True), actor=actor, now=now)
    return current


@transaction.atomic
def keep_line(actor: Actor, posting: Posting, /, *, finding_key: str, now: datetime) -> Posting:
    """Keep the words; the check does not bring this line up again."""
    current = Posting.objects.select_for_update(no_key=True).select_related("organization").get(pk=posting.pk)
    require(may_keep_line(actor, current))
    finding = _finding(current, finding_key)
    if finding.severity is engine.Severity.MUST:
        raise Refused(_("This line cannot stay as it is. Take the suggestion, or write it anew."))
    current.kept_lines = [*current.kept_lines, finding_key]
    current.version += 1
    current.save(update_fields=["kept_lines", "version"])
    record(SuggestionAnswered(current.pk, finding.rule, False), actor=actor, now=now)
    return current


@transaction.atomic
def undo_suggestion(actor: Actor, posting: Posting, /, *, number: int, now: datetime) -> Posting:
    """Put back the words that one suggestion took the place of; ``number`` counts those taken, from 0."""
    current = Posting.objects.select_for_update(no_key=True).select_related("organization").get(pk=posting.pk)
    require(may_undo_suggestion(actor, current))
    text, left = undone(current.text, current.taken, number)
    current.taken = left
    _put_text(current, text)
    refuse_unready(current)
    record(SuggestionUndone(current.pk), actor=actor, now=now)
    return current


@transaction.atomic
def restore_ad(actor: Actor, posting: Posting, /, *, now: datetime) -> Posting:
    """Put the whole ad back as it was pasted; lines that were kept stay kept."""
    current = Posting.objects.select_for_update(no_key=True).select_related("organization").get(pk=posting.pk)
    require(may_restore_ad(actor, current))
    if not current.as_pasted or current.as_pasted == current.text:
        raise Refused(_("The ad stands as it was pasted."))
    current.taken = []
    _put_text(current, current.as_pasted)
    refuse_unready(current)
    record(AdRestored(current.pk), actor=actor, now=now)
    return current


def _put_text(posting: Posting, text: str) -> None:
    posting.text = text
    posting.version += 1
    posting.save(update_fields=["text", "as_pasted", "taken", "version"])
    move_spans(posting)


def difference(old: str, new: str) -> dict[str, Any]:
    """The one stretch in which two texts differ: where it starts, and its words in each."""
    start = next(
        (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    most = min(len(old), len(new)) - start
    same = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return {"at": start, "old": old[start : len(old) - same], "new": new[start : len(new) - same]}


def undone(text: str, taken: list[dict[str, Any]], number: int) -> tuple[str, list[dict[str, Any]]]:
    """The text without one of the changes made to it in turn, and the changes that are left.

    Raises ``Refused`` where a later change touched the same words.
    """
    if not 0 <= number < len(taken):
        raise Refused(_("This was undone already. Look at the ad as it is now."))
    gone, later = taken[number], [dict(one) for one in taken[number + 1 :]]
    at, end = gone["at"], gone["at"] + len(gone["new"])
    grown = len(gone["old"]) - len(gone["new"])
    for one in later:
        if one["at"] >= end:
            one["at"] += grown
        elif one["at"] + len(one["old"]) <= at:
            at, end = (place + len(one["new"]) - len(one["old"]) for place in (at, end))
        else:
            raise Refused(_("A later suggestion changed the same words. Undo that one first."))
    if text[at:end] != gone["new"]:
        raise Refused(_("These words have changed in the meantime. Put the whole ad back, or write it anew."))
    return text[:at] + gone["old"] + text[end:], [*taken[:number], *later]
