"""The posting check answered line by line: take the suggestion, or keep the words as they are."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.engines import posting_check as engine
from techhire.plays.marketplace import bridge
from techhire.plays.marketplace.facts import SuggestionAnswered
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.marketplace.rules import may_accept_suggestion, may_keep_line


def _finding(posting: Posting, key: str) -> engine.Finding:
    for finding in bridge.check(posting):
        if bridge.finding_key(finding) == key:
            return finding
    raise Refused(_("This line has changed in the meantime. Look at the check as it is now."))


@transaction.atomic
def accept_suggestion(actor: Actor, posting: Posting, /, *, finding_key: str, now: datetime) -> Posting:
    """Put the suggested words in place of the ones that shut people out."""
    current = Posting.objects.select_for_update().select_related("organization").get(pk=posting.pk)
    require(may_accept_suggestion(actor, current))
    finding = _finding(current, finding_key)
    if finding.advice:
        raise Refused(_("There are no words to put in here. Change the line yourself, or keep it."))
    current.text = engine.apply(current.text, [finding])
    current.version += 1
    current.save(update_fields=["text", "version"])
    _move_spans(current)
    record(SuggestionAnswered(current.pk, finding.rule, True), actor=actor, now=now)
    return current


@transaction.atomic
def keep_line(actor: Actor, posting: Posting, /, *, finding_key: str, now: datetime) -> Posting:
    """Keep the words; the check does not bring this line up again."""
    current = Posting.objects.select_for_update().select_related("organization").get(pk=posting.pk)
    require(may_keep_line(actor, current))
    finding = _finding(current, finding_key)
    if finding.severity is engine.Severity.MUST:
        raise Refused(_("This line cannot stay as it is. Take the suggestion, or write it anew."))
    current.kept_lines = [*current.kept_lines, finding_key]
    current.version += 1
    current.save(update_fields=["kept_lines", "version"])
    record(SuggestionAnswered(current.pk, finding.rule, False), actor=actor, now=now)
    return current


def _move_spans(posting: Posting) -> None:
    """Find each requirement's words again after the text around them changed."""
    moved = []
    for line in Requirement.objects.filter(posting=posting, start__isnull=False).exclude(text=""):
        places = [at for at in range(len(posting.text)) if posting.text.startswith(line.text, at)]
        line.start = min(places, key=lambda at: abs(at - (line.start or 0)), default=None)
        line.end = None if line.start is None else line.start + len(line.text)
        moved.append(line)
    Requirement.objects.bulk_update(moved, ["start", "end"])
