"""Until when I used a skill: asked on a page of its own, read on the skill's and by employers in words."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.queries.people import person_shown
from techhire.plays.onramps.actions.caseload import take_on
from techhire.plays.seekers.actions.uses import tell_use
from techhire.plays.seekers.models import Seeker, SkillUse
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import NOW
from tests.factories.seekers import access, seeker_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(tickets: Skill) -> str:
    return reverse("seeker:skill_used", args=[tickets.code])


def test_a_month_is_kept_and_read_on_the_page_of_the_skill(
    mine: Client, me: Seeker, tickets: Skill, page: str
) -> None:
    assert page in mine.get(reverse("seeker:skill", args=[tickets.code])).content.decode()
    done = mine.post(page, {"where": "work", "until": "until", "month": "5", "year": "2024"}, follow=True)
    assert "Used at work until May 2024, their own word" in done.content.decode()
    assert "proves nothing by itself" in done.content.decode()
    mine.post(page, {"take_back": "1"})
    assert not SkillUse.objects.exists()


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    mine: Client, me: Seeker, page: str
) -> None:
    body = mine.post(page, {"where": "unpaid", "until": "until", "month": "5"}).content.decode()
    assert "Enter a year, like 2019." in body and '<option value="5" selected' in body
    assert not SkillUse.objects.exists()


@pytest.mark.parametrize(
    ("month", "year", "field", "said"),
    [
        ("", "2090", "year", "That year has not come yet."),
        ("1", "2090", "year", "That year has not come yet."),
        ("", "12026", "year", "That year has not come yet."),
        ("12", "2026", "month", "That month has not come yet."),
        ("", "1800", "year", "Enter a year from 1940 on, like 2019."),
        ("5", "1939", "year", "Enter a year from 1940 on, like 2019."),
        ("", "-1", "year", "Enter a year from 1940 on, like 2019."),
    ],
)
@pytest.mark.usefixtures("clock")
def test_a_month_or_year_that_cannot_be_is_told_beside_what_is_wrong(
    mine: Client, me: Seeker, page: str, month: str, year: str, field: str, said: str
) -> None:
    sent = {"where": "work", "until": "until", "month": month, "year": year}
    answer = mine.post(page, sent)
    assert answer.context["form"].errors == {field: [said]}
    assert not SkillUse.objects.exists()


def test_a_year_alone_is_enough_and_counts_from_its_first_day(mine: Client, me: Seeker, page: str) -> None:
    body = mine.get(page).content.decode()
    assert "Then January counts" in body and body.count("optional") == 1
    done = mine.post(page, {"where": "work", "until": "until", "year": "2019"}, follow=True).content.decode()
    assert "Used at work until 2019, their own word" in done
    assert SkillUse.objects.get().until.isoformat() == "2019-01-01"
    done = mine.post(page, {"where": "work", "until": "until", "month": "1", "year": "2019"}, follow=True)
    assert "Used at work until January 2019, their own word" in done.content.decode()
    late = mine.post(page, {"where": "work", "until": "until", "year": "2090"}).content.decode()
    assert "That year has not come yet." in late and "That month" not in late


def test_it_is_asked_in_spanish(mine: Client, me: Seeker, page: str) -> None:
    body = mine.get(page, headers={"accept-language": "es"}).content.decode()
    assert "¿Hasta cuándo la usó?" in body and "mayo" in body


def test_a_skill_that_is_not_there_has_no_page(mine: Client, me: Seeker) -> None:
    assert mine.get(reverse("seeker:skill_used", args=["no-such-skill"])).status_code == 404


def test_the_employer_reads_that_it_is_their_own_word(
    person: Actor, hiring_manager: Actor, me: Seeker, posting: Posting, tickets: Skill
) -> None:
    tell_use(person, me, tickets, where="work", until=None, now=NOW)
    lines = person_shown(hiring_manager, posting, me).row.lines
    used = {backed.line.skill.pk: backed.used for backed in lines}
    assert used[tickets.pk] == "used at work, still in March 2026, their own word"
    assert [word for pk, word in used.items() if pk != tickets.pk] == [""]


def test_a_coach_writes_it_down_with_them(
    browser: Callable[[Actor | None], Client], coach: Actor, onramp: Organization, me: Seeker, tickets: Skill
) -> None:
    access(me, onramp, "coaching")
    take_on(coach, onramp, me, now=NOW)
    desk = browser(coach)
    page = reverse("onramp:person_used", args=[me.code, tickets.code])
    done = desk.post(page, {"where": "work", "until": "still"}, follow=True).content.decode()
    assert "used at work, still in" in done
    desk.post(page, {"take_back": "1"})
    assert not SkillUse.objects.exists()
    other = seeker_in(me.community, name="Kim")
    assert desk.get(reverse("onramp:person_used", args=[other.code, tickets.code])).status_code == 404


def test_a_coach_of_two_onramps_stays_with_the_one_that_took_the_person_on(
    browser: Callable[[Actor | None], Client],
    coach: Actor,
    as_member: Callable[..., Actor],
    me: Seeker,
    tickets: Skill,
) -> None:
    second = OrganizationFactory(community=me.community, name="Zenith", kinds=["onramp"])
    both = as_member(second, account=Account.objects.get(pk=coach.account_id))
    access(me, second, "coaching")
    take_on(both, second, me, now=NOW)
    desk, chosen = browser(both), f"?organization={second.pk}"
    behind = reverse("onramp:person_behind", args=[me.code])
    assert desk.get(behind).status_code == 404
    page = reverse("onramp:person_used", args=[me.code, tickets.code]) + chosen
    shown = desk.get(page).content.decode()
    assert shown.count(f'href="{behind}{chosen}"') == shown.count(f'href="{behind}') == 2
    done = desk.post(page, {"where": "work", "until": "still"})
    assert done["Location"] == behind + chosen and desk.get(done["Location"]).status_code == 200
