"""A rubric is written, read by somebody else, put into use, and changed without touching what is under way."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.files import add_task_file
from techhire.plays.assessments.actions.rubric_life import (
    change_rubric,
    open_rubric,
    retire_rubric,
    send_back,
    send_for_reading,
)
from techhire.plays.assessments.actions.rubrics import (
    draft_rubric,
    remove_criterion,
    set_criterion,
    update_rubric,
)
from techhire.plays.assessments.actions.submissions import begin_work
from techhire.plays.assessments.models import Rubric, RubricEdition, Submission
from techhire.plays.assessments.queries.rubrics import (
    criteria_of,
    guides_for,
    rubric_numbered,
    rubrics_of,
    rubrics_to_read,
    what_is_missing,
)
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.judging import ANCHORS, NOW, a_draft, a_rubric
from tests.plays.assessments.judged_work.conftest import ROLES

pytestmark = pytest.mark.django_db


def update(actor: Actor, edition: RubricEdition, **fields: Any) -> RubricEdition:
    return update_rubric(actor, edition, version=edition.version, now=NOW, **fields)


def test_a_rubric_goes_from_a_draft_through_a_second_reader_into_use(
    onramp: Organization, tickets: Skill, coach: Actor, as_member: Callable[..., Actor]
) -> None:
    edition = draft_rubric(
        coach, onramp, kind="work_sample", skill_id=tickets.pk, title="Answer a ticket", now=NOW
    )
    assert edition.minutes == 60 and edition.second_readings == 20
    with pytest.raises(Refused, match="Spanish"):
        send_for_reading(coach, edition, now=NOW)
    edition = update(
        coach,
        edition,
        title_es="Responder",
        task="Do it.",
        task_es="Hágalo.",
        own_material=True,
        fictional=True,
    )
    set_criterion(
        coach,
        edition,
        place=1,
        version=edition.version,
        name="Care",
        name_es="Cuidado",
        anchors=ANCHORS,
        now=NOW,
    )
    edition = RubricEdition.objects.get()
    assert what_is_missing(edition) == []
    send_for_reading(coach, edition, now=NOW)
    with pytest.raises(Refused, match="Somebody else has to read"):
        open_rubric(coach, edition, now=NOW)
    colleague = as_member(onramp)
    opened = open_rubric(colleague, edition, now=NOW)
    assert (opened.state, opened.reader_id, opened.opened_at) == ("active", colleague.account_id, NOW)
    names = list(Fact.objects.order_by("pk").values_list("name", flat=True))
    assert names == [
        "RubricDrafted",
        "RubricChanged",
        "RubricChanged",
        "RubricSentForReading",
        "RubricOpened",
    ]


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"minutes": 61}, "60 minutes at most", "minutes"),
        ({"minutes": 0}, "how many minutes", "minutes"),
        ({"minutes": None}, "how many minutes", "minutes"),
        ({"title": " "}, "fill this in", "title"),
        ({"title": "a\nb"}, "one line", "title"),
        ({"task": "x" * 6001}, "too long", "task"),
        ({"second_readings": 10}, "Choose one", "second_readings"),
    ],
)
def test_a_task_keeps_within_its_limits(
    onramp: Organization, coach: Actor, tickets: Skill, fields: dict[str, Any], words: str, field: str
) -> None:
    edition = a_draft(onramp)
    with pytest.raises(Refused, match=words) as refusal:
        update(coach, edition, **fields)
    assert refusal.value.field == field


def test_an_interview_names_no_minutes(onramp: Organization, coach: Actor) -> None:
    guide = a_draft(onramp, kind="interview", task="", task_es="")
    assert update(coach, guide, minutes=None).minutes is None


def test_a_wording_from_before_takes_an_hour(onramp: Organization) -> None:
    RubricEdition.objects.filter(pk=a_draft(onramp).pk).update(minutes=None)
    assert RubricEdition.objects.get().lasts == 60


@pytest.mark.parametrize("box", ["own_material", "fictional"])
def test_work_that_may_be_somebodys_live_work_is_never_put_into_use(
    onramp: Organization, coach: Actor, box: str
) -> None:
    edition = update(coach, a_draft(onramp), **{box: False})
    with pytest.raises(Refused, match="live work"):
        send_for_reading(coach, edition, now=NOW)


def test_what_is_missing_is_named_in_words(onramp: Organization, coach: Actor) -> None:
    edition = a_draft(onramp)
    set_criterion(
        coach,
        edition,
        place=2,
        version=edition.version,
        name="Care",
        anchors={1: ("One.", ""), 2: ("Two.", "Dos.")},
        now=NOW,
    )
    missing = what_is_missing(RubricEdition.objects.get())
    assert [words[:11] for words in missing] == ["Criterion 2", "Criterion 2"]
    remove_criterion(coach, edition, place=2, version=edition.version + 1, now=NOW)
    remove_criterion(coach, edition, place=1, version=edition.version + 2, now=NOW)
    assert what_is_missing(RubricEdition.objects.get()) == ["Add at least one criterion."]


def test_an_interview_guide_asks_a_question_for_each_criterion(onramp: Organization, coach: Actor) -> None:
    edition = a_draft(onramp, kind="interview", task="", task_es="", own_material=False)
    assert what_is_missing(edition) == []
    set_criterion(
        coach,
        edition,
        place=1,
        version=edition.version,
        name="Care",
        name_es="Cuidado",
        anchors=ANCHORS,
        now=NOW,
    )
    assert "question" in what_is_missing(RubricEdition.objects.get())[0]


def test_a_criterion_taken_away_lets_the_others_move_up(onramp: Organization, coach: Actor) -> None:
    edition = a_draft(onramp, weights=(1, 2, 3))
    remove_criterion(coach, edition, place=1, version=edition.version, now=NOW)
    assert [(row.criterion.place, row.criterion.weight) for row in criteria_of(edition)] == [(1, 2), (2, 3)]
    with pytest.raises(Refused, match="not there"):
        remove_criterion(coach, edition, place=7, version=edition.version + 1, now=NOW)


@pytest.mark.parametrize("place", [0, 4, 9])
def test_a_criterion_is_written_in_its_place_or_at_the_end(
    onramp: Organization, coach: Actor, place: int
) -> None:
    edition = a_draft(onramp)
    with pytest.raises(Refused, match="criteria at most"):
        set_criterion(
            coach, edition, place=place, version=edition.version, name="X", anchors=ANCHORS, now=NOW
        )
    with pytest.raises(Refused, match="weight"):
        set_criterion(
            coach,
            edition,
            place=1,
            version=edition.version,
            name="X",
            anchors=ANCHORS,
            weight=0,
            now=NOW,
        )


def test_of_two_people_who_save_at_once_the_second_is_told(
    onramp: Organization, coach: Actor, as_member: Callable[..., Actor]
) -> None:
    seen = a_draft(onramp)
    update(coach, seen, title="Mine")
    with pytest.raises(Refused, match="in the meantime"):
        update(as_member(onramp), seen, title="Yours")
    assert RubricEdition.objects.get().title == "Mine"


def test_a_rubric_changed_while_somebody_works_changes_nothing_for_them(
    onramp: Organization, coach: Actor, person: Actor, dana: Seeker, rubric: Rubric, convener: Actor
) -> None:
    work = begin_work(person, dana, rubric, now=NOW)
    old = work.edition
    new = change_rubric(coach, rubric, now=NOW)
    assert (new.number, new.state, new.task) == (2, "draft", old.task)
    assert [c.criterion.name for c in criteria_of(new)] == ["Part 1", "Part 2"]
    update(coach, new, task="Something else.")
    remove_criterion(coach, new, place=2, version=new.version + 1, now=NOW)
    send_for_reading(coach, new, now=NOW)
    open_rubric(convener, new, now=NOW)
    states = dict(RubricEdition.objects.values_list("number", "state"))
    assert states == {1: "retired", 2: "active"}
    work = Submission.objects.get()
    assert work.edition == old and work.edition.task == "Answer the ticket below."
    assert len(criteria_of(work.edition)) == 2
    with pytest.raises(Refused, match="not a draft"):
        update(coach, RubricEdition.objects.get(number=1), task="Rewritten.")


def test_asking_twice_for_a_new_edition_gives_the_one_that_was_begun(
    onramp: Organization, coach: Actor, rubric: Rubric
) -> None:
    first = change_rubric(coach, rubric, now=NOW)
    assert change_rubric(coach, rubric, now=NOW) == first


def test_material_of_the_task_goes_along_into_the_next_edition(onramp: Organization, coach: Actor) -> None:
    edition = a_draft(onramp)
    add_task_file(coach, edition, kind="csv", data=b"a,b\n1,2\n", version=edition.version, now=NOW)
    send_for_reading(coach, edition, now=NOW)
    open_rubric(Actor.system(onramp.community_id), edition, now=NOW)
    new = change_rubric(coach, edition.rubric, now=NOW)
    assert bytes(new.files.get().data) == b"a,b\n1,2\n"


def test_nobody_begins_what_is_out_of_use(
    onramp: Organization, coach: Actor, person: Actor, dana: Seeker, rubric: Rubric
) -> None:
    retire_rubric(coach, rubric, now=NOW)
    with pytest.raises(Refused, match="not in use"):
        begin_work(person, dana, rubric, now=NOW)
    with pytest.raises(Refused, match="No wording"):
        retire_rubric(coach, rubric, now=NOW)


def test_a_reader_sends_it_back_and_the_author_goes_on(
    onramp: Organization, coach: Actor, convener: Actor
) -> None:
    edition = a_draft(onramp)
    send_for_reading(coach, edition, now=NOW)
    assert [row.rubric for row in rubrics_to_read(convener)] == [edition.rubric]
    send_back(convener, edition, now=NOW)
    assert RubricEdition.objects.get().state == "draft"
    assert rubrics_to_read(convener) == []
    with pytest.raises(Refused, match="Nobody reads"):
        send_back(convener, edition, now=NOW)


def refuses(deed: Callable[[], object]) -> bool:
    try:
        deed()
    except Refused:
        return True
    return False


@in_one_world("who", ROLES)
def test_only_writing_members_of_the_steward_keep_a_rubric(
    role: Callable[[str], Actor], onramp: Organization, tickets: Skill, who: str, dana: Seeker
) -> None:
    edition = a_draft(onramp, tickets)
    actor, may = role(who), who == "coach"
    fields = {"kind": "work_sample", "skill_id": tickets.pk, "title": "X", "now": NOW}
    assert refuses(lambda: draft_rubric(actor, onramp, **fields)) is not may
    assert refuses(lambda: update(actor, edition, title="New")) is not may
    version = RubricEdition.objects.get(pk=edition.pk).version
    assert (
        refuses(
            lambda: set_criterion(
                actor, edition, place=1, version=version, name="A", name_es="A", anchors=ANCHORS, now=NOW
            )
        )
        is not may
    )
    assert refuses(lambda: send_for_reading(actor, edition, now=NOW)) is not may


@in_one_world("who", ROLES)
def test_a_second_reader_is_a_colleague_or_the_civic_lead(
    role: Callable[[str], Actor], onramp: Organization, who: str, dana: Seeker
) -> None:
    edition = a_draft(onramp)
    send_for_reading(Actor.system(onramp.community_id), edition, now=NOW)
    may = who in {"coach", "convener"}
    assert refuses(lambda: open_rubric(role(who), edition, now=NOW)) is not may


@in_one_world("who", ROLES)
def test_a_draft_is_seen_by_its_steward_and_the_civic_lead(
    role: Callable[[str], Actor], onramp: Organization, who: str, dana: Seeker
) -> None:
    edition = a_draft(onramp)
    seen = who in {"coach", "onramp_reader", "convener"}
    assert bool(rubric_numbered(role(who), edition.rubric_id)) is seen
    assert bool(rubrics_of(role(who), onramp)) is seen


@pytest.mark.parametrize("kind", ["employer", "provider", "onramp", "civic", "support"])
def test_the_four_kinds_of_steward_may_keep_one(
    request: pytest.FixtureRequest, as_member: Callable[..., Actor], tickets: Skill, kind: str
) -> None:
    organization = request.getfixturevalue(kind)
    fields = {"kind": "interview", "skill_id": tickets.pk, "title": "X", "now": NOW}
    refused = refuses(lambda: draft_rubric(as_member(organization), organization, **fields))
    assert refused is (kind == "support")


def test_an_employer_asks_by_its_own_guides_and_those_of_partners_who_hire_nobody(
    employer: Organization, onramp: Organization, hiring_manager: Actor, rival: Actor, coach: Actor
) -> None:
    theirs = a_rubric(employer, kind="interview")
    shared = a_rubric(onramp, kind="interview")
    other = Organization.objects.get(pk=rival.organizations()[0])
    assert set(guides_for(hiring_manager, employer)) == {theirs, shared}
    assert set(guides_for(rival, other)) == {shared}


def test_a_list_of_many_rubrics_takes_few_queries(
    onramp: Organization, coach: Actor, django_assert_max_num_queries: Any
) -> None:
    for _one in range(4):
        a_rubric(onramp)
    with django_assert_max_num_queries(6):
        assert len(rubrics_of(coach, onramp)) == 4
