"""The demo's work samples and interview guide, work that was judged, and a piece that waits for an assessor."""

import json
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from techhire.commons.communities.queries import actor_for
from techhire.plays.assessments.actions.assessors import name_assessor
from techhire.plays.assessments.actions.files import add_task_file
from techhire.plays.assessments.actions.judgments import give_judgment
from techhire.plays.assessments.actions.rubric_life import open_rubric, send_for_reading
from techhire.plays.assessments.actions.rubrics import draft_rubric, set_criterion, update_rubric
from techhire.plays.assessments.actions.submissions import begin_work, hand_in, offer_work
from techhire.plays.assessments.queries.readings import blind_work, work_due
from techhire.plays.assessments.words import Remark
from techhire.plays.seekers.actions.accounts import open_account
from techhire.plays.seekers.queries import seeker_of
from techhire.plays.seekers.rules import visible_seekers
from techhire.portals.console.demo.companies import companies
from techhire.portals.console.demo.people import draw_person
from techhire.portals.console.demo.roster import add_batch

if TYPE_CHECKING:
    from techhire.commons.permits import Actor
    from techhire.plays.assessments.models import Rubric, RubricEdition, Submission
    from techhire.plays.assessments.queries.readings import WorkDue
    from techhire.plays.seekers.models import Seeker
    from techhire.portals.console.demo.seeding import Scene

ASSESSORS = (
    "provider@demo.example",
    "assessor@demo.example",
    "priya.bloom@harborlight.example",
    "nia.finch@workforce.example",
)
"""They judge every work sample; in the queue of each of the first two one piece waits."""
TASK = ("title_es", "task", "task_es", "minutes", "takes_files", "second_readings")
SEEN = {1: Remark.NOT_SHOWN, 2: Remark.STEPS, 3: Remark.MORE_DETAIL, 4: Remark.CLEAR, 5: Remark.CAREFUL}
OPENED, BEGAN = 40, 21
"""Days ago on which rubrics came into use, and on which the first work was handed in."""
SEEKER, COACHED_BY, OFFERED = "seeker@demo.example", "Eastside Career House", "network-troubleshooting"


@cache
def _kept() -> list[dict[str, Any]]:
    path = Path(__file__).parent / "data" / "rubrics.json"
    return list(json.loads(path.read_text(encoding="utf-8")))


def add_judged_work(scene: "Scene") -> None:
    """Rubrics with their assessors; a few people whose work was judged; one piece that waits; one sample offered."""
    rubrics = add_rubrics(scene)
    people = iter(_strangers(scene, sum(_wanted(row) for row, _rubric in rubrics)))
    for row, rubric in rubrics:
        if "waiting" in row:
            _waits(scene, next(people), rubric, row["waiting"])
        if row["kind"] == "work_sample":
            _name_assessors(scene, rubric, tuple(one for one in ASSESSORS if one != _first(row)))
        for at, work in enumerate(row.get("works", ())):
            _judged(scene, next(people), rubric, work, scene.now - timedelta(days=BEGAN - at))
    _offer(scene, [rubric for row, rubric in rubrics if row["skill"] == OFFERED])


def _first(row: dict[str, Any]) -> str:
    """Who is named before anybody else, so that the piece that waits is theirs."""
    return str(row.get("first", ASSESSORS[0]))


def _wanted(row: dict[str, Any]) -> int:
    return len(row.get("works", ())) + ("waiting" in row)


def add_rubrics(scene: "Scene") -> "list[tuple[dict[str, Any], Rubric]]":
    """Every rubric of the demo: written by one member of its steward, read and put into use by another."""
    rubrics = []
    for row in _kept():
        if len(scene.seats.get(row["steward"], ())) < 2:
            continue
        with transaction.atomic():
            rubric = _add(scene, row, scene.now - timedelta(days=OPENED)).rubric
            if row["kind"] == "work_sample":
                _name_assessors(scene, rubric, (_first(row),))
        rubrics.append((row, rubric))
    return rubrics


