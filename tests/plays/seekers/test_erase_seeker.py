"""Erasure ends being seen at once and removes what says who somebody was; before it, everything can be downloaded."""

import json
from collections.abc import Callable

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.registry import Done, More, Step
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.contacts import set_contacts
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.actions.profile import create_seeker, update_profile
from techhire.plays.seekers.models import (
    Consent,
    Contact,
    Dispute,
    EmployerBlock,
    Estimate,
    Evidence,
    Grant,
    Seeker,
)
from techhire.plays.seekers.queries import download_everything, seeker_of
from techhire.plays.seekers.reactions import erase_records
from techhire.plays.seekers.rules import visible_seekers
from tests.cases import in_one_world
from tests.factories.seekers import NOW, findable, piece
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(
    coached: Seeker, person: Actor, python: Skill, sql: Skill, employer: Organization, onramp: Organization
) -> Seeker:
    """Dana with something of everything."""
    findable(coached, python)
    row = piece(
        coached, sql, "credential", 3, organization=onramp, issuer_name="Dana's School", title="Diploma"
    )
    open_dispute(person, row, reason="wrong_level", words="It said more.", now=NOW)
    set_contacts(person, coached, ways={"phone": "816-555-0142"}, now=NOW)
    block_employer(person, coached, employer, now=NOW)
    return update_profile(person, coached, pay_floor_cents=2100, has_degree="no", now=NOW)


def test_what_says_who_it_was_is_gone_and_the_rest_stays(full: Seeker, person: Actor, coach: Actor) -> None:
    erase_seeker(person, full, now=NOW)
    gone = Seeker.objects.get(pk=full.pk)
    assert (gone.state, gone.found, gone.name, gone.zip_code, gone.latitude, gone.account_id) == (
        "erased",
        False,
        "",
        "",
        None,
        None,
    )
    assert (gone.pay_floor_cents, gone.has_degree, gone.is_adult) == (0, "not_said", None)
    assert gone.code != full.code
    assert not Contact.objects.exists()
    assert not EmployerBlock.objects.exists()
    assert not Estimate.objects.exists()
    assert Evidence.objects.values_list("kind", "title", "issuer_name", "source").get() == (
        "credential",
        "",
        "",
        "issuer",
    )
    assert set(Consent.objects.values_list("words", flat=True)) == {""}
    assert Dispute.objects.get().words == ""
    assert not Grant.objects.filter(ended_at__isnull=True).exists()
    assert not Consent.objects.filter(withdrawn_at__isnull=True).exists()
    assert not visible_seekers(coach).exists()
    assert Fact.objects.get(name="SeekerErased").data == {"seeker_id": full.pk}
    assert seeker_of(person) is None


def test_afterwards_nothing_can_be_done_with_it_and_a_new_one_can_be_opened(
    full: Seeker, person: Actor
) -> None:
    erase_seeker(person, full, now=NOW)
    gone = Seeker.objects.get(pk=full.pk)
    with pytest.raises(Refused):
        update_profile(person, gone, name="Dana", now=NOW)
    assert erase_seeker(person, gone, now=NOW).state == "erased"
    assert create_seeker(person, account=Account.objects.get(pk=person.account_id), now=NOW).pk != full.pk


@in_one_world("who", ROLES)
def test_only_the_person_erases_a_record_with_an_account(
    role: Callable[[str], Actor], coached: Seeker, who: str
) -> None:
    if who == "person":
        assert erase_seeker(role(who), coached, now=NOW).state == "erased"
    else:
        with pytest.raises(Refused):
            erase_seeker(role(who), coached, now=NOW)


def test_erasing_the_account_erases_its_records(full: Seeker, person: Actor) -> None:
    step = Step(1, None, "AccountErased", {"account_id": person.account_id}, None, None, NOW)
    assert isinstance(erase_records(step), More)
    assert isinstance(erase_records(step), Done)
    assert Seeker.objects.get().state == "erased"


def test_everything_kept_can_be_downloaded_by_the_person_alone(
    full: Seeker, person: Actor, trainer: Actor, hiring_manager: Actor
) -> None:
    held = download_everything(person, full)
    text = json.dumps(held, cls=DjangoJSONEncoder)
    for kept in ("Dana Reyes", "816-555-0142", "Diploma", "It said more.", "64106", "Python"):
        assert kept in text
    for actor in (trainer, hiring_manager):
        with pytest.raises(Refused):
            download_everything(actor, full)
