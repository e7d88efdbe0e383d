"""Pages of item banks: what a member of the civic lead sees and does there, and what others do not."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.engines.item_exchange import read_package
from techhire.plays.assessments.actions.item_life import submit_item
from techhire.plays.assessments.actions.items import write_item
from techhire.plays.assessments.models import Assessment, Item, ItemBank
from tests.cases import in_one_world
from tests.factories.banks import ItemBankFactory, ItemFactory
from tests.plays.assessments.banks.conftest import single

pytestmark = pytest.mark.django_db
TRUE = [-1.5, -0.7, 0.0, 0.8, 1.6]


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


@in_one_world("who", ["hiring_manager", "trainer", "coach", "person"])
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


def test_nobody_is_said_to_have_sat_on_a_panel_unless_somebody_says_so(
    desk: Client, community: Community
) -> None:
    bank = ItemBankFactory(community=community)
    address = reverse("convener:cuts", args=[bank.pk])
    before = bank.cuts.count()
    numbers = {f"cut_{level}": level / 2 - 1 for level in (1, 2, 3, 4, 5)}
    looked = desk.post(address, numbers | {"look": "1"}).content.decode()
    assert "What would have been different" in looked and "usa-error-message" not in looked
    refused = desk.post(address, numbers | {"save": "1"}).content.decode()
    assert "usa-error-message" in refused and bank.cuts.count() == before
    desk.post(address, numbers | {"save": "1", "method": "bookmark", "panel": "7", "note": "Seven coaches"})
    assert (bank.cuts.latest("pk").method, bank.cuts.latest("pk").panel) == ("bookmark", 7)