def _add(scene: "Scene", row: dict[str, Any], then: datetime) -> "RubricEdition":
    steward = scene.organizations[row["steward"]]
    author, reader = (actor_for(account, scene.community) for account in scene.seats[row["steward"]][:2])
    edition = draft_rubric(
        author,
        steward,
        kind=row["kind"],
        skill_id=scene.skills[row["skill"]],
        title=row["title"],
        now=then,
    )
    fields: dict[str, Any] = {name: row[name] for name in TASK if name in row}
    if row["kind"] == "work_sample":
        fields |= {"own_material": True, "fictional": True}
    edition = update_rubric(author, edition, version=edition.version, now=then, **fields)
    version = edition.version
    for place, said in enumerate(row["criteria"], 1):
        anchors = {level: (en, es) for level, (en, es) in enumerate(said["anchors"], 1)}
        words = {name: said[name] for name in said if name != "anchors"}
        set_criterion(author, edition, place=place, version=version, anchors=anchors, now=then, **words)
        version += 1
    if "material" in row:
        data = row["material"].encode()
        add_task_file(author, edition, kind="csv", data=data, version=version, now=then)
    send_for_reading(author, edition, now=then)
    return open_rubric(reader, edition, now=then)


def _name_assessors(scene: "Scene", rubric: "Rubric", addresses: tuple[str, ...]) -> None:
    for address in addresses:
        name_assessor(scene.system, rubric, email=address, now=scene.now - timedelta(days=OPENED))


def _strangers(scene: "Scene", many: int) -> "list[Seeker]":
    """Some more people of the demo, whom no organization sees by name."""
    voices = [company.name for company in companies(scene.slug, "provider")]
    ids = add_batch(scene, [draw_person(scene.dice, scene.slug, voices) for _unused in range(many)])
    return list(visible_seekers(scene.system).filter(pk__in=ids).order_by("pk"))


def _hands_in(scene: "Scene", seeker: "Seeker", rubric: "Rubric", text: str, then: datetime) -> "Submission":
    account = open_account(scene.system, seeker, now=then)
    person = actor_for(account, scene.community)
    seeker.account = account
    work = begin_work(person, seeker, rubric, now=then)
    return hand_in(person, work, text=text, version=work.version, sure=True, now=then)


@transaction.atomic
def _waits(scene: "Scene", seeker: "Seeker", rubric: "Rubric", text: str) -> None:
    """Handed in while somebody is the only assessor, so that it waits for them."""
    _hands_in(scene, seeker, rubric, text, scene.now - timedelta(days=1))


@transaction.atomic
def _judged(scene: "Scene", seeker: "Seeker", rubric: "Rubric", work: dict[str, Any], then: datetime) -> None:
    """Handed in, and read by whoever the lot chose, until no reading is due any more."""
    pseudonym = _hands_in(scene, seeker, rubric, work["text"], then).pseudonym
    given = 0
    for address in ASSESSORS * 2:
        assessor = actor_for(scene.accounts[address], scene.community)
        for due in work_due(assessor):
            if due.pseudonym == pseudonym:
                levels = work["readings"][min(given, len(work["readings"]) - 1)]
                _judge(assessor, due, levels, then + timedelta(days=2 + given))
                given += 1


def _judge(assessor: "Actor", due: "WorkDue", levels: list[int], then: datetime) -> None:
    seen = blind_work(assessor, due.judgment.pk)
    if seen is None:
        return
    ids = [row.shown.criterion.pk for row in seen.criteria]
    scores: dict[int, tuple[int | None, str]] = {
        pk: (level, SEEN[level].value) for pk, level in zip(ids, levels, strict=True)
    }
    give_judgment(assessor, seen.judgment, scores=scores, version=seen.judgment.version, now=then)


def _offer(scene: "Scene", rubrics: "list[Rubric]") -> None:
    """The coach of the demo's job seeker offers them a work sample."""
    account = scene.accounts.get(SEEKER)
    seeker = seeker_of(actor_for(account, scene.community)) if account is not None else None
    if seeker is None:
        return
    coach = actor_for(scene.seats[COACHED_BY][0], scene.community)
    for rubric in rubrics:
        offer_work(coach, scene.organizations[COACHED_BY], seeker, rubric, now=scene.now)
