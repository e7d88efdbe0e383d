"""The pages of a test: every kind of question without a script, both languages, and what is sent twice."""

from collections.abc import Callable

import pytest
from django.test import Client

from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.models import Assessment, Item, ItemMedia, Sitting, SittingNote
from techhire.plays.seekers.models import Evidence, Seeker
from tests.factories.assessments import KEYS, a_bank, a_test, an_item

pytestmark = pytest.mark.django_db
NOW_PAGE = "/my/tests/now/"


@pytest.fixture
def practice(tickets: Skill) -> Assessment:
    """A practice test of the skill the person told of."""
    return a_test(a_bank(skill=tickets), title="Tickets", seconds=1800)


def form_of(item: Item, answer: object) -> dict[str, object]:
    """An answer as the page's form sends it."""
    choices = [part["id"] for part in item.content["en"].get("choices", [])]
    if item.kind == "order":
        assert isinstance(answer, list)
        return {f"place-{at}": answer.index(one) + 1 for at, one in enumerate(choices)}
    if item.kind == "match":
        assert isinstance(answer, dict)
        return {f"match-{at}": answer[one] for at, one in enumerate(choices)}
    return {"answer": answer[0] if item.kind == "short_text" and isinstance(answer, list) else answer}


def send(client: Client, **data: object) -> str:
    return client.post(NOW_PAGE, data, follow=True).content.decode()


def current() -> tuple[Item, dict[str, object]]:
    """The question shown, and where the form says it stands."""
    sitting = Sitting.objects.get(state="under_way")
    assert sitting.current is not None
    return sitting.current, {"place": sitting.responses.count(), "item": sitting.current.pk}


@pytest.fixture
def taking(mine: Client, me: Seeker, practice: Assessment) -> Client:
    """The person's phone, with the test begun."""
    mine.post(f"/my/tests/{practice.pk}/")
    return mine


def test_a_test_is_found_begun_and_taken_to_its_result(
    mine: Client, me: Seeker, practice: Assessment
) -> None:
    shown = mine.get("/my/tests/").content.decode()
    assert "Ticket handling" in shown and "You told us you can do this." in shown
    about = mine.get(f"/my/tests/{practice.pk}/").content.decode()
    assert "at least 4, at most 8" in about and "30 minutes" in about and "only you" in about
    mine.post(f"/my/tests/{practice.pk}/")
    for number in range(1, 9):
        page = mine.get(NOW_PAGE).content.decode()
        assert f"Question {number} of at most 8" in page and "<code>run</code>" in page
        item, place = current()
        last = send(mine, **place, answer="a" if item.b < 0.3 else "b")
        if "Question by question" in last:
            break
    assert "Ticket handling: most likely" in last
    assert "Nobody but you." in last and "Question by question" in last
    assert "tests/results/" in mine.get("/my/tests/").content.decode()


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_every_kind_is_answered_without_a_script(kind: str, mine: Client, me: Seeker) -> None:
    bank = a_bank(difficulties=())
    items = [an_item(bank, kind=kind, b=at / 10) for at in range(4)]
    test = a_test(bank, min_items=2, max_items=2, stop_se=0)
    mine.post(f"/my/tests/{test.pk}/")
    mine.get(NOW_PAGE)
    item, place = current()
    if kind == "code_reading":
        assert 'aria-label="What to read"' in mine.get(NOW_PAGE).content.decode()
    refused = send(mine, **place)
    assert "usa-error-message" in refused and "Please look at this again" in refused
    send(mine, **place, **form_of(item, item.key))
    sitting = Sitting.objects.get()
    assert sitting.responses.get().points == 1 and len(items) == 4


