"""From a result to the badge and to a new place on the lists, in plain steps; the questions about oneself come last."""

import pytest
from django.test import Client

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.sittings import begin_sitting
from techhire.plays.assessments.models import Item, Sitting
from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.seekers.actions.found import turn_found_on
from techhire.plays.seekers.actions.selfid import tell_about_self
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import a_bank, a_test, a_test_day, able, answer_all, checked_in
from tests.factories.matches import NOW, a_posting
from tests.factories.seekers import piece

pytestmark = pytest.mark.django_db


@pytest.fixture
def sat(person: Actor, me: Seeker, onramp: Organization, tickets: Skill, employer: Organization) -> Sitting:
    """A supervised test that came out high, in a skill two open jobs ask for."""
    for level in (2, 5):
        a_posting(employer, {tickets: level})
    day = a_test_day(onramp, a_test(a_bank(onramp.community, tickets), title="Tickets, supervised"))
    begun = begin_sitting(person, me, day.assessments.get(), check_in=checked_in(day, me), now=NOW)
    return answer_all(person, begun, able(1))


def page_of(client: Client, sitting: Sitting) -> str:
    return client.get(f"/my/tests/results/{sitting.pk}/").content.decode()


def test_a_result_that_counts_leads_to_the_word_the_badge_and_the_lists(mine: Client, sat: Sitting) -> None:
    page = page_of(mine, sat)
    steps = page.partition("What happens now")[2].partition("</ol>")[0]
    assert "th-word--proven" in steps and "/my/skills/about/" in steps
    assert "You can get a signed badge" in steps and "/my/badges/get/" in steps
    assert "you are hidden" in steps and 'href="/my/found/"' in steps
    assert "2 open jobs here ask for this skill; you show it at the level of 1." in steps


def test_a_level_above_every_question_is_no_level_that_was_shown(mine: Client, sat: Sitting) -> None:
    items = Item.objects.filter(bank=sat.assessment.bank)
    Sitting.objects.update(level=5)
    items.update(level=5)
    assert "The hardest questions" not in page_of(mine, sat)
    items.update(level=4)
    assert "The hardest questions of this test are of level 4." in page_of(mine, sat)


def test_somebody_who_can_be_found_reads_that_the_lists_have_it(
    mine: Client, me: Seeker, sat: Sitting, system: Actor
) -> None:
    Seeker.objects.filter(pk=me.pk).update(is_adult=True, latitude=39.1, longitude=-94.58)
    turn_found_on(system, Seeker.objects.get(pk=me.pk), now=NOW)
    page = page_of(mine, sat)
    assert "Employers who look now see your new place" in page and "/my/jobs/" in page
    assert "you are hidden" not in page


def test_with_the_badge_in_hand_the_step_shows_it(
    mine: Client, me: Seeker, sat: Sitting, person: Actor, tickets: Skill
) -> None:
    badge = get_badge(person, me, skill_id=tickets.pk, holder="nobody", now=NOW)
    page = page_of(mine, sat)
    assert "You have a badge for this skill" in page and f"/my/badges/{badge.identifier}/" in page
    assert "You can get a signed badge" not in page


def test_practice_kept_private_leads_nowhere_and_counted_says_what_a_badge_takes(
    mine: Client, person: Actor, me: Seeker, tickets: Skill
) -> None:
    test = a_test(a_bank(skill=tickets))
    sitting = answer_all(person, begin_sitting(person, me, test, now=NOW), able(1))
    assert "What happens now" not in page_of(mine, sitting)
    mine.post(f"/my/tests/results/{sitting.pk}/", {"count": "1"})
    page = page_of(mine, sitting)
    assert "For a badge the skill has to be proven" in page and "You can get a signed badge" not in page


def test_a_practice_that_would_lower_the_skill_says_so_before_and_has_no_filled_button(
    mine: Client, person: Actor, me: Seeker, tickets: Skill
) -> None:
    piece(me, tickets, "claim", 3)
    test = a_test(a_bank(skill=tickets))
    poor = answer_all(person, begin_sitting(person, me, test, now=NOW), able(-3))
    page = page_of(mine, poor)
    assert "This would lower it from “claimed, level 3” to “not yet shown”." in page
    assert 'class="usa-button usa-button--outline" name="count"' in page
    good = answer_all(person, begin_sitting(person, me, test, now=NOW), able(3))
    page = page_of(mine, good)
    assert "This would change it from “claimed, level 3” to “likely up to level" in page
    assert 'class="usa-button" name="count"' in page


def test_the_questions_about_oneself_are_offered_after_it_until_they_are_answered(
    mine: Client, me: Seeker, sat: Sitting, person: Actor
) -> None:
    assert "About you, if you like" in page_of(mine, sat)
    tell_about_self(person, me, sex="not_said", race="not_said", age="not_said", now=NOW)
    assert "About you, if you like" not in page_of(mine, sat)


def test_a_result_page_stays_within_its_queries(
    mine: Client, sat: Sitting, community: Community, django_assert_max_num_queries: object
) -> None:
    page_of(mine, sat)
    with django_assert_max_num_queries(60):  # type: ignore[operator]  # a context manager of pytest-django
        page_of(mine, sat)
