"""A spoken yes is owed in writing within three business days, and whoever works with the person settles it."""

from datetime import date

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.consents import confirm_consent
from techhire.plays.seekers.actions.found import turn_found_on
from techhire.plays.seekers.actions.profile import update_profile
from techhire.plays.seekers.models import Consent, Seeker
from techhire.plays.seekers.queries import confirm_by, consent_letter
from tests.cases import in_one_world
from tests.factories.seekers import NOW, access, piece
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db
YES = "Yes, let hospitals find me."


@pytest.fixture
def heard(dana: Seeker, person: Actor, coach: Actor, onramp: Organization, python: Skill) -> Consent:
    """A yes to being found that a coach wrote down."""
    piece(dana, python)
    update_profile(person, dana, is_adult=True, zip_code="64106", now=NOW)
    access(dana, onramp, "coaching")
    turn_found_on(coach, dana, words=YES, spoken=True, now=NOW)
    return Consent.objects.get(purpose="being_found")


def test_a_spoken_yes_is_put_on_record_as_owed(heard: Consent) -> None:
    assert heard.spoken and heard.confirmed_at is None
    fact = Fact.objects.get(name="SpokenConsentHeard", data__consent_id=heard.pk)
    assert fact.data["seeker_id"] == heard.seeker_id


def test_a_coach_settles_it_once(heard: Consent, coach: Actor) -> None:
    assert confirm_consent(coach, heard, now=NOW).confirmed_at == NOW
    confirm_consent(coach, heard, now=NOW)
    facts = Fact.objects.filter(name="ConsentConfirmed")
    assert [fact.data["by_letter"] for fact in facts] == [False]
    assert consent_letter(heard.pk) is None


@in_one_world("who", [role for role in ROLES if role not in {"person", "coach", "system"}])
def test_nobody_else_settles_it(heard: Consent, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused):
        confirm_consent(request.getfixturevalue(who), heard, now=NOW)
    heard.refresh_from_db()
    assert heard.confirmed_at is None


def test_a_yes_of_ones_own_is_owed_to_nobody(dana: Seeker, person: Actor, python: Skill) -> None:
    piece(dana, python)
    update_profile(person, dana, is_adult=True, zip_code="64106", now=NOW)
    turn_found_on(person, dana, now=NOW)
    assert not Fact.objects.filter(name="SpokenConsentHeard").exists()
    with pytest.raises(Refused, match="in writing already"):
        confirm_consent(person, Consent.objects.get(), now=NOW)


@pytest.mark.parametrize(
    ("given", "due"),
    [
        (date(2026, 11, 16), date(2026, 11, 19)),
        (date(2026, 11, 19), date(2026, 11, 24)),
        (date(2026, 11, 21), date(2026, 11, 25)),
        (date(2026, 11, 24), date(2026, 11, 30)),
    ],
)
def test_weekends_and_holidays_do_not_count(given: date, due: date) -> None:
    assert confirm_by(given) == due
