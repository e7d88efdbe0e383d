"""What others said about a person: read first, then used or not, and taken back at any time."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.evidence import add_evidence
from techhire.plays.seekers.actions.feedback import give_feedback
from techhire.plays.seekers.actions.found import turn_found_on
from techhire.plays.seekers.actions.profile import update_profile
from techhire.plays.seekers.models import EmployerFeedback, Evidence, Grant, Seeker
from tests.factories.matches import NOW
from tests.factories.seekers import access, piece, seeker_in

pytestmark = pytest.mark.django_db

SAID = reverse("seeker:said")


@pytest.fixture
def waiting(me: Seeker, coach: Actor, onramp: Organization, networks: Skill) -> Evidence:
    """A vouch that waits for the person's yes."""
    for purpose in ("coaching", "vouching"):
        access(me, onramp, purpose)
    given = {"skill_id": networks.pk, "kind": "vouch", "level": 3, "at": NOW.date(), "organization": onramp}
    return add_evidence(coach, me, **given, now=NOW)


def read(client: Client) -> str:
    return client.get(SAID).content.decode()


def test_a_vouch_is_read_used_and_taken_back(mine: Client, waiting: Evidence, onramp: Organization) -> None:
    page = read(mine)
    assert "One thing waits for your answer" in page and f"{onramp.name} vouches for you" in page
    assert "Too few of this source" in page
    about = reverse("seeker:skill", args=[waiting.skill.code])
    assert "does not count until you say yes to it" in mine.get(about).content.decode()
    mine.post(SAID, {"yes": waiting.pk})
    waiting.refresh_from_db()
    assert waiting.state == "counts" and "Nothing waits for your answer" in read(mine)
    assert "already" not in mine.post(SAID, {"yes": waiting.pk}, follow=True).content.decode()
    mine.post(SAID, {"no": waiting.pk})
    waiting.refresh_from_db()
    assert waiting.state == "withdrawn" and "Nobody has said anything about you" in read(mine)


def test_opening_the_page_changes_nothing(mine: Client, waiting: Evidence) -> None:
    mine.get(SAID, {"yes": waiting.pk})
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


@pytest.mark.parametrize("typed", ["", "x", "0", "9" * 30])
def test_what_is_not_there_is_not_found(mine: Client, me: Seeker, typed: str) -> None:
    assert mine.post(SAID, {"yes": typed}).status_code == 404


def test_nobody_answers_for_somebody_else(
    mine: Client, me: Seeker, community: Community, onramp: Organization, networks: Skill
) -> None:
    theirs = piece(seeker_in(community), networks, "vouch", 3, organization=onramp)
    assert mine.post(SAID, {"no": theirs.pk}).status_code == 404


def test_the_first_screen_says_that_something_waits(
    mine: Client, waiting: Evidence, me: Seeker, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(40):
        home = mine.get(reverse("seeker:home")).content.decode()
    assert "Somebody said something about you" in home and SAID in home


@pytest.fixture
def met(me: Seeker, networks: Skill, employer: Organization, system: Actor) -> EmployerFeedback:
    """An employer that met the person said something."""
    update_profile(system, me, is_adult=True, zip_code="64106", now=NOW)
    seeker = turn_found_on(system, me, words="Yes", now=NOW)
    Grant.objects.create(seeker=seeker, organization=employer, purpose="hiring", posting_id=3, since=NOW)
    said = {"posting_id": 3, "skill_id": networks.pk, "level": 3, "at": NOW.date(), "now": NOW}
    return give_feedback(system, seeker, employer, **said)


def test_what_an_employer_said_is_read_used_and_taken_back(
    mine: Client, met: EmployerFeedback, employer: Organization
) -> None:
    page = read(mine)
    assert "One thing waits for your answer" in page and employer.name in page
    assert "Your school sees it as a count" in page
    mine.get(SAID, {"employer_yes": met.pk})
    met.refresh_from_db()
    assert met.state == "waiting"
    mine.post(SAID, {"employer_yes": met.pk})
    met.refresh_from_db()
    assert met.state == "agreed" and "What employers said that you use" in read(mine)
    mine.post(SAID, {"employer_no": met.pk})
    met.refresh_from_db()
    assert met.state == "refused" and Evidence.objects.get(kind="employer_feedback").state == "withdrawn"
    assert mine.post(SAID, {"employer_yes": "0"}).status_code == 404
    assert "does not wait" in mine.post(SAID, {"employer_yes": met.pk}, follow=True).content.decode()


def test_letting_somebody_in_can_include_vouching(
    mine: Client, me: Seeker, onramp: Organization, provider: Organization
) -> None:
    people = reverse("seeker:people")
    mine.post(people, {"whom": f"coaching:{onramp.pk}", "vouch": "on"})
    mine.post(people, {"whom": f"training:{provider.pk}"})
    given = Grant.objects.filter(ended_at__isnull=True).values_list("organization_id", "purpose")
    assert set(given) == {
        (onramp.pk, "coaching"),
        (onramp.pk, "vouching"),
        (provider.pk, "training"),
    }
    training = Grant.objects.get(purpose="training")
    page = mine.get(people).content.decode()
    assert "2 organizations see you by name" in page
    assert page.count("Let them vouch for me, too") == 1
    mine.post(reverse("seeker:let_vouch", args=[training.pk]))
    assert Grant.objects.filter(organization=provider, purpose="vouching").exists()
    mine.post(reverse("seeker:end_grant", args=[Grant.objects.filter(purpose="vouching").first().pk]))
    assert Grant.objects.filter(purpose="vouching", ended_at__isnull=True).count() == 1
    assert Grant.objects.filter(purpose="coaching", ended_at__isnull=True).exists()
    gone = Grant.objects.get(purpose="vouching", ended_at__isnull=True)
    assert mine.post(reverse("seeker:let_vouch", args=[gone.pk])).status_code == 404
