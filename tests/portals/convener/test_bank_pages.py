"""Pages of item banks: what a member of the civic lead sees and does there, and what others do not."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from techhire.commons.communities.models import Community
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.engines.item_exchange import read_package
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.actions.item_life import submit_item
from techhire.plays.assessments.actions.items import write_item
from techhire.plays.assessments.models import Assessment, Calibration, Item, ItemBank
from tests.engines.item_exchange.samples import PNG
from tests.factories.banks import ItemBankFactory, ItemFactory
from tests.factories.skills import small_starter
from tests.plays.assessments.banks.conftest import single
from tests.plays.assessments.banks.made_up import answered, items_in, table_of

pytestmark = pytest.mark.django_db
TRUE = [-1.5, -0.7, 0.0, 0.8, 1.6]


@pytest.fixture
def sql(db: None) -> Skill:
    small_starter()
    return Skill.objects.get(code="sql")


@pytest.fixture
def bank(convener: Actor, sql: Skill, now: datetime) -> ItemBank:
    return create_bank(convener, sql, title="SQL at work", now=now)


def at(name: str, *args: Any) -> str:
    return reverse(f"convener:{name}", args=args)


def test_a_bank_is_opened_for_a_skill_that_was_searched(desk: Client, sql: Skill) -> None:
    assert "SQL" in desk.get(at("bank_new"), {"q": "sql"}).content.decode()
    page = desk.get(at("bank_new"), {"skill": sql.pk})
    assert 'value="SQL"' in page.content.decode()
    done = desk.post(f"{at('bank_new')}?skill={sql.pk}", {"title": "SQL at work"})
    bank = ItemBank.objects.get()
    assert done.url == at("bank", bank.pk)
    assert "SQL at work" in desk.get(at("banks")).content.decode()


def test_an_empty_bank_says_what_to_do(desk: Client, bank: ItemBank) -> None:
    page = desk.get(at("bank", bank.pk)).content.decode()
    assert "Write a question" in page and "<svg" not in page


def test_the_form_of_a_kind_keeps_a_draft(desk: Client, bank: ItemBank) -> None:
    assert "choose one" in desk.get(at("item_new", bank.pk)).content.decode().lower()
    typed = {
        "level": "2",
        "topic": "reading",
        "prompt_en": "Which word reads rows?",
        "prompt_es": "¿Qué palabra lee filas?",
        "rationale_en": "It reads.",
        "rationale_es": "Lee.",
        "rows": "5",
        "choice_1_en": "SELECT",
        "choice_1_es": "SELECT",
        "choice_2_en": "DELETE",
        "choice_2_es": "DELETE",
        "right": "1",
        "save": "1",
    }
    done = desk.post(f"{at('item_new', bank.pk)}?kind=single", typed)
    item = Item.objects.get()
    assert done.url == at("item", item.pk)
    assert item.content["en"]["choices"] == [{"id": "b", "text": "SELECT"}, {"id": "a", "text": "DELETE"}]
    assert (item.key, item.topic, sorted(item.content)) == ("b", "reading", ["en", "es"])


def test_typed_text_is_not_lost_when_something_is_missing(desk: Client, bank: ItemBank) -> None:
    typed = {
        "level": "2",
        "prompt_en": "Which one?",
        "choice_1_en": "This",
        "choice_2_en": "That",
        "rows": "5",
    }
    page = desk.post(f"{at('item_new', bank.pk)}?kind=single", typed).content.decode()
    assert "Mark the choice that is right" in page and "Which one?" in page and "That</textarea>" in page
    assert not Item.objects.exists()


def test_more_rows_keep_what_was_typed_and_say_nothing_is_wrong(desk: Client, bank: ItemBank) -> None:
    typed = {"level": "2", "prompt_en": "Which one?", "rows": "5", "right": "2", "more": "1"}
    page = desk.post(f"{at('item_new', bank.pk)}?kind=multiple", typed).content.decode()
    assert "choice_8_en" in page and "choice_9_en" not in page
    assert 'value="2" checked' in page and "error-summary" not in page


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [
        ("order", {"choice_1_en": "plan", "choice_2_en": "build", "choice_3_en": "check"}, ["c", "a", "b"]),
        (
            "match",
            {
                "choice_1_en": "80",
                "target_1_en": "web",
                "choice_2_en": "443",
                "target_2_en": "web",
                "target_3_en": "mail",
            },
            {"b": "to-b", "a": "to-b"},
        ),
        (
            "multiple",
            {"choice_1_en": "x", "choice_2_en": "y", "choice_3_en": "z", "right": ["1", "3"]},
            ["a", "c"],
        ),
        ("short_text", {"answers": "ping\n ping6 \n\n"}, ["ping", "ping6"]),
        ("numeric", {"number": "8", "tolerance": "0.5"}, 8),
        ("code_reading", {"program": "x = 1", "choice_1_en": "1", "choice_2_en": "2", "right": "1"}, "a"),
    ],
)
def test_every_kind_is_written_and_changed_by_its_form(
    desk: Client, bank: ItemBank, kind: str, typed: dict[str, Any], key: Any
) -> None:
    typed = {"level": "2", "prompt_en": "What?", "rationale_en": "So.", "rows": "5"} | typed
    desk.post(f"{at('item_new', bank.pk)}?kind={kind}", typed)
    item = Item.objects.get()
    assert item.key == key
    assert desk.get(at("item", item.pk)).status_code == 200
    page = desk.get(at("item_edit", item.pk))
    form = page.context["form"]
    again = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    again |= {"rows": form.row_count, "right": [str(number) for number in form.initial.get("right", ())]}
    desk.post(at("item_edit", item.pk), again)
    item.refresh_from_db()
    assert (item.key, item.version) == (key, 1), "saving what is shown changes nothing"
    desk.post(at("item_edit", item.pk), again | {"prompt_en": "What then?"})
    item.refresh_from_db()
    assert (item.key, item.version, item.content["en"]["prompt"]) == (key, 2, "What then?")


def test_the_order_shown_is_never_the_right_one(desk: Client, bank: ItemBank) -> None:
    typed = {"level": "2", "prompt_en": "Order!", "rows": "5", "choice_1_en": "a", "choice_2_en": "b"}
    desk.post(f"{at('item_new', bank.pk)}?kind=order", typed | {"choice_3_en": "c"})
    item = Item.objects.get()
    assert [one["id"] for one in item.content["en"]["choices"]] != item.key


def test_a_question_goes_from_hand_to_hand(
    desk: Client, browser_of: Callable[[Actor], Client], convener: Actor, bank: ItemBank, now: datetime
) -> None:
    item = write_item(convener, bank, wording=single(), now=now)
    writer = browser_of(convener)
    page = writer.get(at("item", item.pk)).content.decode()
    assert "Hand it to a second reader" in page and "SELECT" in page
    writer.post(at("item", item.pk), {"step": "submit", "version": 1})
    assert "It is right" not in writer.get(at("item", item.pk)).content.decode()
    assert "No question waits" in writer.get(at("item_review")).content.decode()
    home = desk.get(at("home")).content.decode()
    assert "1 question waits for you to read" in home
    assert "Which word reads rows?" in desk.get(at("item_review")).content.decode()
    back = {"back": "1", "version": 2, "remark": ""}
    assert "This field is required" in desk.post(at("item", item.pk), back).content.decode()
    desk.post(at("item", item.pk), back | {"remark": "Which database?"})
    page = writer.get(at("item", item.pk)).content.decode()
    assert "Which database?" in page
    writer.post(at("item", item.pk), {"step": "submit", "version": 3})
    desk.post(at("item", item.pk), {"step": "approve", "version": 4})
    item.refresh_from_db()
    assert item.state == "pilot"
    desk.post(at("item", item.pk), {"step": "use", "version": 5})
    desk.post(at("item", item.pk), {"pull": "1", "reason": "leaked", "remark": "Seen in a chat"})
    item.refresh_from_db()
    assert (item.state, item.pulled_for) == ("retired", "leaked")


def test_a_step_on_an_old_page_is_refused_in_words(
    desk: Client, bank: ItemBank, convener: Actor, now: datetime
) -> None:
    item = write_item(convener, bank, wording=single(), now=now)
    page = desk.post(at("item", item.pk), {"step": "submit", "version": 7}, follow=True).content.decode()
    assert "Somebody else changed this" in page


def test_a_picture_is_added_shown_and_taken_away(
    desk: Client, bank: ItemBank, convener: Actor, now: datetime
) -> None:
    item = write_item(convener, bank, wording=single(), now=now)
    file = SimpleUploadedFile("../x.exe", PNG)
    desk.post(at("item", item.pk), {"media": "1", "file": file, "alt_en": "A plan", "alt_es": "Un plano"})
    address = at("item_media", item.pk, "media-1.png")
    assert f'src="{address}" alt="A plan"' in desk.get(at("item", item.pk)).content.decode()
    answer = desk.get(address)
    assert (answer.content, answer["Content-Type"]) == (PNG, "image/png")
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    bad = SimpleUploadedFile("x.png", b"<svg onload='x()'/>")
    page = desk.post(at("item", item.pk), {"media": "1", "file": bad, "alt_en": "x", "alt_es": "x"})
    assert "Send a PNG" in page.content.decode()
    desk.post(at("item", item.pk), {"remove": "media-1.png"})
    assert desk.get(address).status_code == 404


def test_the_bank_shows_pictures_with_their_figures_and_bounded_queries(
    desk: Client, bank: ItemBank, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for b in TRUE * 8:
        ItemFactory(bank=bank, b=b)
    desk.get(at("bank", bank.pk))
    with django_assert_max_num_queries(24):
        page = desk.get(at("bank", bank.pk)).content.decode()
    assert page.count('role="img"') == 2 and "The same in figures" in page
    assert "40 questions" in page
    assert "0 questions" in desk.get(at("bank", bank.pk), {"level": "5"}).content.decode()


def test_an_export_is_downloaded_in_the_chosen_language(desk: Client, bank: ItemBank) -> None:
    ItemFactory(bank=bank, code="one")
    answer = desk.post(at("bank", bank.pk), {"export": "1", "language": "es"})
    assert answer["Content-Type"] == "application/zip" and "sql-es-qti3.zip" in answer["Content-Disposition"]
    assert [item.language for item in read_package(answer.content).items] == ["es"]
    nothing = ItemBankFactory(community=bank.community, skill=bank.skill)
    page = desk.post(at("bank", nothing.pk), {"export": "1", "language": "en"}).content.decode()
    assert "No question of this bank" in page


def test_measuring_from_the_page_to_adopted_numbers(desk: Client, bank: ItemBank) -> None:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 80))
    page = desk.get(at("measuring", bank.pk)).content.decode()
    assert "Supervised tests taken here" in page
    file = desk.post(at("measuring", bank.pk), {"download": "supervised"})
    assert file["Content-Type"].startswith("text/csv") and len(file.content.splitlines()) == 81
    done = desk.post(at("measuring", bank.pk), {"source": "supervised", "model": "1pl"})
    found = Calibration.objects.get()
    assert done.url == at("measured", bank.pk, found.pk)
    assert "being measured" in desk.get(done.url).content.decode()
    part = desk.get(done.url, headers={"HX-Request": "true"})
    assert b"<html" not in part.content and "HX-Refresh" not in part
    drain(timezone.now)
    assert desk.get(done.url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    page = desk.get(done.url).content.decode()
    assert "questions should be looked at" in page and "fewer than 200 answers" in page
    file = desk.get(at("measured_file", bank.pk, found.pk))
    assert len(file.json()["items"]) == len(TRUE)
    desk.post(done.url, {"adopt": "1"})
    assert Item.objects.filter(bank=bank, guessed=False).count() == len(TRUE)
    assert "<dd>in use</dd>" in desk.get(done.url).content.decode()


def test_measuring_from_a_file(desk: Client, bank: ItemBank) -> None:
    items = items_in(bank, TRUE)
    rows = [",".join(map(str, row)) for row in table_of(TRUE, 60).tolist()]
    text = "\n".join([",".join(item.code for item in items), *rows])
    file = SimpleUploadedFile("answers.csv", text.encode())
    done = desk.post(at("measuring", bank.pk), {"source": "file", "model": "1pl", "file": file})
    drain(timezone.now)
    assert "people" in desk.get(done.url).content.decode().lower()
    told = desk.post(at("measuring", bank.pk), {"download": "all"}, follow=True).content.decode()
    assert "30 people" in told
    assert Calibration.objects.get().state == "ready"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"source": "supervised", "model": "1pl"}, "30 people"),
        ({"source": "file", "model": "1pl"}, "fill this in"),
        ({"source": "file", "model": "1pl", "file": b"a,b\n1,x\n"}, "Line 2"),
        ({"source": "file", "model": "1pl", "file": PNG}, "cannot read this file"),
        ({"source": "supervised", "model": "1pl", "limit": "5"}, "percent at least"),
    ],
)
def test_what_cannot_be_measured_is_told_on_the_page(
    desk: Client, bank: ItemBank, typed: dict[str, Any], says: str
) -> None:
    items_in(bank, TRUE)
    if isinstance(typed.get("file"), bytes):
        typed = typed | {"file": SimpleUploadedFile("answers.csv", typed["file"])}
    page = desk.post(at("measuring", bank.pk), typed).content.decode()
    assert says in page
    assert not Calibration.objects.exists()


def test_cut_scores_show_what_they_would_change_before_they_are_saved(desk: Client, bank: ItemBank) -> None:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 40))
    typed = {f"cut_{level}": value for level, value in enumerate((-1, -0.5, 0, 0.5, 1), start=1)}
    typed |= {"method": "angoff", "panel": "6", "note": "Two rounds"}
    page = desk.post(at("cuts", bank.pk), typed | {"look": "1"}).content.decode()
    assert "below level 1" in page and bank.cuts.count() == 1
    desk.post(at("cuts", bank.pk), typed | {"save": "1"})
    assert bank.cuts.latest("pk").thetas == [-1, -0.5, 0, 0.5, 1]
    assert "Two rounds" in desk.get(at("cuts", bank.pk)).content.decode()
    wrong = desk.post(at("cuts", bank.pk), typed | {"cut_3": "-2"}).content.decode()
    assert "each above the one before" in wrong


def test_few_results_are_not_shown_by_level(desk: Client, bank: ItemBank) -> None:
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 10))
    typed = {f"cut_{level}": level - 3 for level in range(1, 6)} | {
        "method": "author",
        "panel": "1",
        "look": "1",
    }
    page = desk.post(at("cuts", bank.pk), typed).content.decode()
    assert "Too few tests" in page and "below level 1" not in page


def test_a_test_is_set_tried_and_opened(desk: Client, bank: ItemBank) -> None:
    items_in(bank, TRUE)
    test = Assessment.objects.get(bank=bank)
    address = at("bank_test", bank.pk, test.pk)
    assert "5 questions in use" in desk.get(address).content.decode()
    typed = {
        "title": "SQL",
        "min_items": "2",
        "max_items": "4",
        "stop_se": "0.5",
        "minutes": "15",
        "item_seconds": "0",
        "method": "randomesque",
        "randomesque": "2",
        "pilot_items": "0",
        "retake_days": "30",
        "shares": "t0: 50\nt1: 50 %",
        "version": "1",
        "save": "1",
    }
    bad = desk.post(address, typed | {"shares": "cooking: 100"}).content.decode()
    assert "No question is about “cooking”" in bad
    assert "Write each line like" in desk.post(address, typed | {"shares": "half"}).content.decode()
    desk.post(address, typed)
    test.refresh_from_db()
    assert (test.max_items, test.seconds, test.shares) == (4, 900, {"t0": 0.5, "t1": 0.5})
    desk.post(address, {"open": "1"})
    test.refresh_from_db()
    assert test.state == "active"
    page = desk.get(at("simulation", bank.pk), {"test": test.pk}).content.decode()
    assert "would ask about" in page and page.count('role="img"') == 2 and "guess" in page


def test_a_simulation_that_cannot_be_says_why(desk: Client, bank: ItemBank) -> None:
    test = Assessment.objects.get(bank=bank)
    Assessment.objects.filter(pk=test.pk).update(shares={"cooking": 1.0})
    items_in(bank, TRUE)
    assert "cannot be given" in desk.get(at("simulation", bank.pk), {"test": test.pk}).content.decode()


def test_readers_of_the_civic_lead_see_no_question_and_change_nothing(
    onlooker: Client, bank: ItemBank, convener: Actor, now: datetime
) -> None:
    item = write_item(convener, bank, wording=single(), now=now)
    test = Assessment.objects.get(bank=bank)
    page = onlooker.get(at("bank", bank.pk)).content.decode()
    assert item.code in page and "Which word reads rows?" not in page
    for name in ("item", "item_edit"):
        assert onlooker.get(at(name, item.pk)).status_code == 404
    for name in ("item_new", "item_import", "measuring", "cuts", "simulation"):
        assert onlooker.get(at(name, bank.pk)).status_code == 200
    assert onlooker.post(at("bank", bank.pk), {"export": "1", "language": "en"})["Content-Type"].startswith(
        "text/html"
    )
    onlooker.post(at("bank_test", bank.pk, test.pk), {"open": "1"})
    test.refresh_from_db()
    assert test.state == "draft"


def test_another_communitys_bank_is_not_found(desk: Client, elsewhere: Community, sql: Skill) -> None:
    theirs = ItemBankFactory(community=elsewhere, skill=sql, title="Secret")
    item = ItemFactory(bank=theirs)
    assert desk.get(at("bank", theirs.pk)).status_code == 404
    assert desk.get(at("item", item.pk)).status_code == 404
    assert "Secret" not in desk.get(at("banks")).content.decode()


def test_practice_is_read_and_not_changed(desk: Client, sql: Skill) -> None:
    practice = ItemBankFactory(community=None, kind="practice", skill=sql)
    item = ItemFactory(bank=practice)
    assert "open to everybody" in desk.get(at("bank", practice.pk)).content.decode()
    assert desk.get(at("item", item.pk)).status_code == 200
    desk.post(at("item", item.pk), {"step": "retire", "version": 1})
    item.refresh_from_db()
    assert item.state == "active"


@pytest.mark.parametrize("who", ["hiring_manager", "trainer", "coach", "person"])
def test_other_people_are_turned_away(
    browser_of: Callable[[Actor], Client], bank: ItemBank, request: pytest.FixtureRequest, who: str
) -> None:
    browser = browser_of(request.getfixturevalue(who))
    for name, args in (("banks", ()), ("bank", (bank.pk,)), ("item_review", ())):
        assert browser.get(at(name, *args)).status_code == 403
    assert Client().get(at("banks")).status_code == 302


def test_the_list_of_banks_has_bounded_queries(
    desk: Client, sql: Skill, community: Community, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _ in range(20):
        ItemFactory(bank=ItemBankFactory(community=community, skill=sql))
    with django_assert_max_num_queries(14):
        desk.get(at("banks"))


def test_the_queue_of_readers_has_bounded_queries(
    desk: Client,
    convener: Actor,
    bank: ItemBank,
    now: datetime,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    for _ in range(12):
        submit_item(convener, write_item(convener, bank, wording=single(), now=now), now=now)
    with django_assert_max_num_queries(10):
        desk.get(at("item_review"))
