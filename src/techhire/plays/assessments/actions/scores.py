"""Writing down what an assessor says by each criterion; a step shared by judging work and rating interviews."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused
from techhire.commons.skills.words import LEVELS
from techhire.plays.assessments.bridge.judging import overall_of
from techhire.plays.assessments.models import Judgment, RubricEdition, Score
from techhire.plays.assessments.words import ReadingState, Remark

Scores = Mapping[int, tuple[int | None, str]]
"""By criterion id: the level, None where there is none yet, and the code of a remark."""


def write_scores(judgment: Judgment, edition: RubricEdition, scores: Scores, now: datetime) -> None:
    """Keep these scores; criteria that are left out stay as they are."""
    known = set(edition.criteria.values_list("pk", flat=True))
    for criterion_id, (level, remark) in scores.items():
        if criterion_id not in known:
            raise Refused(_("This criterion belongs to another rubric."))
        if level is not None and level not in LEVELS:
            raise Refused(_("Choose one of the five levels."), field=f"level_{criterion_id}")
        if remark and remark not in Remark.values:
            raise Refused(_("Choose a remark from the list."), field=f"remark_{criterion_id}")
        Score.objects.update_or_create(
            judgment=judgment, criterion_id=criterion_id, defaults={"level": level, "remark": remark}
        )
    judgment.state = ReadingState.BEGUN
    judgment.begun_at = judgment.begun_at or now
    judgment.version += 1
    judgment.save(update_fields=["state", "begun_at", "version"])


def close_scores(judgment: Judgment, edition: RubricEdition, now: datetime) -> None:
    """Hand the judgment in: every criterion needs a level and a remark, and nothing can be changed afterwards."""
    said = {score.criterion_id: score for score in judgment.scores.all()}
    levels: list[tuple[int, int]] = []
    for criterion in edition.criteria.order_by("place"):
        score = said.get(criterion.pk)
        if score is None or score.level is None:
            raise Refused(_("Choose a level."), field=f"level_{criterion.pk}")
        if not score.remark:
            raise Refused(_("Choose a remark."), field=f"remark_{criterion.pk}")
        levels.append((score.level, criterion.weight))
    judgment.overall = Decimal(str(round(overall_of(levels), 3)))
    judgment.state, judgment.given_at = ReadingState.GIVEN, now
    judgment.save(update_fields=["overall", "state", "given_at"])


def check_version(judgment: Judgment, version: int) -> None:
    """Stop where the judgment was changed in another window."""
    if judgment.version != version:
        raise Refused(_("You changed this in another window. Look at what is there now and save again."))
