"""What others asked of me stands on the first screen until I answered it, in both languages."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.interviews import finish_interview, give_rating, open_interview
from techhire.plays.assessments.actions.live import agree_to_confirm, ask_for_confirm, start_confirm
from techhire.plays.assessments.actions.submissions import offer_work
from techhire.plays.assessments.models import Submission
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import a_live_check
from tests.factories.judging import NOW, WORDS, a_rubric, scored
from tests.factories.matches import proves
from tests.factories.onramps import on_caseload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def coached(me: Seeker, onramp: Organization) -> Seeker:
    return on_caseload(onramp, me).seeker


def asked(mine: Client, language: str = "en") -> dict[str, str]:
    """What the first screen says waits for me, by its address."""
    mine.cookies["django_language"] = language
    tree = html.fromstring(mine.get(reverse("seeker:home")).content.decode())
    links = tree.xpath("//div[h2[contains(., 'waits for you') or contains(., 'wait for you')]]//li/a")
    links += tree.xpath("//div[h2[contains(., 'su respuesta')]]//li/a")
    return {link.get("href"): link.text_content() for link in links}


def test_an_interview_waits_for_a_yes_and_then_for_an_answer_to_its_result(
    mine: Client, coached: Seeker, coach: Actor, onramp: Organization, tickets: Skill
) -> None:
    assert asked(mine) == {}
    guide = a_rubric(onramp, tickets, kind="interview", task="", task_es="")
    interview = open_interview(coach, onramp, coached, guide, now=NOW)
    address = reverse("seeker:interview", args=[interview.pk])
    assert asked(mine) == {address: f"{onramp.name} wants to interview you. May they rate your answers?"}
    assert asked(mine, "es")[address].startswith(f"{onramp.name} quiere entrevistarle")
    mine.post(address, {"permits": "yes"})
    assert asked(mine) == {}, "answered"
    give_rating(coach, interview, scores=scored(interview.edition, 3, 4), version=0, now=NOW)
    finish_interview(coach, interview, now=NOW)
    assert asked(mine) == {address: f"{onramp.name} interviewed you. May the result stand on your record?"}
    mine.post(address, {"agrees": "no"})
    assert asked(mine) == {}


def test_a_work_sample_somebody_offered_waits_until_it_is_handed_in(
    mine: Client, coached: Seeker, coach: Actor, onramp: Organization, tickets: Skill
) -> None:
    rubric = a_rubric(onramp, tickets)
    offer_work(coach, onramp, coached, rubric, now=NOW)
    address = reverse("seeker:work_about", args=[rubric.pk])
    assert asked(mine)[address].startswith(f"{onramp.name} offers you a work sample: ")
    mine.post(address)
    ((address, words),) = asked(mine).items()
    work = Submission.objects.get()
    assert address == reverse("seeker:work", args=[work.pk]) and words.startswith("You began a work sample: ")
    mine.post(address, {"text": WORDS, "version": work.version, "do": "hand_in"})
    assert asked(mine) == {}


def test_a_live_check_is_told_as_far_as_it_has_come(
    mine: Client, coached: Seeker, coach: Actor, person: Actor, onramp: Organization, tickets: Skill
) -> None:
    proves(coached, tickets, 3)
    five = a_live_check(onramp.community, tickets)
    check = ask_for_confirm(coach, coached, onramp, five, now=NOW)
    address = reverse("seeker:live_check", args=[check.pk])
    assert "Ticket handling. Yes or no?" in asked(mine)[address]
    agree_to_confirm(person, check, now=NOW)
    assert "begins when both of you are there" in asked(mine)[address]
    start_confirm(coach, check, now=NOW)
    assert "You can press Begin now." in asked(mine)[address]
