"""The page of a result says what kind of test it was, why it counts or not, and what can be done now."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

import techhire
from techhire.commons.communities.models import Organization
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.models import Assessment, Sitting, TestDay
from techhire.plays.assessments.queries.results import how_taken
from techhire.plays.assessments.queries.topics import TOPICS, topic_name
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import a_bank, a_test, a_test_day, checked_in

pytestmark = pytest.mark.django_db
NOW_PAGE = "/my/tests/now/"
PACKAGE = Path(techhire.__file__).parent
BANKS = PACKAGE / "plays/assessments/practice"
DEMO = PACKAGE / "portals/console/demo/data/questions.json"


def read(client: Client, address: str) -> str:
    """The words of a page's main part."""
    body = client.get(address, follow=True).content.decode()
    return body[body.index("<main") : body.index("</main>")]


def answer(client: Client, many: int, knows: Callable[[Any], bool] = lambda item: True) -> None:
    """Answer so many questions of the test under way."""
    for _turn in range(many):
        client.get(NOW_PAGE)
        sitting = Sitting.objects.get(state="under_way")
        assert sitting.current is not None
        sent = {"place": sitting.responses.count(), "item": sitting.current_id}
        client.post(NOW_PAGE, sent | {"answer": "a" if knows(sitting.current) else "b"})
        if not Sitting.objects.filter(state="under_way").exists():
            return


def begin(client: Client, test: Assessment) -> Client:
    client.post(f"/my/tests/{test.pk}/")
    return client


def result(client: Client) -> str:
    return read(client, f"/my/tests/results/{Sitting.objects.latest('pk').pk}/")


@pytest.fixture
def practice(tickets: Skill) -> Assessment:
    return a_test(a_bank(skill=tickets), min_items=4, max_items=8, seconds=1800)


@pytest.fixture
def private(me: Seeker, tickets: Skill) -> Assessment:
    bank = a_bank(me.community, tickets)
    return a_test(bank, title="Tickets here", unsupervised=True, retake_days=30)


def test_too_few_answers_say_how_many_are_needed_and_offer_another_try(
    mine: Client, me: Seeker, practice: Assessment
) -> None:
    answer(begin(mine, practice), 3)
    mine.get(NOW_PAGE)
    sitting = Sitting.objects.get()
    Sitting.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    sent = {"place": 3, "item": sitting.current_id, "answer": "a"}
    late = mine.post(NOW_PAGE, sent, follow=True).content.decode()
    assert "so that answer does not count" in late
    told = result(mine)
    assert "3 answers came in time. A result needs at least 4." in told
    assert f"/my/tests/{practice.pk}/" in told and "Try again" in told
    assert "Too late, does not count" in told and told.count("Right:") == 3
    assert "there are too few answers" in told
    assert "let it count" not in told and "is what the result comes from" not in told


def test_a_practice_taken_up_again_is_named_by_the_day_it_was_finished(
    mine: Client, me: Seeker, practice: Assessment
) -> None:
    answer(begin(mine, practice), 2)
    begun = timezone.now() - timedelta(days=40)
    Sitting.objects.update(made_at=begun)
    answer(mine, 6)
    sitting = Sitting.objects.get()
    assert sitting.finished_at is not None
    for address in (f"/my/tests/results/{sitting.pk}/", "/my/tests/results/", "/my/tests/"):
        shown = read(mine, address)
        assert date_format(localtime(sitting.finished_at), "DATE_FORMAT") in shown
        assert date_format(localtime(begun), "DATE_FORMAT") not in shown


def test_the_fewest_and_the_most_questions_are_told_before(
    mine: Client, me: Seeker, practice: Assessment
) -> None:
    assert "at least 4, at most 8" in read(mine, f"/my/tests/{practice.pk}/")


def test_at_the_top_there_is_no_higher_level_to_learn_for(
    mine: Client, me: Seeker, practice: Assessment
) -> None:
    answer(begin(mine, practice), 8)
    told = result(mine)
    assert "There is no higher level than this." in told
    assert "What a higher level would open" not in told and "Programs that teach" not in told


