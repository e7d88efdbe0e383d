"""Whether a test can be given by its rules from its bank as it is now: what stands in the way, in words."""

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from techhire.engines.psychometrics.settings import Settings
from techhire.plays.assessments.bridge.scales import waits_for_cuts
from techhire.plays.assessments.models import Assessment, Item
from techhire.plays.assessments.words import ItemState

NO_CUTS = gettext_lazy(
    "The questions were measured on a new scale. Say where levels begin on it first: until then results of this bank"
    " prove nothing."
)


def engine_settings(test: Assessment, exposure: Mapping[str, float] | None = None) -> Settings:
    """The rules as the measuring engine takes them, without a limit of time. ValueError where they contradict."""
    lottery = test.method == "sympson_hetter"
    return Settings(
        min_items=test.min_items,
        max_items=test.max_items,
        stop_se=test.stop_se,
        method=test.method,  # type: ignore[arg-type]  # the engine refuses what it does not know
        randomesque=test.randomesque,
        content=test.shares,
        exposure=(exposure or {}) if lottery else {},
        pilot_items=test.pilot_items,
    )


def obstacles(test: Assessment) -> list[tuple[str, str]]:
    """(field, sentence) for everything that keeps people from taking the test as it is set."""
    rows = Item.objects.filter(bank_id=test.bank_id, state=ItemState.ACTIVE)
    topics = Counter(rows.values_list("topic", flat=True))
    found = []
    asked = topics.total()
    if asked < test.min_items:
        words = _("The bank has %(number)d questions in use. The test asks %(least)d at least.")
        found.append(("min_items", words % {"number": asked, "least": test.min_items}))
    elif asked < test.max_items:
        words = _("The bank has %(number)d questions in use. The test asks up to %(most)d.")
        found.append(("max_items", words % {"number": asked, "most": test.max_items}))
    found += [("shares", words) for words in _share_obstacles(test, topics)]
    if waits_for_cuts(test.bank):
        found.append(("", str(NO_CUTS)))
    if test.method == "sympson_hetter" and not rows.filter(let_through__lt=1).exists():
        words = _(
            "The lottery needs each question's chance first. Measure the bank with a limit, and adopt it."
        )
        found.append(("method", words))
    return found


def _share_obstacles(test: Assessment, topics: Mapping[str, int]) -> list[str]:
    found = []
    for topic, share in test.shares.items():
        if not topics.get(topic):
            found.append(_("No question in use is about “%(topic)s”.") % {"topic": topic})
        elif share * test.max_items > topics[topic] + 0.5:
            words = _("“%(topic)s” has %(number)d questions in use, too few for its share of the test.")
            found.append(words % {"topic": topic, "number": topics[topic]})
    return found
