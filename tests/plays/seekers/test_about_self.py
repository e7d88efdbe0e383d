"""What a person says about themself: theirs alone, sealed, counted by others and read by none."""

import json
from collections.abc import Callable

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.selfid import take_back_about_self, tell_about_self
from techhire.plays.seekers.models import Seeker, SelfIdentification
from techhire.plays.seekers.queries import about_self, download_everything, has_told_about_self
from techhire.plays.seekers.rules import (
    may_read_about_self,
    may_take_back_about_self,
    may_tell_about_self,
)
from techhire.plays.seekers.words import ABOUT_SELF
from tests.cases import in_one_world
from tests.factories.communities import CommunityFactory
from tests.factories.seekers import NOW, access
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db
ANSWERS = {"sex": "woman", "race": "hispanic", "age": "forty_plus"}


@pytest.fixture
def told(coached: Seeker, trained: Seeker, person: Actor) -> Seeker:
    """Dana, with a coach and a provider, after answering."""
    tell_about_self(person, coached, **ANSWERS, now=NOW)
    return coached


def test_the_person_reads_what_they_said_and_can_change_it(told: Seeker, person: Actor) -> None:
    kept = about_self(person, told)
    assert kept is not None and vars(kept) == ANSWERS
    tell_about_self(person, told, sex="another", race="not_said", age="not_said", now=NOW)
    kept = about_self(person, told)
    assert kept is not None and (kept.sex, kept.race) == ("another", "not_said")
    assert SelfIdentification.objects.count() == 1


def test_taking_it_back_deletes_it_and_twice_does_no_harm(told: Seeker, person: Actor) -> None:
    assert has_told_about_self(person, told)
    take_back_about_self(person, told, now=NOW)
    take_back_about_self(person, told, now=NOW)
    assert not SelfIdentification.objects.exists()
    assert about_self(person, told) is None
    assert Fact.objects.filter(name="TookBackAboutSelf").count() == 1


def test_the_ledger_knows_that_something_was_answered_and_not_what(told: Seeker) -> None:
    assert Fact.objects.get(name="ToldAboutSelf").data == {"seeker_id": told.pk}


def test_what_was_said_is_sealed_and_all_answers_are_equally_long(dana: Seeker, person: Actor) -> None:
    lengths, tokens = set(), []
    for name, choices in ABOUT_SELF.items():
        for code in choices.values:
            others = {other: "not_said" for other in ABOUT_SELF}
            tell_about_self(person, dana, **others | {name: code}, now=NOW)
            with connection.cursor() as cursor:
                cursor.execute("SELECT sex, race, age FROM seekers_selfidentification")
                tokens += cursor.fetchone()
    lengths = {len(token) for token in tokens}
    assert len(lengths) == 1
    assert not any(code in token for token in tokens for code in ("woman", "hispanic", "forty", "not_said"))


@in_one_world("who", ROLES)
def test_nobody_but_the_person_reads_or_changes_it(
    role: Callable[[str], Actor], told: Seeker, who: str
) -> None:
    actor = role(who)
    verdicts = [may_read_about_self, may_tell_about_self, may_take_back_about_self]
    assert [bool(may(actor, told)) for may in verdicts] == [who == "person"] * 3
    if who != "person":
        for deed in (
            lambda: about_self(actor, told),
            lambda: has_told_about_self(actor, told),
            lambda: tell_about_self(actor, told, **ANSWERS, now=NOW),
            lambda: take_back_about_self(actor, told, now=NOW),
        ):
            with pytest.raises(Refused):
                deed()
    assert SelfIdentification.objects.get().sex == "woman"


def test_a_program_with_the_persons_own_token_reads_nothing(told: Seeker, person: Actor) -> None:
    program = Actor(person.account_id, person.community_id, channel="api", scopes=frozenset({"own:write"}))
    assert not may_read_about_self(program, told)
    assert not may_tell_about_self(program, told)


def test_the_product_fills_a_demo_and_reads_nothing(told: Seeker, system: Actor) -> None:
    assert may_tell_about_self(system, told)
    assert not may_read_about_self(system, told)
    assert not may_tell_about_self(Actor.system(CommunityFactory().pk), told)


@pytest.mark.parametrize("field", list(ABOUT_SELF))
def test_an_answer_we_do_not_offer_is_refused_beside_its_question(
    dana: Seeker, person: Actor, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        tell_about_self(person, dana, **ANSWERS | {field: "purple"}, now=NOW)
    assert refusal.value.field == field
    assert not SelfIdentification.objects.exists()


def test_it_is_in_the_persons_own_file_and_in_nobody_elses(
    told: Seeker, person: Actor, coach: Actor, system: Actor
) -> None:
    assert download_everything(person, told)["about_you"] == ANSWERS
    for other in (coach, system):
        text = json.dumps(download_everything(other, told), cls=DjangoJSONEncoder)
        assert "about_you" not in text and "hispanic" not in text


def test_erasing_the_record_deletes_it(told: Seeker, person: Actor) -> None:
    erase_seeker(person, told, now=NOW)
    assert not SelfIdentification.objects.exists()
    with pytest.raises(Refused):
        tell_about_self(person, Seeker.objects.get(pk=told.pk), **ANSWERS, now=NOW)


def test_a_coach_who_erases_the_record_of_somebody_without_an_account_deletes_it_unread(
    community: object, onramp: object, coach: Actor, system: Actor
) -> None:
    ana = Seeker.objects.create(community=community, code="ana", made_at=NOW)
    access(ana, onramp, "coaching")  # type: ignore[arg-type]  # a fixture
    tell_about_self(system, ana, **ANSWERS, now=NOW)
    erase_seeker(coach, ana, now=NOW)
    assert not SelfIdentification.objects.exists()
