"""An employer asks for five watched minutes after a yes; the person agrees and answers; both read one sentence."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from techhire.commons.communities.queries import actor_for
from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.live import ask_for_confirm, start_confirm
from techhire.plays.assessments.models import Assessment, LiveCheck, Sitting
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.matches.queries.meeting import job_asked_for
from techhire.plays.seekers.actions.access import end_grant
from techhire.plays.seekers.models import Grant, Seeker
from tests.factories.assessments import a_live_check, right_answer
from tests.factories.matches import proves
from tests.journeys.browser import Walk
from tests.journeys.town import organization_of, resident

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def posting(town: None) -> Posting:
    """An open posting of the demo's employer, with a live check for one of its skills that the person has shown."""
    posting = Posting.objects.filter(organization=organization_of("employer"), state="published").earliest(
        "pk"
    )
    line = posting.requirements.filter(when="day_one").select_related("skill").earliest("pk")
    a_live_check(posting.community, line.skill)
    proves(seeker(), line.skill, line.level + 1)
    return posting


def seeker() -> Seeker:
    return Seeker.objects.select_related("community").get(account=resident("seeker"))


@pytest.fixture
def named(posting: Posting, sign_in: Callable[[Any], None]) -> Seeker:
    """The employer said yes and knows the name; its member is signed in."""
    person, system = seeker(), Actor.system(posting.community_id)
    ask_for_review(system, person, posting, now=person.made_at)
    decide(system, posting, person, answer="yes", now=person.made_at)
    unmask(system, posting, person, now=person.made_at)
    sign_in(resident("employer"))
    return person


def address(name: str, posting: Posting, person: Seeker) -> str:
    return reverse(name, args=[posting.identifier, pseudonym_of(posting.pk, person.pk)])


def answer_everything(page: Page, walk: Walk) -> None:
    """Answer rightly until it is over."""
    for _turn in range(10):
        sitting = Sitting.objects.latest("pk")
        if sitting.state == "finished":
            return
        assert sitting.current is not None
        chosen = page.locator(f"input[name=answer][value='{right_answer(sitting.current)}']")
        page.locator(f"label[for='{chosen.get_attribute('id')}']").click()
        walk.leave_by(page.locator("button[name=send]"))


def test_five_watched_minutes_confirm_what_was_shown(
    page: Page, walk: Walk, posting: Posting, named: Seeker, sign_in: Callable[[Any], None]
) -> None:
    walk.to(address("employer:asked_person", posting, named))
    walk.follow("Ask for a live check")
    walk.reads("hard to let somebody else or a chatbot answer", "Not asked yet.")
    page.get_by_label("How you watch").first.select_option("video")
    walk.press("Ask for it")
    walk.reads("Asked on")
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:tests"))
    walk.follow("Look at it")
    walk.reads("Only this employer sees it", "over video")
    walk.press("Yes, I agree")
    sign_in(resident("employer"))
    walk.to(address("employer:live", posting, named))
    walk.reads("They said yes.")
    walk.press("We are both here: start it")
    walk.reads("They press Begin on their own page.")
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:live_check", args=[LiveCheck.objects.get().pk]))
    walk.press("Begin")
    answer_everything(page, walk)
    walk.headed("Agrees with the earlier result")
    walk.reads("It changes no skill of yours")
    sign_in(resident("employer"))
    walk.to(address("employer:live", posting, named))
    walk.reads("confirmed live", "agreed with the earlier result")
    walk.to(address("employer:asked_person", posting, named))
    walk.reads("confirmed live")


def test_the_waiting_page_shows_the_button_by_itself_and_each_question_its_seconds(
    page: Page, walk: Walk, posting: Posting, named: Seeker, sign_in: Callable[[Any], None]
) -> None:
    employer = actor_for(resident("employer"), posting.community)
    test = Assessment.objects.filter(kind="confirm").latest("pk")
    check = ask_for_confirm(
        employer, named, posting.organization, test, posting_id=posting.pk, now=timezone.now()
    )
    sign_in(resident("seeker"))
    walk.to(reverse("seeker:live_check", args=[check.pk]))
    walk.press("Yes, I agree")
    start_confirm(employer, check, job=job_asked_for(employer, check), now=timezone.now())
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    walk.look(page)
    walk.press("Begin")
    expect(page.locator("#own-clock")).to_contain_text("Seconds left for this question: ")


def test_it_is_taken_back_and_what_ended_says_so_plainly(
    page: Page, walk: Walk, posting: Posting, named: Seeker, axe: Callable[[Page], None]
) -> None:
    walk.to(address("employer:live", posting, named))
    walk.press("Ask for it")
    walk.press("Take it back")
    walk.reads("It ended before it began.")
    end_grant(
        Actor.system(posting.community_id),
        Grant.objects.get(seeker=named, posting_id=posting.pk),
        now=named.made_at,
    )
    walk.to(address("employer:asked_person", posting, named))
    walk.reads("It ended", "Nothing waits for you")
    page.goto(reverse("employer:person", args=[posting.identifier, "zzzzzz"]))
    expect(page.locator("h1")).to_contain_text("Nobody is to be found here under this name")
    axe(page)
