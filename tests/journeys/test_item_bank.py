"""An item bank: written by one person, read by another, brought in from a file, measured, tried, opened, pulled."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from techhire.commons.communities.models import Membership
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.engines.item_exchange import read_package
from techhire.plays.assessments.models import Assessment, Calibration, Item, ItemBank
from tests.engines.item_exchange.samples import PNG, package, sample
from tests.journeys.browser import Walk
from tests.journeys.town import resident
from tests.plays.assessments.banks.made_up import table_of

pytestmark = pytest.mark.usefixtures("town")
SignIn = Callable[[Any], None]
ONE_PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)


@pytest.fixture
def bank(town: None) -> ItemBank:
    """The demo's own bank."""
    return ItemBank.objects.get(community__isnull=False, skill__code="computer-troubleshooting")


@pytest.fixture(autouse=True)
def kept_here(settings: Any, tmp_path: Path) -> None:
    """Files that are sent land in a folder of the test."""
    settings.DATA_DIR = tmp_path


def colleague() -> Account:
    """Somebody else who writes for the civic lead."""
    seat = Membership.objects.get(account=resident("convener"))
    others = Membership.objects.filter(organization=seat.organization).exclude(pk=seat.pk)
    return others.select_related("account")[0].account


def test_a_bank_is_opened_and_its_first_question_written(page: Page, walk: Walk, sign_in: SignIn) -> None:
    sign_in(colleague())
    walk.to(reverse("convener:banks"))
    walk.follow("Open a bank of your own")
    page.locator("#q").fill("SQL")
    walk.press("Search")
    walk.leave_by(page.get_by_role("link", name="SQL", exact=True))
    walk.headed("A bank about SQL")
    walk.press("Open the bank")
    bank = ItemBank.objects.get(title="SQL", kind="private")
    walk.to(reverse("convener:item_new", args=[bank.pk]))
    walk.follow("Choose one")
    page.get_by_label("Question in English").fill("Which word begins a query that only reads?")
    page.get_by_label("Question in Spanish").fill("¿Con qué palabra empieza una consulta que solo lee?")
    for number, word in enumerate(("SELECT", "DELETE", "INSERT"), start=1):
        page.locator(f"#id_choice_{number}_en").fill(word)
        page.locator(f"#id_choice_{number}_es").fill(word)
    walk.press("Keep the draft")
    expect(page.locator("#error-summary")).to_contain_text("Mark the choice that is right")
    page.get_by_text("Choice 1 is right").click()
    page.get_by_label("Why the right answer is right, in English").fill("SELECT changes nothing.")
    page.get_by_label("Why the right answer is right, in Spanish").fill("SELECT no cambia nada.")
    walk.press("Keep the draft")
    walk.headed("draft")
    walk.press("Hand it to a second reader")
    walk.reads("Somebody else reads it")
    assert Item.objects.get(bank=bank).state == "in_review"


def test_a_second_reader_sends_back_approves_and_pulls(
    page: Page, walk: Walk, sign_in: SignIn, bank: ItemBank
) -> None:
    item = Item.objects.get(bank=bank, state="in_review")
    sign_in(resident("convener"))
    walk.to(reverse("convener:home"))
    walk.headed("1 question waits for you to read")
    walk.to(reverse("convener:item_review"))
    walk.leave_by(page.locator("#main h2 a").first)
    page.get_by_text("The key, and why").first.click()
    page.get_by_label("What has to change").fill("Say which system.")
    walk.press("Send it back")
    sign_in(colleague())
    walk.to(reverse("convener:item", args=[item.pk]))
    walk.reads("Say which system.")
    walk.to(reverse("convener:item_edit", args=[item.pk]))
    page.get_by_label("Question in English").fill("On Windows 11: what do you look at first?")
    walk.press("Save a new version")
    walk.press("Hand it to a second reader")
    sign_in(resident("convener"))
    walk.to(reverse("convener:item", args=[item.pk]))
    walk.press("It is right: try it out")
    walk.press("Put it in use")
    walk.headed("in use")
    walk.follow("Take it out at once")
    page.locator("label", has_text="It became known outside").click()
    walk.press("Take it out now")
    walk.reads("It became known outside")
    item.refresh_from_db()
    assert (item.state, item.pulled_for) == ("retired", "leaked")


def test_a_picture_is_shown_with_its_words(
    page: Page, walk: Walk, sign_in: SignIn, bank: ItemBank, tmp_path: Path
) -> None:
    sign_in(colleague())
    item = Item.objects.get(bank=bank, state="draft")
    picture = tmp_path / "plan.gif"
    picture.write_bytes(ONE_PIXEL)
    walk.to(reverse("convener:item", args=[item.pk]))
    page.get_by_text("Pictures and sounds").click()
    page.locator("#id_file").set_input_files(picture)
    page.get_by_label("What it shows, in English").fill("The plan of the office network")
    page.get_by_label("What it shows, in Spanish").fill("El plano de la red de la oficina")
    walk.press("Add it")
    shown = page.get_by_role("img", name="The plan of the office network")
    expect(shown).to_be_visible()
    assert shown.evaluate("picture => picture.naturalWidth") == 1


