"""A coach: who needs what next, somebody without e-mail entered, a card printed, and the card lets them in."""

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.onramps.actions.caseload import vouch
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.models import Evidence, Experience, Seeker
from tests.journeys.browser import Walk
from tests.journeys.town import organization_of, resident, today

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def signed_in(town: None, sign_in: Callable[[Any], None]) -> None:
    """The coach of the career house."""
    sign_in(resident("onramp"))


def test_somebody_who_asked_is_taken_on(page: Page, walk: Walk) -> None:
    caseload = Caseload.objects.filter(organization=organization_of("onramp"))
    before = caseload.count()
    walk.to(reverse("onramp:home"))
    walk.headed("1 person wants to work with you")
    walk.press("Take on")
    assert caseload.count() == before + 1
    walk.to(reverse("onramp:people") + "?q=")
    walk.headed(f"{before + 1} people")
    walk.leave_by(page.locator("tbody a").first)


def test_a_correction_somebody_asked_for_is_answered(page: Page, walk: Walk) -> None:
    house, now = organization_of("onramp"), timezone.now()
    system = Actor.system(house.community_id)
    seeker = Caseload.objects.filter(organization=house).earliest("pk").seeker
    skill = Skill.objects.get(code="printer-support")
    piece = vouch(system, house, seeker, skill_id=skill.pk, level=3, at=today(), now=now)
    dispute = open_dispute(system, piece, reason="too_old", now=now)
    walk.to(reverse("account:disputes"))
    walk.headed("1 correction waits for an answer")
    walk.press("It stands")
    dispute.refresh_from_db()
    assert dispute.answer == "stands"
    walk.headed("No correction waits for an answer")


def test_a_certification_the_coach_has_seen_is_entered(page: Page, walk: Walk) -> None:
    seeker = Caseload.objects.filter(organization=organization_of("onramp")).earliest("pk").seeker
    walk.to(reverse("onramp:person_credential", args=[seeker.code]))
    walk.follow("It is on no list")
    page.get_by_label("Name of the skill").fill("linux")
    walk.press("Search", page.locator("#main"))
    walk.follow("Linux")
    page.get_by_label("Name of the certification").fill("Linux One")
    page.get_by_label("Who gave it").fill("Harbor Guild")
    page.locator("label[for=id_level_1]").click()
    walk.press("Save")
    walk.reads("Certifications you looked at", "Harbor Guild")


def test_a_person_without_email_is_entered_and_comes_in_with_a_card(page: Page, walk: Walk) -> None:
    walk.to(reverse("onramp:enter_person"))
    page.get_by_label("How the person wants to be called").fill("Tomás Prueba")
    for label in page.locator("form fieldset label").all():
        label.click()
    page.get_by_label("What they said, in their words").fill("Yes, write it down for me.")
    page.get_by_label("Phone number").fill("816-555-0142")
    walk.press("Open the record")
    walk.headed("Tomás Prueba")
    code = urlsplit(page.url).path.rstrip("/").split("/")[-1]
    walk.to(reverse("onramp:person_reach", args=[code]))
    expect(page.get_by_label("Phone number")).to_have_value("816-555-0142")
    page.get_by_label("E-mail address").fill("tomas@example.org")
    walk.press("Save")
    fill_in_together(page, walk, code)
    walk.to(reverse("onramp:person_card", args=[code]))
    walk.press("Make the card")
    number, secret = page.locator(".th-printed-card .th-code").all_inner_texts()
    page.context.clear_cookies()
    walk.to(reverse("account:sign_in_card"))
    page.locator("#id_number").fill(number)
    page.locator("#id_code").fill(secret)
    walk.press("Sign in")
    walk.to(reverse("seeker:home"))
    walk.reads("Tomás Prueba")


def test_a_vouch_takes_two_yeses_and_its_record_is_open(page: Page, walk: Walk) -> None:
    house = organization_of("onramp")
    seeker = Caseload.objects.filter(organization=house, seeker__account=None).earliest("pk").seeker
    walk.to(reverse("onramp:person_vouching", args=[seeker.code]))
    page.get_by_label("What they said, in their words").fill("Yes, you may.")
    walk.press("They said yes to vouching")
    walk.reads("lets you vouch")
    walk.follow("Write a new vouch")
    vouch_for(page, walk, "printer")
    waiting = Evidence.objects.get(seeker=seeker, kind="vouch", skill__code="printer-support")
    assert waiting.organization == house and waiting.level == 3
    walk.to(reverse("onramp:person_vouching", args=[seeker.code]))
    walk.headed("One thing waits for the yes of")
    page.locator(".usa-checkbox__label").first.click()
    page.get_by_label("What they said, in their words").fill("Yes, that one.")
    walk.press("They said yes to these")
    walk.to(reverse("onramp:vouches"))
    walk.headed("checked vouches held up")
    page.locator("details summary").first.click()
    page.locator("details .usa-radio__label").first.click()
    walk.press("Save")
    walk.reads("You said: the person had a bad day.")


