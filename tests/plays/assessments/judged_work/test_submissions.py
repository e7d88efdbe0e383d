"""A person begins a work sample, saves, hands in, takes back: nothing typed is lost, and nobody else sees it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.plays.assessments.actions.files import add_work_file, remove_work_file
from techhire.plays.assessments.actions.judgments import save_judgment
from techhire.plays.assessments.actions.submissions import (
    begin_work,
    clear_work,
    hand_in,
    save_work,
    withdraw_work,
)
from techhire.plays.assessments.models import Accommodation, Judgment, Rubric, RubricEdition, Submission
from techhire.plays.assessments.queries.identity import own_marks, unread_files
from techhire.plays.assessments.queries.works import sample_lines, work_numbered, works_held, works_of
from techhire.plays.seekers.actions.contacts import set_contacts
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.judging import LATER, NOW, WORDS, a_rubric, handed_in, names, says
from tests.factories.seekers import access
from tests.plays.assessments.judged_work.conftest import ROLES

pytestmark = pytest.mark.django_db
OVER = NOW + timedelta(minutes=63)


@pytest.fixture
def work(person: Actor, dana: Seeker, rubric: Rubric) -> Submission:
    return begin_work(person, dana, rubric, now=NOW)


def save(actor: Actor, work: Submission, text: str = WORDS, now: Any = LATER) -> Submission:
    version = Submission.objects.get(pk=work.pk).version
    return save_work(actor, work, text=text, version=version, now=now)


def test_it_is_begun_saved_and_handed_in(person: Actor, work: Submission) -> None:
    assert work.ends_at == NOW + timedelta(minutes=60)
    save(person, work, "One.")
    done = hand_in(person, work, text="Two.", version=3, now=LATER)
    assert (done.state, done.text, done.handed_in_at, done.readings) == ("handed_in", "Two.", LATER, 1)
    assert Judgment.objects.get().submission == done
    assert list(
        Fact.objects.filter(name__startswith="Work").order_by("pk").values_list("name", flat=True)
    ) == [
        "WorkBegun",
        "WorkHandedIn",
    ]
    assert "Two" not in str(list(Fact.objects.values_list("data", flat=True)))


def test_beginning_again_goes_on_with_what_is_open(
    person: Actor, dana: Seeker, rubric: Rubric, work: Submission
) -> None:
    save(person, work)
    again = begin_work(person, dana, rubric, now=LATER)
    assert (again.pk, again.text, again.begun_at) == (work.pk, WORDS, NOW)


def test_of_two_windows_the_second_is_told_and_loses_nothing(person: Actor, work: Submission) -> None:
    save_work(person, work, text="First window.", version=work.version, now=LATER)
    with pytest.raises(Refused, match="another window"):
        save_work(person, work, text="Second window.", version=work.version, now=LATER)
    assert Submission.objects.get().text == "First window."


def test_handing_in_twice_is_refused_the_second_time(person: Actor, work: Submission) -> None:
    save(person, work)
    hand_in(person, work, now=LATER)
    with pytest.raises(Refused, match="not under way"):
        hand_in(person, work, now=LATER)
    assert Judgment.objects.count() == 1


def test_after_the_end_only_what_was_saved_in_time_counts(person: Actor, work: Submission) -> None:
    save(person, work, "In time.")
    save(person, work, "Within the grace.", now=NOW + timedelta(minutes=61))
    with pytest.raises(Refused, match="time is over"):
        save(person, work, "Too late.", now=OVER)
    with pytest.raises(Refused, match="time is over"):
        hand_in(person, work, text="Too late.", version=3, now=OVER)
    with pytest.raises(Refused, match="time is over"):
        add_work_file(person, work, kind="txt", data=b"late", now=OVER)
    done = hand_in(person, work, now=OVER + timedelta(days=9))
    assert done.text == "Within the grace." and done.state == "handed_in"


@pytest.mark.parametrize(("extra", "minutes"), [("1", 60), ("1.5", 90), ("2", 120), ("open", None)])
def test_more_time_is_given_without_showing_it(
    person: Actor, dana: Seeker, rubric: Rubric, extra: str, minutes: int | None
) -> None:
    Accommodation.objects.create(seeker=dana, extra_time=extra, changed_at=NOW)
    work = begin_work(person, dana, rubric, now=NOW)
    assert work.ends_at == (None if minutes is None else NOW + timedelta(minutes=minutes))


def test_nothing_is_begun_for_a_partner_that_paused_or_left(
    person: Actor, dana: Seeker, onramp: Organization, rubric: Rubric
) -> None:
    Organization.objects.filter(pk=onramp.pk).update(state="paused")
    rubric.organization.refresh_from_db()
    assert sample_lines(person, dana, NOW) == []
    with pytest.raises(Refused, match="not in use"):
        begin_work(person, dana, rubric, now=NOW)


def test_a_wording_without_minutes_from_before_takes_an_hour(
    person: Actor, dana: Seeker, rubric: Rubric
) -> None:
    RubricEdition.objects.update(minutes=None)
    work = begin_work(person, dana, rubric, now=NOW)
    assert work.ends_at == NOW + timedelta(minutes=60)


@pytest.mark.parametrize("extra", ["1", "1.5", "open"])
@pytest.mark.parametrize("deed", [hand_in, withdraw_work])
def test_no_time_of_the_persons_own_stays_beside_a_result(
    person: Actor, dana: Seeker, rubric: Rubric, extra: str, deed: Callable[..., Submission]
) -> None:
    Accommodation.objects.create(seeker=dana, extra_time=extra, changed_at=NOW)
    work = begin_work(person, dana, rubric, now=NOW)
    save(person, work, now=LATER)
    deed(person, work, now=NOW + timedelta(minutes=59))
    kept = Submission.objects.get()
    assert kept.ends_at is None
    assert kept.begun_at == datetime(2026, 3, 2, tzinfo=dana.community.zone)


def test_nothing_is_not_handed_in(person: Actor, work: Submission) -> None:
    with pytest.raises(Refused, match="nothing in it"):
        hand_in(person, work, text="  ", version=work.version, now=LATER)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("My name is Dana and I fixed it.", ["name"]),
        ("Signed, REYES", ["name"]),
        ("Write to me: DANA@example.org", ["name", "email"]),
        ("Call (816) 555-0134.", ["phone"]),
        ("Call +1 816.555.0134.", ["phone"]),
        ("Danae reset the printer at 816-555-0199 for ana@example.com", []),
    ],
)
def test_a_work_that_says_who_made_it_is_asked_about_first(
    person: Actor, dana: Seeker, work: Submission, text: str, codes: list[str]
) -> None:
    Account.objects.filter(pk=person.account_id).update(email="dana@example.org", name="")
    set_contacts(person, dana, ways={"phone": "816-555-0134"}, now=NOW)
    save(person, work, text)
    assert own_marks(Submission.objects.get()) == codes
    if codes:
        with pytest.raises(Refused, match="who you are") as refusal:
            hand_in(person, work, now=LATER)
        assert refusal.value.field == "sure"
    assert hand_in(person, work, sure=bool(codes), now=LATER).state == "handed_in"


@pytest.mark.parametrize(
    "data", [b"by Dana", "by Dana".encode("utf-16"), b"%PDF-1.7 /Author (Dana) %%EOF", b"\xff\xd8 Dana"]
)
def test_a_name_that_stands_in_a_file_is_found_too(
    person: Actor, dana: Seeker, onramp: Organization, data: bytes
) -> None:
    work = begin_work(person, dana, a_rubric(onramp, takes_files=True), now=NOW)
    add_work_file(person, work, kind="txt", data=data, now=LATER)
    assert own_marks(work) == ["name"]


def test_a_name_that_a_pdf_packs_away_is_found_until_it_is_handed_in(
    person: Actor, dana: Seeker, onramp: Organization
) -> None:
    work = begin_work(person, dana, a_rubric(onramp, takes_files=True), now=NOW)
    add_work_file(person, work, kind="pdf", data=b"%PDF", words="Signed, Dana", now=LATER)
    add_work_file(person, work, kind="pdf", data=b"%PDF", words=None, now=LATER)
    add_work_file(person, work, kind="txt", data=b"Steps.", now=LATER)
    assert own_marks(work) == ["name"] and unread_files(work) == [2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM assessments_submittedfile WHERE place = 1")
        assert "Dana" not in str(cursor.fetchone())
    with pytest.raises(Refused, match="who you are"):
        hand_in(person, work, now=LATER)
    hand_in(person, work, sure=True, now=LATER)
    assert not work.files.filter(words__isnull=False).exists()


def test_files_are_few_small_and_of_known_kinds(person: Actor, dana: Seeker, onramp: Organization) -> None:
    work = begin_work(person, dana, a_rubric(onramp, takes_files=True), now=NOW)
    with pytest.raises(Refused, match="kind of file"):
        add_work_file(person, work, kind="zip", data=b"PK", now=LATER)
    with pytest.raises(Refused, match="5 MB"):
        add_work_file(person, work, kind="txt", data=bytes(5 * 1024 * 1024 + 1), now=LATER)
    for _one in range(3):
        add_work_file(person, work, kind="txt", data=b"Steps.", now=LATER)
    with pytest.raises(Refused, match="3 files at most"):
        add_work_file(person, work, kind="txt", data=b"Steps.", now=LATER)
    remove_work_file(person, work, place=2, now=LATER)
    add_work_file(person, work, kind="pdf", data=b"%PDF", now=LATER)
    assert list(work.files.order_by("place").values_list("place", "kind")) == [
        (1, "txt"),
        (3, "txt"),
        (4, "pdf"),
    ]
    assert hand_in(person, work, now=LATER).state == "handed_in"


def test_a_task_answered_in_writing_takes_no_files(person: Actor, work: Submission) -> None:
    with pytest.raises(Refused, match="in writing"):
        add_work_file(person, work, kind="txt", data=b"x", now=LATER)


def test_it_can_be_taken_back_until_judging_begins(
    person: Actor, dana: Seeker, onramp: Organization, assessor: Actor
) -> None:
    rubric = a_rubric(onramp, takes_files=True)
    names(rubric, assessor)
    work = begin_work(person, dana, rubric, now=NOW)
    add_work_file(person, work, kind="txt", data=b"Steps.", now=LATER)
    save(person, work)
    hand_in(person, work, now=LATER)
    back = withdraw_work(person, work, now=LATER)
    assert (back.state, back.text, back.files.count()) == ("withdrawn", "", 0)
    assert Judgment.objects.values_list("state", "left_for").get() == ("left", "taken_back")
    with pytest.raises(Refused, match="taken back already"):
        withdraw_work(person, work, now=LATER)


def test_once_somebody_has_begun_to_judge_it_stays(
    person: Actor, dana: Seeker, rubric: Rubric, assessor: Actor
) -> None:
    work = handed_in(dana, rubric)
    save_judgment(assessor, Judgment.objects.get(), scores={}, version=1, now=LATER)
    with pytest.raises(Refused, match="begun to judge"):
        withdraw_work(person, work, now=LATER)


def test_the_same_task_waits_ninety_days(
    person: Actor, dana: Seeker, rubric: Rubric, work: Submission
) -> None:
    withdraw_work(person, work, now=LATER)
    with pytest.raises(Refused, match="May 31, 2026"):
        begin_work(person, dana, rubric, now=LATER)
    line = sample_lines(person, dana, LATER)[0]
    assert line.again == datetime(2026, 5, 31, 1, tzinfo=dana.community.zone) and line.newest == work
    assert begin_work(person, dana, rubric, now=NOW + timedelta(days=91)).pk != work.pk


@in_one_world("who", ROLES)
def test_only_the_person_works_sees_hands_in_and_takes_back(
    role: Callable[[str], Actor], onramp: Organization, dana: Seeker, rubric: Rubric, who: str, person: Actor
) -> None:
    access(dana, onramp, "coaching")
    actor = role(who)
    if who == "person":
        work = begin_work(actor, dana, rubric, now=NOW)
        assert work_numbered(actor, work.pk) == work and list(works_of(actor, dana)) == [work]
        assert works_held(actor, dana)["work_samples"][0]["pseudonym"] == work.pseudonym
        return
    with pytest.raises(Refused):
        begin_work(actor, dana, rubric, now=NOW)
    work = begin_work(person, dana, rubric, now=NOW)
    assert work_numbered(actor, work.pk) is None
    assert not works_of(actor, dana) and works_held(actor, dana) == {}
    for deed in (
        lambda: save_work(actor, work, text="x", version=work.version, now=NOW),
        lambda: hand_in(actor, work, now=NOW),
        lambda: withdraw_work(actor, work, now=NOW),
        lambda: add_work_file(actor, work, kind="txt", data=b"x", now=NOW),
        lambda: remove_work_file(actor, work, place=1, now=NOW),
        lambda: clear_work(actor, dana.pk, now=NOW),
    ):
        with pytest.raises(Refused):
            deed()


def test_erasing_the_record_takes_open_work_back_and_empties_what_was_judged(
    person: Actor, dana: Seeker, rubric: Rubric, onramp: Organization, assessor: Actor
) -> None:
    judged = handed_in(dana, rubric)
    says(Judgment.objects.get(), 3, 4)
    waiting = handed_in(dana, a_rubric(onramp))
    erase_seeker(person, dana, now=LATER)
    drain(lambda: LATER)
    rows = {row.pk: (row.state, row.text) for row in Submission.objects.all()}
    assert rows == {judged.pk: ("judged", ""), waiting.pk: ("withdrawn", "")}
    assert Judgment.objects.get(submission=judged).overall is not None
