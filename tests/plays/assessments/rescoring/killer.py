"""A worker that dies by kill -9 while it scores results again, and what a second worker leaves.

Run as `python killer.py FOLDER [SERVER]`. Three people took a test; one of its questions is pulled as wrong. The
worker dies once before each commit. Each death is a fork with a database of its own; a second worker then finishes.
Prints one JSON list of what was found.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.plugins.ground import ground

FOLDER = Path(sys.argv[1]) if __name__ == "__main__" else Path()
if __name__ == "__main__":
    GROUND = ground(sys.argv[1:])

from django.db import connection  # noqa: E402

from techhire.commons.communities.queries import actor_for  # noqa: E402
from techhire.commons.ledger import worker  # noqa: E402
from techhire.commons.ledger.models import Fact, Reaction  # noqa: E402
from techhire.plays.assessments.actions import item_life, sittings  # noqa: E402
from techhire.plays.assessments.models import Item, Rescoring, Response, Revision, Sitting  # noqa: E402
from techhire.plays.seekers.models import Estimate, Evidence  # noqa: E402
from tests.commons.ledger import killer  # noqa: E402
from tests.factories.assessments import NOW, a_bank, a_test, a_test_day, able, answer_all, checked_in  # noqa: E402
from tests.factories.communities import CommunityFactory, OrganizationFactory, seat  # noqa: E402
from tests.factories.people import AccountFactory  # noqa: E402
from tests.factories.seekers import seeker_behind  # noqa: E402
from tests.plugins.tables import make_tables  # noqa: E402

LATER = NOW + timedelta(hours=2)


def whole_day() -> None:
    worker.drain(lambda: LATER)


def set_up() -> None:
    """Three people who took the same test, and its first question found wrong; nobody has worked on it yet."""
    community = CommunityFactory(slug="river", is_default=True)
    civic = OrganizationFactory(community=community, kinds=["civic"])
    onramp = OrganizationFactory(community=community, kinds=["onramp"])
    lead = AccountFactory()
    seat(lead, civic, "member")
    test = a_test(a_bank(community), seconds=1800)
    day = a_test_day(onramp, test)
    for _number in range(3):
        account = AccountFactory()
        actor = actor_for(account, community)
        seeker = seeker_behind(actor)
        here = checked_in(day, seeker)
        begun = sittings.begin_sitting(actor, seeker, test, check_in=here, seed=7, now=NOW)
        answer_all(actor, begun, able(0.5), now=NOW)
    worker.drain(lambda: NOW)
    first = Response.objects.order_by("sitting_id", "place")[0].item
    item_life.pull_item(actor_for(lead, community), first, reason="wrong", now=LATER)


def found() -> dict[str, Any]:
    """Everything that must be the same however the work went."""
    result = {
        "thetas": [
            round(theta or 0, 9) for theta in Sitting.objects.order_by("pk").values_list("theta", flat=True)
        ],
        "versions": list(Sitting.objects.order_by("pk").values_list("version", flat=True)),
        "evidence": [str(level) for level in Evidence.objects.order_by("pk").values_list("level", flat=True)],
        "estimates": list(Estimate.objects.order_by("pk").values_list("code", flat=True)),
        "revisions": Revision.objects.count(),
        "told": Fact.objects.filter(name="ResultRevised").count(),
        "counts": Response.objects.filter(counts=False).count(),
        "finished": Rescoring.objects.filter(finished_at__isnull=False).count(),
        "pulled": Item.objects.filter(pulled_for="wrong").count(),
        "states": sorted(set(Reaction.objects.values_list("state", flat=True))),
    }
    connection.close()
    return result


def parted() -> bool:
    """Whether a result stands without what belongs to it, in the moment of the death."""
    told = {}
    for sitting in Sitting.objects.select_related("evidence"):
        taken_back = sitting.responses.filter(counts=False).exists()
        revised = sitting.revisions.exists()
        same = sitting.evidence is not None and sitting.evidence.level == sitting.level
        told[sitting.pk] = taken_back == revised and same
    connection.close()
    return not all(told.values())


def main() -> None:
    make_tables()
    set_up()
    GROUND.keep()
    killer.FOLDER, killer.whole_day = FOLDER, whole_day
    GROUND.fresh()
    killer.in_a_process(killer.watched_day)
    results = []
    for at in range(1, int((FOLDER / "writes").read_text()) + 2):
        GROUND.fresh()
        ended = killer.in_a_process(lambda at=at: killer.killed_day(at))  # type: ignore[misc]  # bound now
        half = parted()
        worker.drain(lambda: LATER + worker.LONG_LEASE + timedelta(minutes=1))
        results.append({"at": at, "ended": ended, "parted": half, **found()})
    GROUND.leave()
    print(json.dumps(results))


if __name__ == "__main__":
    main()