def test_what_was_typed_stays_when_it_does_not_fit(mine: Client, me: Seeker) -> None:
    bank = a_bank(difficulties=())
    for at in range(4):
        an_item(bank, kind="numeric", b=at / 10)
    mine.post(f"/my/tests/{a_test(bank, min_items=2).pk}/")
    mine.get(NOW_PAGE)
    _item, place = current()
    shown = send(mine, **place, answer="about twelve")
    assert "Type a number only" in shown and 'value="about twelve"' in shown


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"place": "x", "item": "x"},
        {"place": "0", "item": "99999999999999999999999"},
        {"place": "-1", "item": "\x00", "answer": "\x00"},
        {"place": ["0", "1"], "answer": ["a", "b"]},
        {"place": "٣", "item": "1", "answer": "a" * 5000},
    ],
)
def test_made_up_answers_break_nothing_and_count_nothing(sent: dict[str, object], taking: Client) -> None:
    taking.get(NOW_PAGE)
    answer = taking.post(NOW_PAGE, sent)
    assert answer.status_code in {200, 302}
    assert not Sitting.objects.get().responses.exists()


def test_sent_twice_and_from_a_second_tab_an_answer_counts_once(taking: Client) -> None:
    taking.get(NOW_PAGE)
    _item, place = current()
    send(taking, **place, answer="a")
    again = send(taking, **place, answer="b")
    assert "You had answered that question already." in again and "Question 2" in again
    assert Sitting.objects.get().responses.get().answer == "a"


def test_the_language_changes_and_the_question_stays(taking: Client) -> None:
    taking.get(NOW_PAGE)
    item, _place = current()
    taking.cookies["django_language"] = "es"
    shown = taking.get(NOW_PAGE).content.decode()
    assert f"Pregunta {item.code}" in shown and 'lang="es"' in shown
    assert current()[0] == item


def test_a_question_without_the_language_says_which_it_is_in(taking: Client) -> None:
    taking.get(NOW_PAGE)
    item, _place = current()
    Item.objects.filter(pk=item.pk).update(content={"en": item.content["en"]})
    taking.cookies["django_language"] = "es"
    assert '<div class="th-asked" id="asked" lang="en">' in taking.get(NOW_PAGE).content.decode()


def test_a_break_and_going_on(taking: Client) -> None:
    taking.get(NOW_PAGE)
    item, _place = current()
    assert "You are on a break" in taking.post("/my/tests/now/break/", follow=True).content.decode()
    assert "Question 1" in taking.post("/my/tests/now/resume/", follow=True).content.decode()
    assert current()[0] == item


def test_an_answer_sent_from_another_tab_during_a_break_is_read(taking: Client) -> None:
    taking.get(NOW_PAGE)
    _item, place = current()
    taking.post("/my/tests/now/break/")
    assert "Question 2" in send(taking, **place, answer="a")
    assert Sitting.objects.get().responses.get().answer == "a"


def test_it_is_ended_only_on_a_second_press(taking: Client) -> None:
    taking.get(NOW_PAGE)
    assert "A result needs at least 4 answers" in taking.get("/my/tests/now/end/").content.decode()
    assert Sitting.objects.get().state == "under_way"
    assert "Too few answers for a result" in taking.post("/my/tests/now/end/", follow=True).content.decode()


def test_without_a_test_under_way_its_address_leads_to_the_tests(mine: Client, me: Seeker) -> None:
    assert mine.get(NOW_PAGE)["Location"] == "/my/tests/"
    assert mine.post(NOW_PAGE, {"place": 0})["Location"] == "/my/tests/"


def test_an_answer_to_a_test_that_closed_meanwhile_is_told_so(taking: Client) -> None:
    taking.get(NOW_PAGE)
    _item, place = current()
    taking.post("/my/tests/now/end/")
    late = send(taking, **place, answer="a")
    assert "The test was over before that came" in late and "Too few answers for a result" in late
    assert not Sitting.objects.get().responses.exists()


def test_a_note_of_the_page_is_kept_and_nothing_else_is(taking: Client) -> None:
    taking.get(NOW_PAGE)
    assert taking.post("/my/tests/now/note/", {"kind": "left_page"}).status_code == 204
    taking.post("/my/tests/now/note/", {"kind": "left_page"})
    taking.post("/my/tests/now/note/", {"kind": "very_quick"})
    note = SittingNote.objects.get()
    assert (note.kind, note.times) == ("left_page", 2)


