"""The page of a job and the API tell in coarse words what a supervised test may do there."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import a_bank, a_test
from tests.factories.matches import found_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def told_of(community: Community, posting: Posting, tickets: Skill, networks: Skill) -> Posting:
    """Ten others show little of a job, and the community gives a test of one of its skills."""
    cache.clear()
    a_test(a_bank(community, networks))
    for _unused in range(10):
        found_person(community, {tickets: 1, networks: 1})
    return posting


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "that you come among the first five: "), ("es", "que quede entre las cinco primeras personas: ")],
)
def test_the_page_says_it_in_both_languages(
    mine: Client, me: Seeker, told_of: Posting, language: str, words: str
) -> None:
    page = reverse("seeker:job", args=[told_of.identifier])
    body = mine.get(page, headers={"accept-language": language}).content.decode()
    assert words in body


def test_the_page_says_nothing_beside_few_others(mine: Client, me: Seeker, posting: Posting) -> None:
    cache.clear()
    body = mine.get(reverse("seeker:job", args=[posting.identifier])).content.decode()
    assert "among the first five" not in body


def test_a_town_is_asked_for_and_an_unknown_one_is_told_beside_it(mine: Client, me: Seeker) -> None:
    page = reverse("seeker:profile_step", args=["place"])
    body = mine.post(page, {"place": "Independance, MO", "remote_ok": "on"}).content.decode()
    assert "Did you mean: Independence, MO" in body and 'value="Independance, MO"' in body
    mine.post(page, {"place": "Independence MO", "remote_ok": "on"})
    me.refresh_from_db()
    assert (me.place, me.zip_code) == ("Independence, MO", "")
    assert 'value="Independence, MO"' in mine.get(page).content.decode()
