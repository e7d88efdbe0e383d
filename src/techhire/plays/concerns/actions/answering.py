"""What is said to the civic lead by the owner of a thing, and by the civic lead to whoever reported it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import several_lines
from techhire.plays.concerns.facts import ConcernAnswered, ReporterTold
from techhire.plays.concerns.models import Concern, Report
from techhire.plays.concerns.rules import may_answer_concern, may_tell_reporter
from techhire.plays.concerns.words import LONGEST_WORDS, ConcernState


@transaction.atomic
def answer_concern(actor: Actor, concern: Concern, /, *, words: str, now: datetime) -> Concern:
    """The owner's side, for the civic lead to read. A later answer takes the place of the earlier one."""
    current = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    require(may_answer_concern(actor, current))
    text = several_lines(words, field="words", limit=LONGEST_WORDS)
    if not text:
        raise Refused(_("Please fill this in."), field="words")
    current.answer, current.answered_at = text, now
    current.save(update_fields=["answer", "answered_at"])
    record(ConcernAnswered(current.pk, current.organization_id), actor=actor, now=now)
    return current


@transaction.atomic
def tell_reporter(actor: Actor, report: Report, /, *, now: datetime) -> Report:
    """Have a letter written to the address somebody left, which says how it ended and no more. Once."""
    current = Report.objects.select_for_update(of=("self",)).select_related("concern").get(pk=report.pk)
    require(may_tell_reporter(actor, current))
    if current.concern.state != ConcernState.CLOSED:
        raise Refused(_("Settle it first. The letter says how it ended."))
    if not current.email:
        raise Refused(_("There is no e-mail address to write to."))
    if current.told_at is None:
        current.told_at = now
        current.save(update_fields=["told_at"])
        record(ReporterTold(current.concern_id, current.pk), actor=actor, now=now)
    return current
