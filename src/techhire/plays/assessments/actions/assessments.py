"""The rules of a test: how long, how exact, how questions are chosen; opened for people and closed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from math import isfinite

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line
from techhire.engines.psychometrics.settings import METHODS
from techhire.plays.assessments.facts import AssessmentCreated, AssessmentMoved, AssessmentUpdated
from techhire.plays.assessments.models import Assessment, Item, ItemBank
from techhire.plays.assessments.queries.settings import obstacles
from techhire.plays.assessments.rules import (
    may_close_assessment,
    may_create_assessment,
    may_open_assessment,
    may_update_assessment,
)
from techhire.plays.assessments.words import AssessmentKind, AssessmentState, ItemState

LIVE = {"min_items": 3, "max_items": 5, "seconds": 300, "item_seconds": 60, "stop_se": 0.0, "retake_days": 0}
BOUNDS = {
    "min_items": (1, 100),
    "max_items": (1, 100),
    "seconds": (0, 4 * 3600),
    "item_seconds": (0, 3600),
    "randomesque": (1, 50),
    "pilot_items": (0, 20),
    "retake_days": (0, 730),
}


@dataclass(frozen=True)
class TestRules:
    """Everything a civic lead sets of a test. Seconds are 0 for no limit; ``shares`` of topics add up to 1."""

    __test__ = False

    title: str
    min_items: int = 8
    max_items: int = 20
    stop_se: float = 0.4
    seconds: int = 1800
    item_seconds: int = 0
    unsupervised: bool = False
    method: str = "randomesque"
    randomesque: int = 5
    shares: Mapping[str, float] = field(default_factory=dict)
    pilot_items: int = 0
    retake_days: int = 30

    @classmethod
    def of(cls, test: Assessment) -> "TestRules":
        """As the test has them now."""
        return cls(**{one.name: getattr(test, one.name) for one in fields(cls)})


@transaction.atomic
def create_assessment(actor: Actor, bank: ItemBank, /, *, kind: str, title: str, now: datetime) -> Assessment:
    """Another way to give the bank's questions: a test that adapts, or a check of five minutes; closed at first."""
    require(may_create_assessment(actor, bank))
    if kind not in AssessmentKind.values:
        raise Refused(_("Choose what kind of test it is."), field="kind")
    test = Assessment.objects.create(
        community_id=bank.community_id,
        bank=bank,
        kind=kind,
        title=one_line(title, field="title", limit=160),
        made_at=now,
        **(LIVE if kind == AssessmentKind.CONFIRM else {}),
    )
    record(AssessmentCreated(test.pk, bank.pk, kind), actor=actor, now=now)
    return test


@transaction.atomic
def update_assessment(
    actor: Actor,
    test: Assessment,
    /,
    *,
    rules: TestRules,
    expected_version: int | None = None,
    now: datetime,
) -> Assessment:
    """Set the rules for sittings that begin from now on; an open test keeps to rules that can be met."""
    test = _locked(test, expected_version)
    require(may_update_assessment(actor, test))
    before = TestRules.of(test)
    asked = _checked(test, rules)
    if asked == before:
        return test
    for one in fields(asked):
        setattr(test, one.name, getattr(asked, one.name))
    if test.state == AssessmentState.ACTIVE:
        _refuse_obstacles(test)
    test.version += 1
    test.save()
    record(AssessmentUpdated(test.pk, test.version), actor=actor, now=now)
    return test


@transaction.atomic
def open_assessment(actor: Actor, test: Assessment, /, *, now: datetime) -> Assessment:
    """Let people take it; refused while its rules ask for more than the bank has."""
    test = _locked(test)
    require(may_open_assessment(actor, test))
    _refuse_obstacles(test)
    return _moved(actor, test, AssessmentState.ACTIVE, now)


@transaction.atomic
def close_assessment(actor: Actor, test: Assessment, /, *, now: datetime) -> Assessment:
    """Let nobody begin it any more; who is in it may finish."""
    test = _locked(test)
    require(may_close_assessment(actor, test))
    return _moved(actor, test, AssessmentState.RETIRED, now)


def _moved(actor: Actor, test: Assessment, state: str, now: datetime) -> Assessment:
    before = test.state
    if before != state:
        test.state, test.version = state, test.version + 1
        test.save(update_fields=["state", "version"])
        record(AssessmentMoved(test.pk, before, state), actor=actor, now=now)
    return test


def _locked(test: Assessment, expected_version: int | None = None) -> Assessment:
    found = Assessment.objects.select_for_update(of=("self",)).select_related("bank").get(pk=test.pk)
    if expected_version is not None and found.version != expected_version:
        raise Refused(
            _("Somebody else changed this while you were editing. Look at what is there now and save again.")
        )
    return found


def _refuse_obstacles(test: Assessment) -> None:
    for name, words in obstacles(test):
        raise Refused(words, field=name)


def _checked(test: Assessment, rules: TestRules) -> TestRules:
    """The rules, tidied; ``Refused`` names the first field that cannot be."""
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(rules, name) <= most:
            words = _("Choose from %(least)d to %(most)d.")
            raise Refused(words % {"least": least, "most": most}, field=name)
    if rules.min_items > rules.max_items:
        raise Refused(_("At most cannot be fewer than at least."), field="max_items")
    if not (isfinite(rules.stop_se) and 0 <= rules.stop_se <= 2):
        raise Refused(_("Choose from 0 to 2; 0.4 is usual."), field="stop_se")
    if rules.method not in METHODS:
        raise Refused(_("Choose how the next question is chosen."), field="method")
    return TestRules(
        **{
            one.name: getattr(rules, one.name) for one in fields(rules) if one.name not in ("title", "shares")
        },
        title=one_line(rules.title, field="title", limit=160),
        shares=_shares(test, rules.shares),
    )


def _shares(test: Assessment, shares: Mapping[str, float]) -> dict[str, float]:
    """Shares above nothing, of topics the bank has, that add up to the whole; or none at all."""
    kept = {topic: float(share) for topic, share in shares.items() if share}
    if not kept:
        return {}
    known = set(
        Item.objects.filter(bank_id=test.bank_id)
        .exclude(state=ItemState.RETIRED)
        .values_list("topic", flat=True)
    )
    for topic in kept:
        if topic not in known:
            raise Refused(_("No question is about “%(topic)s”.") % {"topic": topic}, field="shares")
    if min(kept.values()) < 0 or abs(sum(kept.values()) - 1) > 0.005:
        raise Refused(_("The shares of the topics add up to 100 percent."), field="shares")
    whole = sum(kept.values())
    return {topic: share / whole for topic, share in kept.items()}
