"""Where each level begins on a bank's scale, set by people, with who, how and when."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line
from techhire.engines.psychometrics.levels import Cuts
from techhire.plays.assessments.actions.banks import touch_bank
from techhire.plays.assessments.facts import CutsSet
from techhire.plays.assessments.models import CutScores, ItemBank
from techhire.plays.assessments.rules import may_set_cuts
from techhire.plays.assessments.words import CutMethod

LARGEST_PANEL = 500
WIDEST = 6.0
SMALLEST_GAP = 0.1


@transaction.atomic
def set_cuts(
    actor: Actor,
    bank: ItemBank,
    /,
    *,
    thetas: Sequence[float],
    method: str,
    panel: int,
    note: str = "",
    now: datetime,
) -> CutScores:
    """Five abilities in logits where levels 1 to 5 begin, for results from now on. Earlier ones stay on record."""
    require(may_set_cuts(actor, bank))
    if method not in CutMethod.values:
        raise Refused(_("Say how it was done."), field="method")
    if not 1 <= panel <= LARGEST_PANEL:
        raise Refused(_("Say how many people were on the panel, from 1 to 500."), field="panel")
    said = one_line(note, field="note", limit=400, required=method != CutMethod.AUTHOR)
    row = CutScores.objects.create(
        bank=bank,
        thetas=list(rising(thetas)),
        method=method,
        panel=panel,
        note=said,
        set_by_id=actor.account_id,
        set_at=now,
    )
    touch_bank(bank.pk)
    record(CutsSet(row.pk, bank.pk, method), actor=actor, now=now)
    return row


def rising(thetas: Sequence[float]) -> tuple[float, ...]:
    """The five cuts, each at least a tenth above the one before; ``Refused`` says what is wrong."""
    try:
        cuts = Cuts(tuple(thetas)).thetas
    except ValueError as error:
        raise Refused(_("Five numbers are needed, each above the one before it."), field="cut_1") from error
    if cuts[0] < -WIDEST or cuts[-1] > WIDEST:
        raise Refused(_("A level begins somewhere from -6 to 6."), field="cut_1")
    for number, (low, high) in enumerate(zip(cuts, cuts[1:], strict=False), start=2):
        if high - low < SMALLEST_GAP:
            words = _("Leave a tenth at least between one level and the next.")
            raise Refused(words, field=f"cut_{number}")
    return cuts