def test_practice_says_that_it_is_yours_alone(mine: Client, me: Seeker, practice: Assessment) -> None:
    answer(begin(mine, practice), 8, lambda item: item.b < 0)
    told = result(mine)
    assert "· practice" in told and "practice is yours alone until you say otherwise" in told
    assert "What a higher level would open" in told


def test_a_test_at_home_says_why_it_counts_and_when_it_is_free_again(
    mine: Client, me: Seeker, private: Assessment
) -> None:
    answer(begin(mine, private), 8, lambda item: item.b < 0)
    told = result(mine)
    assert "· taken at home" in told and "since nobody watched" in told
    assert "can take it again from" in read(mine, "/my/tests/")
    evidence = Evidence.objects.get(kind="unproctored_test")
    evidence.state = "withdrawn"
    evidence.save()
    assert "It does not count any more" in result(mine)


def test_a_test_brought_over_from_elsewhere_says_why_it_does_not_count(
    mine: Client, me: Seeker, private: Assessment
) -> None:
    answer(begin(mine, private), 8, lambda item: item.b < 0)
    Sitting.objects.update(seen_at=None, evidence=None)
    told = result(mine)
    assert "· taken elsewhere" in told and "brought over only to see how good the test is" in told


@pytest.mark.parametrize("changes", [{}, {"seen_at": None, "evidence": None}], ids=["at home", "elsewhere"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_says_where_a_test_was_taken_in_the_words_of_its_page(
    mine: Client, me: Seeker, private: Assessment, changes: dict[str, Any], language: str
) -> None:
    answer(begin(mine, private), 8, lambda item: item.b < 0)
    if changes:
        Sitting.objects.update(**changes)
    mine.cookies["django_language"] = language
    with translation.override(language):
        said = str(how_taken(Sitting.objects.get()).label)
    assert f"· {said}" in result(mine)
    assert f"· {said} ·" in read(mine, "/my/tests/results/")


def test_every_topic_that_is_shipped_has_words_in_both_languages() -> None:
    shipped = {
        item["topic"] for path in BANKS.glob("*.json") for item in json.loads(path.read_text())["items"]
    }
    shipped |= {item["topic"] for item in json.loads(DEMO.read_text())["templates"]}
    assert len(shipped) > 100 and shipped <= set(TOPICS)
    with translation.override("es"):
        assert topic_name("reading-a-log") == "leer un registro"


def test_too_few_answers_of_a_test_that_waits_say_the_day(
    mine: Client, me: Seeker, private: Assessment
) -> None:
    answer(begin(mine, private), 1)
    mine.post("/my/tests/now/end/")
    told = result(mine)
    assert "You can take it again from" in told and "Try again" not in told


@pytest.fixture
def day(onramp: Organization, me: Seeker, private: Assessment) -> TestDay:
    """A test day today whose check-in is open; the person is checked in."""
    day = a_test_day(onramp, private, starts_at=timezone.now())
    checked_in(day, me)
    return day


def test_a_supervised_test_taken_is_not_ready_to_begin_any_more(
    mine: Client, me: Seeker, private: Assessment, day: TestDay
) -> None:
    assert "ready to begin" in read(mine, "/my/tests/")
    begin(mine, private)
    assert "ready to begin" not in read(mine, "/my/tests/") and ">go on<" in read(mine, "/my/tests/")
    answer(mine, 8, lambda item: item.b < 0)
    shown = read(mine, "/my/tests/")
    assert "taken, see your result" in shown and "you can take it again from" in shown
    assert "ready to begin" not in shown and "take it again</a>" not in shown
    told = result(mine)
    assert f"supervised, {day.organization.name}" in told and "since staff watched" in told
    private.retake_days = 0
    private.save()
    assert "take it again</a>" in read(mine, "/my/tests/")


def test_a_test_called_by_its_skill_is_named_in_the_readers_language(
    mine: Client, me: Seeker, practice: Assessment, private: Assessment
) -> None:
    Assessment.objects.filter(pk=practice.pk).update(title="Ticket handling")
    begin(mine, practice)
    mine.cookies["django_language"] = "es"
    home = read(mine, "/my/")
    assert "Manejo de tickets" in home and "Ticket handling" not in home
    assert "Tickets here" in read(mine, "/my/tests/")
