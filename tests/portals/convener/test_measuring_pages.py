"""Measuring a bank, where its levels begin, the rules of its tests, and a test tried on made-up people."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.drifting import note_drift
from techhire.plays.assessments.models import Assessment, Calibration, Item, ItemBank, Simulation
from techhire.plays.assessments.queries.drift import Sign
from tests.engines.item_exchange.samples import PNG
from tests.plays.assessments.banks.made_up import answered, items_in, table_of

pytestmark = pytest.mark.django_db
TRUE = [-1.5, -0.7, 0.0, 0.8, 1.6]


def at(name: str, *args: Any) -> str:
    return reverse(f"convener:{name}", args=args)


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
    assert "5 questions were measured by the answers of 80 people" in page
    assert "5 questions with too few answers to say anything" in page and "No question needs a look" in page
    assert "More answers are needed" in page and "Measure again with more answers" in page
    adopt = page.index('name="adopt"')
    assert page.index("What to do now") < adopt < page.index("No question needs a look")
    assert page.count('class="usa-button"') == 1
    file = desk.get(at("measured_file", bank.pk, found.pk))
    assert len(file.json()["items"]) == len(TRUE)
    desk.post(done.url, {"adopt": "1"})
    assert Item.objects.filter(bank=bank, guessed=False).count() == len(TRUE)
    page = desk.get(done.url).content.decode()
    assert "These numbers are in use" in page and "Say where levels begin" in page


def test_a_wrong_key_comes_before_the_numbers_are_used(desk: Client, bank: ItemBank) -> None:
    table = table_of(TRUE, 300)
    table[:, 2] = 1 - table[:, 2]
    items = items_in(bank, TRUE)
    answered(bank, items, table)
    done = desk.post(at("measuring", bank.pk), {"source": "supervised", "model": "1pl"})
    drain(timezone.now)
    page = desk.get(done.url).content.decode()
    assert "Look at 1 question before you use the numbers" in page
    assert f'<a class="usa-button" href="{at("item", items[2].pk)}">' in page
    assert "Most likely it is wrong" in page and "usa-button--outline" in page


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
    done = desk.post(at("simulation", bank.pk), {"test": test.pk})
    drain(timezone.now)
    page = desk.get(done.url).content.decode()
    assert "would ask about" in page and page.count('role="img"') == 2 and "guess" in page


def test_a_test_is_tried_by_the_worker_while_the_page_tells_how_far_it_is(
    desk: Client, bank: ItemBank
) -> None:
    items_in(bank, TRUE)
    test = Assessment.objects.get(bank=bank)
    before = desk.get(at("simulation", bank.pk), {"test": test.pk}).content.decode()
    assert "would ask about" not in before and "Let made-up people take it" in before
    done = desk.post(at("simulation", bank.pk), {"test": test.pk})
    assert done.url == f"{at('simulation', bank.pk)}?test={test.pk}"
    assert "Made-up people are taking" in desk.get(done.url).content.decode()
    part = desk.get(done.url, headers={"HX-Request": "true"})
    assert b"<html" not in part.content and "HX-Refresh" not in part
    drain(timezone.now)
    assert desk.get(done.url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "would ask about" in desk.get(done.url).content.decode()
    Item.objects.filter(bank=bank).update(b=1.0)
    ItemBank.objects.filter(pk=bank.pk).update(version=99)
    assert "changed since" in desk.get(done.url).content.decode()


def test_a_simulation_that_cannot_be_says_why_in_words(desk: Client, bank: ItemBank) -> None:
    test = Assessment.objects.get(bank=bank)
    Assessment.objects.filter(pk=test.pk).update(shares={"cooking": 1.0})
    items_in(bank, TRUE)
    done = desk.post(at("simulation", bank.pk), {"test": test.pk})
    drain(timezone.now)
    page = desk.get(done.url).content.decode()
    assert "no question in use is about" in page and at("bank_test", bank.pk, test.pk) in page
    assert "ninguna pregunta en uso" in desk.get(done.url, HTTP_ACCEPT_LANGUAGE="es").content.decode()
    translation.activate("en")


def test_nothing_is_tried_without_a_test_or_by_who_may_only_read(
    desk: Client, onlooker: Client, bank: ItemBank
) -> None:
    test = Assessment.objects.get(bank=bank)
    nothing = desk.post(at("simulation", bank.pk), {"test": "x"}, follow=True).content.decode()
    assert "Choose a test." in nothing
    onlooker.post(at("simulation", bank.pk), {"test": test.pk})
    assert not Simulation.objects.exists()


def test_why_it_could_not_be_measured_is_said_in_the_readers_language(desk: Client, bank: ItemBank) -> None:
    items = items_in(bank, TRUE)
    lines = [",".join(item.code for item in items), *["1,1,1,1,1"] * 40]
    file = SimpleUploadedFile("answers.csv", "\n".join(lines).encode())
    done = desk.post(at("measuring", bank.pk), {"source": "file", "model": "1pl", "file": file})
    drain(timezone.now)
    page = desk.get(done.url, HTTP_ACCEPT_LANGUAGE="es").content.decode()
    assert "Todas las personas obtuvieron los mismos puntos" in page and items[0].code in page
    assert "everybody who answered" not in page
    translation.activate("en")


def numbers_of(items: list[Item], **more: Any) -> SimpleUploadedFile:
    """A file as `techhire calibrate` writes it."""
    rows = [{"id": item.code, "a": 1.0, "b": b, "se_b": 0.1} for item, b in zip(items, TRUE, strict=True)]
    body = {"model": "1pl", "n": 300, "loglik": -900.0, "items": rows} | more
    return SimpleUploadedFile("items.json", json.dumps(body).encode())


def test_numbers_measured_elsewhere_are_taken_in_looked_at_and_adopted(desk: Client, bank: ItemBank) -> None:
    items = items_in(bank, TRUE)
    done = desk.post(at("measuring", bank.pk), {"take": "1", "numbers": numbers_of(items)})
    found = Calibration.objects.get()
    assert done.url == at("measured", bank.pk, found.pk)
    page = desk.get(done.url).content.decode()
    assert "5 questions were measured by the answers of 300 people" in page
    assert "results of this bank prove nothing" in page
    desk.post(done.url, {"adopt": "1"})
    assert Item.objects.filter(bank=bank, guessed=False, b__in=TRUE).count() == 5
    rules = desk.get(at("bank_test", bank.pk, Assessment.objects.get(bank=bank).pk)).content.decode()
    assert "Say where levels begin on it first" in rules


def test_a_file_that_is_none_is_told_beside_its_field(desk: Client, bank: ItemBank) -> None:
    items = items_in(bank, TRUE)
    told = desk.post(at("measuring", bank.pk), {"take": "1", "numbers": numbers_of(items, model="9pl")})
    page = told.content.decode()
    assert told.status_code == 200 and "The file does not say which curve was used." in page
    assert "Please fill this in" not in page and not Calibration.objects.exists()


def test_numbers_that_would_mix_two_scales_have_no_button_to_use_them(desk: Client, bank: ItemBank) -> None:
    left = items_in(bank, [0.0])[0]
    Item.objects.filter(pk=left.pk).update(guessed=False)
    done = desk.post(at("measuring", bank.pk), {"take": "1", "numbers": numbers_of(items_in(bank, TRUE))})
    page = desk.get(done.url).content.decode()
    assert f"left on the old one ({left.code})" in page and 'name="adopt"' not in page
    assert "<h1>These numbers cannot be used yet</h1>" in page and 'name="use_pilots"' not in page
    assert "The numbers can be used" not in page and "Use the numbers." not in page
    refused = desk.post(done.url, {"adopt": "1"}, follow=True).content.decode()
    assert "measured questions would be left on the old one" in refused
    assert Calibration.objects.get().state == "ready"


def known_in(bank: ItemBank) -> list[Item]:
    """Questions measured here before, with the difficulties they have."""
    items = items_in(bank, TRUE)
    for item, b in zip(items, TRUE, strict=True):
        item.b, item.guessed = b, False
        item.save()
    return items


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (2, 4, 0, 3, 1)], ids=["turned round", "mixed up"])
def test_numbers_that_disagree_with_those_there_are_need_a_tick(
    desk: Client, bank: ItemBank, order: tuple[int, ...]
) -> None:
    items = known_in(bank)
    mixed = numbers_of([items[place] for place in order])
    done = desk.post(at("measuring", bank.pk), {"take": "1", "numbers": mixed})
    page = desk.get(done.url).content.decode()
    assert "<h1>These numbers disagree with what is known of the questions</h1>" in page
    assert "Look whether the columns are right" in page and "The numbers can be used" not in page
    assert "No question needs a look" not in page and "None stands out" not in page
    assert 'name="against_known" value="1" required' in page
    refused = desk.post(done.url, {"adopt": "1"}, follow=True).content.decode()
    assert "look whether the columns are right." in refused
    assert Calibration.objects.get().state == "ready"
    desk.post(done.url, {"adopt": "1", "against_known": "1"})
    assert Calibration.objects.get().state == "adopted"


def test_four_questions_are_too_few_to_say_that_numbers_disagree(desk: Client, bank: ItemBank) -> None:
    items = known_in(bank)
    Item.objects.filter(pk=items[0].pk).update(guessed=True)
    done = desk.post(at("measuring", bank.pk), {"take": "1", "numbers": numbers_of(items[::-1])})
    assert "disagree" not in desk.get(done.url).content.decode()


def test_numbers_that_agree_have_one_verdict(desk: Client, bank: ItemBank) -> None:
    items = known_in(bank)
    done = desk.post(at("measuring", bank.pk), {"take": "1", "numbers": numbers_of(items)})
    page = desk.get(done.url).content.decode()
    assert "<h1>The numbers can be used</h1>" in page and "against_known" not in page


def test_a_drifting_question_stands_on_the_first_screen_until_somebody_looked(
    desk: Client, bank: ItemBank
) -> None:
    (item,) = items_in(bank, [0.0])
    sign = Sign(item.pk, item.version, -0.6, is_grave=False)
    note_drift(Actor.system(bank.community_id), sign, now=timezone.now())
    home = desk.get(reverse("convener:home")).content.decode()
    assert "1 test question is answered differently than before" in home
    assert at("item", item.pk) in home
    page = desk.get(at("item", item.pk)).content.decode()
    assert "Leave it in use: I looked at it" in page
    desk.post(at("item", item.pk), {"step": "keep", "version": item.version})
    home = desk.get(reverse("convener:home")).content.decode()
    assert "answered differently" not in home
    assert "Leave it in use" not in desk.get(at("item", item.pk)).content.decode()