def test_a_package_is_looked_at_and_taken_in_and_out(
    page: Page, walk: Walk, sign_in: SignIn, bank: ItemBank, tmp_path: Path
) -> None:
    sign_in(resident("convener"))
    bad = sample("choice-3.0").replace("qti-choice-interaction", "qti-drawing-interaction")
    file = tmp_path / "items.zip"
    file.write_bytes(package({"good.xml": sample("choice-3.0"), "bad.xml": bad}))
    before = Item.objects.filter(bank=bank).count()
    walk.to(reverse("convener:item_import", args=[bank.pk]))
    page.locator("#id_file").set_input_files(file)
    walk.press("Look at the file")
    walk.headed("1 question would go in")
    walk.reads("bad.xml", "We do not have this kind of question")
    assert Item.objects.filter(bank=bank).count() == before
    walk.press("Take them in as drafts")
    assert Item.objects.filter(bank=bank).count() == before + 1
    page.get_by_text("Take the questions out, with their keys").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download a QTI 3.0 package").click()
    assert len(read_package(Path(download.value.path()).read_bytes()).items) > 30
    file.write_bytes(b"PK\x03\x04" + PNG)
    walk.to(reverse("convener:item_import", args=[bank.pk]))
    page.locator("#id_file").set_input_files(file)
    walk.press("Look at the file")
    expect(page.locator("#error-summary")).to_be_visible()


def test_questions_are_measured_from_a_file_and_the_numbers_adopted(
    page: Page, walk: Walk, sign_in: SignIn, bank: ItemBank, tmp_path: Path
) -> None:
    sign_in(resident("convener"))
    items = list(Item.objects.filter(bank=bank, state="active").order_by("code")[:12])
    rows = [[item.code for item in items], *table_of([item.b + 0.2 for item in items], 300).tolist()]
    file = tmp_path / "answers.csv"
    file.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    walk.to(reverse("convener:bank", args=[bank.pk]))
    walk.reads("What it measures")
    walk.to(reverse("convener:measuring", args=[bank.pk]))
    page.locator("label", has_text="a file of answers collected elsewhere").click()
    page.locator("#id_file").set_input_files(file)
    walk.press("Measure")
    walk.headed("The questions are being measured")
    drain(timezone.now)
    expect(page.locator("h1")).not_to_contain_text("being measured")
    found = Calibration.objects.latest("pk")
    walk.to(reverse("convener:measured", args=[bank.pk, found.pk]))
    walk.reads("stays where it was, held by", "Infit", "300")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the numbers (JSON)").click()
    assert '"model": "1pl"' in Path(download.value.path()).read_text(encoding="utf-8")
    walk.press("Use these numbers from now on")
    walk.reads("in use")
    found.refresh_from_db()
    assert found.state == "adopted"


def test_levels_rules_and_a_simulated_test(page: Page, walk: Walk, sign_in: SignIn, bank: ItemBank) -> None:
    sign_in(resident("convener"))
    walk.to(reverse("convener:cuts", args=[bank.pk]))
    page.get_by_label("Level 1 begins at").fill("-1.6")
    page.get_by_label("How it was done").select_option("angoff")
    page.get_by_label("People on the panel").fill("6")
    page.get_by_label("What the panel did").fill("Six people who hire or train for help desks, two rounds.")
    walk.press("Look what it would change")
    walk.reads("What would have been different")
    walk.press("Use these from now on")
    assert bank.cuts.latest("pk").thetas[0] == -1.6
    test = Assessment.objects.get(bank=bank, kind="adaptive")
    walk.to(reverse("convener:bank_test", args=[bank.pk, test.pk]))
    page.get_by_label("Shares of topics").fill("cooking: 100")
    walk.press("Save the rules")
    expect(page.locator("#error-summary")).to_contain_text("No question is about “cooking”")
    page.get_by_label("Shares of topics").fill("")
    page.get_by_label("Questions, at most").fill("14")
    walk.press("Save the rules")
    test.refresh_from_db()
    assert test.max_items == 14
    walk.to(reverse("convener:simulation", args=[bank.pk]))
    walk.press("Let made-up people take it")
    walk.headed("Made-up people are taking")
    drain(timezone.now)
    expect(page.locator("h1")).to_contain_text("would ask about")
    walk.to(reverse("convener:simulation", args=[bank.pk]) + f"?test={test.pk}")
    expect(page.get_by_role("img", name="How often each question is shown")).to_be_visible()
    page.get_by_text("The same in figures").first.click()
    expect(page.get_by_role("columnheader", name="RMSE")).to_be_visible()
