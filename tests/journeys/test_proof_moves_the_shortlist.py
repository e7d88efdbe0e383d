"""One chain on a phone: low on a list, a watched test through a lost connection, a badge, and higher on the list."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from techhire.commons.people.models import Account
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.models import CheckIn, Item, Sitting
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import right_answer
from tests.factories.matches import a_posting, found_person
from tests.journeys.browser import Walk
from tests.journeys.test_test_day import check_in, open_on_the_day, plan, take
from tests.journeys.town import organization_of, resident, today
from tests.outside.stranger import Stranger
from tests.outside.verifiers import missing

SCREEN = "phone"
NEIGHBORS = 3
"""How many people show more than she does before the test, and less after it."""
SignIn = Callable[[Account], None]

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def lucia(town: None) -> Seeker:
    """The job seeker of the town: she can be found, and has shown nothing of networking."""
    return Seeker.objects.get(account=resident("seeker"))


@pytest.fixture
def posting(lucia: Seeker) -> Posting:
    """A job that asks for networking and spreadsheets, and people who are nearer to it than she is."""
    networking, spreadsheets = (Skill.objects.get(code=code) for code in ("networking", "spreadsheets"))
    for _unused in range(NEIGHBORS):
        found_person(lucia.community, {networking: 2, spreadsheets: 4})
    now = timezone.now()
    days = {"made_at": now, "published_at": now, "valid_through": today() + timedelta(days=60)}
    return a_posting(organization_of("employer"), {networking: 3, spreadsheets: 1}, **days)


def test_a_watched_test_through_a_lost_connection_becomes_a_badge_and_a_higher_place(
    page: Page, walk: Walk, lucia: Seeker, posting: Posting, sign_in: SignIn, live_server: Any, home: str
) -> None:
    sign_in(resident("employer"))
    before, card = on_the_list(page, walk, posting, lucia)
    assert before > NEIGHBORS
    expect(card).to_contain_text("shows 1 of 2 essential skills")
    expect(card).to_contain_text("not yet shown Computer networking")
    is_checked_in(page, walk, lucia, sign_in)
    sign_in(resident("seeker"))
    takes_the_test(page, walk)
    kept = gets_the_badge(page, walk)
    page.context.clear_cookies(name="sessionid")
    is_good(page, walk, kept)
    if not missing():
        assert refused_by_others(kept, str(live_server.url), urlsplit(home).netloc) == set()
    sign_in(resident("employer"))
    after, card = on_the_list(page, walk, posting, lucia)
    assert after < before and after <= NEIGHBORS
    expect(card).to_contain_text("shows 2 of 2 essential skills")
    expect(card).to_contain_text("proven Computer networking")
    walk.follow("Person", card)
    line = page.get_by_role("row").filter(has_text="Computer networking")
    expect(line).to_contain_text("proven")
    expect(line).to_contain_text("a supervised test; signed badge of")
    expect(page.locator("h1")).not_to_contain_text(lucia.name)


def on_the_list(page: Page, walk: Walk, posting: Posting, seeker: Seeker) -> tuple[int, Locator]:
    """At which place the employer reads the person, and their card."""
    walk.to(reverse("employer:shortlist", args=[posting.identifier]))
    card = page.locator(f'[id="{pseudonym_of(posting.pk, seeker.pk)}"]')
    return int(card.locator("h3").inner_text().partition(".")[0]), card


def is_checked_in(page: Page, walk: Walk, seeker: Seeker, sign_in: SignIn) -> None:
    """The onramp plans a day, the person puts herself on the list, and on the day staff make sure who she is."""
    sign_in(resident("onramp"))
    day = plan(page, walk)
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:tests"))
    walk.press("Put me on the list")
    sign_in(resident("onramp"))
    open_on_the_day(walk, day)
    check_in(page, walk, CheckIn.objects.get(day=day, seeker=seeker))


def takes_the_test(page: Page, walk: Walk) -> None:
    """Begin, lose the connection on the second question, go on with the same one, and read the result."""
    walk.to(reverse("seeker:tests"))
    walk.follow("ready to begin")
    walk.reads("staff watch")
    walk.press("Begin")
    choose(page)
    walk.leave_by(page.locator("button[name=send]"))
    loses_the_connection(page, walk)
    ended = take(page, walk)
    assert ended.responses.count() == ended.responses.values("item").distinct().count()
    walk.headed("Computer networking: most likely")
    walk.reads("It counts.", "a supervised test", "Nobody sees your answers.")


def loses_the_connection(page: Page, walk: Walk) -> None:
    """The answer does not get through; after a reload the same question stands there, with what was chosen."""
    asked, context = choose(page), page.context
    context.set_offline(True)
    page.locator("button[name=send]").click()
    expect(page.locator("#offline")).to_be_focused()
    walk.reads("Your answers so far are saved")
    assert Sitting.objects.latest("pk").responses.count() == 1
    context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    page.reload()
    assert Sitting.objects.latest("pk").current == asked
    walk.headed("Question 2 of at most 8")
    expect(page.locator("#asked")).to_contain_text(asked.code)
    expect(page.locator("input[name=answer]:checked")).to_have_value(right_answer(asked))
    walk.leave_by(page.locator("button[name=send]"))
    walk.headed("Question 3 of at most 8")


def choose(page: Page) -> Item:
    """Tap the right answer of the question on the page; which question it is."""
    asked = Sitting.objects.latest("pk").current
    assert asked is not None
    chosen = page.locator(f"input[name=answer][value='{right_answer(asked)}']")
    page.locator(f"label[for='{chosen.get_attribute('id')}']").click()
    return asked


def gets_the_badge(page: Page, walk: Walk) -> Path:
    """From the result to a signed badge that employers here know of; the file a wallet takes."""
    walk.follow("Get your badge")
    page.locator("label[for=id_holder_2]").click()
    page.locator("label[for=id_for_employers]").click()
    walk.press("Sign my badge")
    walk.reads("Only you can see this badge now.")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Signed badge for a wallet app").click()
    return kept.value.path()


def is_good(page: Page, walk: Walk, kept: Path) -> None:
    """A stranger brings the file to the public page."""
    walk.to(reverse("public:verify"))
    file = {"name": "badge.json", "mimeType": "application/json", "buffer": kept.read_bytes()}
    page.locator("input[type=file]").set_input_files(file)
    walk.press("Check it")
    walk.headed("This credential is valid")
    walk.reads("Computer networking", "What we checked")


def refused_by_others(kept: Path, server: str, host: str) -> set[str]:
    """Which programs of others do not accept the file, with keys and lists fetched from the running site."""
    return Stranger(server, host).refuse(json.loads(kept.read_bytes()))
