"""The civic lead: what is here, partners let in, a skill proposed and published, an official list brought in."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from techhire.commons.communities.models import Invitation, Organization
from techhire.commons.ledger.worker import drain
from techhire.commons.skills.models import ImportRun, RoleProfile, Skill
from techhire.plays.seekers.models import Seeker
from tests.journeys.browser import Keyboard, Walk, overflow, sticking_out
from tests.journeys.town import resident, today

SOC = (
    b"SOC Group,SOC Code,SOC Title,SOC Definition\nMajor,15-0000,Work with computers,\nMajor,wrong,Bad row,\n"
)

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def signed_in(town: None, sign_in: Callable[[Any], None]) -> None:
    """Somebody at the civic lead."""
    sign_in(resident("convener"))


def test_the_first_screen_says_what_waits_and_what_is_here(walk: Walk) -> None:
    walk.to(reverse("convener:home"))
    walk.headed("1 question waits for you to read")
    walk.reads("What is here", "People who chose to be found")


def test_who_did_what_is_read_and_names_nobody_who_looks_for_work(walk: Walk) -> None:
    walk.to(reverse("convener:trail"))
    walk.headed("Who did what")
    walk.reads("a person", "the site itself", "Page 1 of")


def test_a_law_keeps_a_record_until_it_is_over(page: Page, walk: Walk) -> None:
    code = Seeker.objects.filter(account=resident("seeker")).get().code
    walk.to(reverse("convener:holds"))
    walk.headed("No law keeps a record now")
    page.get_by_label("Code of the person").fill(code)
    page.locator("fieldset .usa-radio__label").first.click()
    page.get_by_label("Law or case").fill("29 CFR 1602.14")
    page.get_by_label("Keep it through").fill((today() + timedelta(days=60)).isoformat())
    walk.press("Keep this record")
    walk.headed("A law keeps 1 record")
    walk.sure("It is over")
    walk.headed("No law keeps a record now")


def test_an_import_is_followed_while_it_runs(page: Page, walk: Walk, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    file = tmp_path / "soc_2018.csv"
    file.write_bytes(SOC)
    walk.to(reverse("convener:imports"))
    page.get_by_label("What it is").select_option("soc")
    page.locator("#id_file").set_input_files(file)
    walk.press("Start the import")
    walk.headed("The import waits for its turn")
    drain(timezone.now)
    expect(page.locator("h1")).to_have_text("SOC 2018 is in")
    walk.to(reverse("convener:import_run", args=[ImportRun.objects.get().pk]))
    walk.headed("SOC 2018 is in")
    walk.reads("1 row was left out")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download them as a table").click()
    assert "soc_2018.csv" in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_wrong_file_is_refused_in_words(page: Page, walk: Walk, tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    file.write_bytes(b"name,price\nrope,4\n")
    walk.to(reverse("convener:imports"))
    page.get_by_label("What it is").select_option("soc")
    page.locator("#id_file").set_input_files(file)
    walk.press("Start the import")
    expect(page.locator("#error-summary")).to_be_visible()
    assert not ImportRun.objects.exists()


def test_a_skill_is_proposed_and_published(page: Page, walk: Walk) -> None:
    walk.to(reverse("convener:skills"))
    page.locator("#id_name").fill("Trolley telemetry")
    page.locator("#id_definition").fill("Read what the sensors of carts on wheels report, and act on it.")
    walk.press("Propose it")
    skill = Skill.objects.get(name="Trolley telemetry")
    walk.to(reverse("convener:skills") + "?state=waiting")
    walk.follow("Trolley telemetry")
    assert page.url.endswith(reverse("convener:skill", args=[skill.pk]))
    walk.press("Publish")
    walk.reads("People see this in both languages.")
    page.locator("#id_name_es").fill("Telemetría de carritos")
    page.locator("#id_definition_es").fill("Lee lo que informan los sensores de los carritos y actúa.")
    walk.press("Save")
    walk.press("Publish")
    skill.refresh_from_db()
    assert skill.state == "published"
    walk.to(reverse("convener:home"))


def test_a_role_profile_is_copied_changed_and_published(page: Page, walk: Walk) -> None:
    walk.to(reverse("convener:roles"))
    walk.headed("You have no role profile of your own yet")
    walk.press("Make a copy")
    copy = RoleProfile.objects.get(copied_from__isnull=False)
    assert page.url.endswith(reverse("convener:role", args=[copy.pk]))
    page.locator("#search").fill("printer")
    walk.press("Search", within=page.locator("#add"))
    page.locator("#add .usa-checkbox__label").first.click()
    walk.press("Add the ticked ones")
    walk.press("Save")
    walk.reads("is asked for now, level 2")
    page.locator("#id_name").fill("")
    walk.press("Save")
    expect(page.locator("#error-summary")).to_be_visible()
    page.locator("#id_name").fill("Support on the river")
    walk.press("Save")
    walk.press("Publish it")
    walk.follow("what people see")
    walk.headed("Support on the river")
    walk.reads("This is how")
    copy.refresh_from_db()
    assert (copy.state, copy.version) == ("published", 4)


def test_a_role_profile_is_made_without_a_mouse_on_a_phone(page: Page, walk: Walk) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    hand = Keyboard(page)
    walk.to(reverse("convener:roles"))
    assert overflow(page) == 0, sticking_out(page)
    hand.write(page.locator("#id_name"), "Lock keeper")
    hand.write(page.locator("#id_about"), "Keeps the lock open.")
    with page.expect_navigation():
        hand.press(page.get_by_role("button", name="Begin it"))
    hand.write(page.locator("#search"), "sql")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        hand.press(page.locator("#add input[type=checkbox]").first, "Space")
        hand.press(page.get_by_role("button", name="Add the ticked ones"))
    assert overflow(page) == 0, sticking_out(page)
    with page.expect_navigation():
        hand.press(page.get_by_role("button", name="Save"))
    walk.reads("is asked for now, level 2")
    assert RoleProfile.objects.get(name="Lock keeper").lines.count() == 1


def test_a_partner_is_added_and_its_first_owner_invited(page: Page, walk: Walk) -> None:
    walk.to(reverse("convener:organizations"))
    page.locator("#id_name").fill("Lantern Lofts")
    page.locator("form[method=post] fieldset label").first.click()
    walk.press("Add the partner")
    partner = Organization.objects.get(name="Lantern Lofts")
    walk.to(reverse("convener:organization", args=[partner.pk]))
    page.locator("#id_email").fill("owner@lantern.example")
    walk.press("Send the invitation")
    assert Invitation.objects.filter(organization=partner).exists()
    walk.reads("owner@lantern.example")