def vouch_for(page: Page, walk: Walk, words: str) -> None:
    """Search the skill, say level three, that the coach has seen it, and when."""
    page.get_by_label("Name of the skill").fill(words)
    walk.press("Search")
    walk.leave_by(page.locator("ul.th-list .th-card a").first)
    page.locator("input[name=level][value='3']").locator("xpath=following-sibling::label").click()
    page.locator("label").filter(has_text="I have seen it. I vouch for it.").click()
    page.get_by_label("When you last saw it").fill(today().isoformat())
    walk.press("Save")
    walk.reads("It counts once the person has read it and said yes.")


def test_their_no_is_kept_and_a_sheet_is_printed(page: Page, walk: Walk) -> None:
    house = organization_of("onramp")
    seeker = Caseload.objects.filter(organization=house, seeker__account=None).latest("pk").seeker
    skill = Skill.objects.get(code="printer-support")
    system = Actor.system(house.community_id)
    piece = vouch(system, house, seeker, skill_id=skill.pk, level=3, at=today(), now=timezone.now())
    walk.to(reverse("onramp:person_behind", args=[seeker.code]))
    walk.headed("behind the skills of")
    walk.to(reverse("onramp:person_used", args=[seeker.code, skill.code]))
    page.locator("label[for=id_where_0]").click()
    page.locator("label[for=id_until_0]").click()
    walk.press("Save this")
    walk.reads("used at work, still in")
    walk.to(reverse("onramp:person_correction", args=[seeker.code, piece.pk]))
    page.locator("form .usa-radio__label").first.click()
    page.get_by_label("What they said, in their words").fill("That was somebody else.")
    walk.press("Send")
    piece.refresh_from_db()
    assert piece.state == "disputed"
    walk.to(reverse("onramp:person_found", args=[seeker.code]))
    page.get_by_label("Hide them from").select_option(index=1)
    walk.press("Hide them")
    walk.reads("Let them find this person again")
    walk.to(reverse("onramp:paper", args=["intake"]))
    walk.headed("Taking somebody on / Recibir a una persona")
    walk.to(reverse("onramp:paper", args=["needs"]))
    walk.headed("What work has to allow for")
    walk.follow("A sheet to sign in on")
    walk.headed("Sign-in sheet / Hoja de asistencia")
    edge = "1cm"
    for size in ("Letter", "A4"):
        paper = page.pdf(format=size, margin={"top": edge, "bottom": edge, "left": edge, "right": edge})
        assert len(PdfReader(io.BytesIO(paper)).pages) == 1, size


def fill_in_together(page: Page, walk: Walk, code: str) -> None:
    """Tasks, one skill, the work they want, and their yes to being found, ending with the jobs that fit."""
    walk.to(reverse("onramp:person_tasks", args=[code]))
    for at in range(4):
        page.locator(".th-taps label").nth(at).click()
    walk.press("Keep these")
    walk.to(reverse("onramp:person_skill", args=[code]))
    page.get_by_label("Name of the skill").fill("printer")
    walk.press("Search")
    walk.leave_by(page.locator("ul.th-list .th-card a").first)
    page.locator("input[name=level]").nth(1).locator("xpath=following-sibling::label").click()
    walk.press("Save")
    walk.to(reverse("onramp:person_experiences", args=[code]))
    page.locator("label[for=id_kind_2]").click()
    walk.press("Begin")
    told = Experience.objects.get(seeker__code=code)
    walk.to(reverse("onramp:person_experience_step", args=[code, told.pk, "what"]))
    page.locator("#id_what").fill("I kept the family computers running and helped with spreadsheets.")
    walk.press("Save and go on")
    walk.to(reverse("onramp:person_experience_skill", args=[code, told.pk, told.skills.earliest("pk").pk]))
    page.locator("label[for=level-3]").click()
    walk.press("Save and stop here")
    walk.to(reverse("onramp:person_experience", args=[code, told.pk]))
    walk.to(reverse("onramp:person_resume", args=[code]))
    walk.headed("The resume of Tomás Prueba is ready")
    walk.to(reverse("onramp:person_profile", args=[code]))
    page.get_by_label("18 or older").select_option("yes")
    page.get_by_label("ZIP code of where they want to work").fill("64106")
    walk.press("Save")
    walk.to(reverse("onramp:person_found", args=[code]))
    page.get_by_label("word", exact=False).last.fill("Yes, they may find me.")
    walk.press("They said yes: turn it on")
    assert Seeker.objects.get(code=code).found
    walk.to(reverse("onramp:person", args=[code]))
    walk.reads("Next: look at the jobs that fit")
    walk.to(reverse("onramp:person_jobs", args=[code]) + "?all=1")
    expect(page.locator("#main .th-list > li").first).to_be_visible()
    walk.follow("Prepare people for this job")
    walk.reads("Your own plan, for the people you work with")