def test_a_picture_is_shown_to_whoever_is_asked_and_to_nobody_else(
    taking: Client, browser: Callable[[Actor | None], Client], rival: Actor
) -> None:
    taking.get(NOW_PAGE)
    item, _place = current()
    data = {"content_type": "image/png", "data": b"png", "alt": {"en": "A plug"}}
    picture = ItemMedia.objects.create(item=item, name="plug.png", **data)
    other = ItemMedia.objects.create(
        item=Item.objects.exclude(pk=item.pk).earliest("pk"), name="x.png", **data
    )
    assert 'alt="A plug"' in taking.get(NOW_PAGE).content.decode()
    shown = taking.get(f"/my/tests/media/{picture.pk}/")
    assert shown.content == b"png" and "sandbox" in shown["Content-Security-Policy"]
    assert taking.get(f"/my/tests/media/{other.pk}/").status_code == 404
    assert browser(rival).get(f"/my/tests/media/{picture.pk}/").status_code == 302
    assert browser(None).get(f"/my/tests/media/{picture.pk}/").status_code == 302


def finish(client: Client) -> int:
    """Answer to the end; the sitting's number."""
    while Sitting.objects.filter(state="under_way").exists():
        client.get(NOW_PAGE)
        _item, place = current()
        send(client, **place, answer="a")
    return Sitting.objects.latest("pk").pk


def test_a_practice_result_counts_only_on_a_press_and_goes_on_another(taking: Client, me: Seeker) -> None:
    sitting_id = finish(taking)
    mine = Evidence.objects.filter(seeker=me, kind="unproctored_test", state="counts")
    assert not mine.exists()
    page = f"/my/tests/results/{sitting_id}/"
    assert "You let it count" in taking.post(page, {"count": "1"}, follow=True).content.decode()
    assert mine.get().open_bank
    taking.post(page, {"count": "1"})
    assert mine.count() == 1
    assert "yours alone again" in taking.post(page, {"keep": "1"}, follow=True).content.decode()
    assert not mine.exists()
    taking.post(page, {"count": "1"})
    assert "is deleted" in taking.post(page, {"delete": "1"}, follow=True).content.decode()
    assert not mine.exists() and not Sitting.objects.exists()
    assert taking.get(page).status_code == 404


def test_my_result_is_nobody_elses(
    taking: Client, browser: Callable[[Actor | None], Client], rival: Actor, coach: Actor
) -> None:
    page = f"/my/tests/results/{finish(taking)}/"
    assert browser(None).get(page).status_code == 302
    for actor in (rival, coach):
        assert browser(actor).get(page).status_code == 302


def test_my_time_is_set_without_a_reason_and_holds_for_the_next_test(
    mine: Client, me: Seeker, practice: Assessment
) -> None:
    page = mine.get("/my/tests/time/").content.decode()
    assert "Nobody asks why" in page
    mine.post("/my/tests/time/", {"extra_time": "1.5", "breaks": "10"})
    assert "45 minutes" in mine.get(f"/my/tests/{practice.pk}/").content.decode()
    wrong = mine.post("/my/tests/time/", {"extra_time": "9", "breaks": "10"}).content.decode()
    assert "usa-error-message" in wrong


def test_answering_costs_few_queries_and_compiles_nothing(
    taking: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    from techhire.engines.psychometrics.kernels import advance, tell_most

    taking.get(NOW_PAGE)
    _item, place = current()
    taking.post(NOW_PAGE, place | {"answer": "a"})
    known = (len(advance.signatures), len(tell_most.signatures))
    _item, place = current()
    with django_assert_max_num_queries(19):
        taking.post(NOW_PAGE, place | {"answer": "a"})
    with django_assert_max_num_queries(13):
        taking.get(NOW_PAGE)
    assert (len(advance.signatures), len(tell_most.signatures)) == known
