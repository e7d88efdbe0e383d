"""Who may keep banks, see questions and see keys, for everybody who might ask."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.communities.words import Scope
from techhire.commons.permits import Actor, Verdict
from techhire.commons.skills.models import Skill
from techhire.plays.assessments import rules
from techhire.plays.assessments.actions.items import write_item
from techhire.plays.assessments.models import ItemBank
from techhire.plays.assessments.queries.banks import bank_at
from techhire.plays.assessments.queries.items import item_at, items_listed
from tests.cases import in_one_world
from tests.factories.banks import AssessmentFactory, ItemBankFactory, ItemFactory
from tests.plays.assessments.banks.conftest import ROLES, single

pytestmark = pytest.mark.django_db
Verdicts = Callable[[str, str, Any], Verdict]
KEEPERS = {"convener", "civic_owner", "system"}
OF_BANK = (
    "may_keep_bank",
    "may_write_item",
    "may_import_items",
    "may_export_bank",
    "may_set_cuts",
    "may_calibrate_bank",
    "may_simulate_bank",
    "may_create_assessment",
    "may_watch_bank",
    "may_see_items",
    "may_see_keys",
)
OF_ITEM = (
    "may_edit_item",
    "may_submit_item",
    "may_send_back_item",
    "may_put_item_in_use",
    "may_retire_item",
    "may_pull_item",
    "may_revive_item",
)
OF_TEST = ("may_update_assessment", "may_open_assessment", "may_close_assessment")


@in_one_world("name", OF_BANK)
@in_one_world("role", ROLES)
def test_a_private_bank_is_kept_by_who_writes_for_the_civic_lead(
    verdict: Verdicts, bank: ItemBank, role: str, name: str
) -> None:
    said = verdict(role, name, bank)
    assert bool(said) == (role in KEEPERS)
    assert said or str(said.reason)


@in_one_world("name", OF_ITEM)
@in_one_world("role", ROLES)
def test_the_steps_of_an_item_are_theirs_too(verdict: Verdicts, bank: ItemBank, role: str, name: str) -> None:
    assert bool(verdict(role, name, ItemFactory(bank=bank))) == (role in KEEPERS)


@in_one_world("name", OF_TEST)
@in_one_world("role", ROLES)
def test_and_the_rules_of_its_tests(verdict: Verdicts, bank: ItemBank, role: str, name: str) -> None:
    assert bool(verdict(role, name, AssessmentFactory(bank=bank))) == (role in KEEPERS)


@in_one_world("role", ROLES)
def test_a_bank_is_opened_by_the_civic_lead(request: pytest.FixtureRequest, role: str) -> None:
    actor = request.getfixturevalue(role)
    allowed = KEEPERS | {"stranger"}  # the stranger's own community has them as its civic lead
    assert bool(rules.may_create_bank(actor)) == (role in allowed)


@in_one_world("role", ROLES)
def test_an_item_is_approved_by_another_person_of_the_civic_lead(
    request: pytest.FixtureRequest, author: Actor, bank: ItemBank, now: datetime, role: str
) -> None:
    actor = request.getfixturevalue(role)
    item = write_item(author, bank, wording=single(), now=now)
    assert bool(rules.may_approve_item(actor, item)) == (role == "civic_owner")


@in_one_world("role", ROLES)
def test_practice_is_open_to_read_and_nobodys_to_keep(
    request: pytest.FixtureRequest, sql: Skill, role: str
) -> None:
    actor = request.getfixturevalue(role)
    practice = ItemBankFactory(skill=sql, kind="practice", community=None)
    item = ItemFactory(bank=practice)
    assert rules.may_see_items(actor, practice) and rules.may_see_keys(actor, practice)
    assert not rules.may_keep_bank(actor, practice) and not rules.may_approve_item(actor, item)
    assert bank_at(actor, practice.pk) == practice
    assert item_at(actor, item.pk) == item
    assert bool(rules.may_load_practice(actor)) == (role == "system")


@in_one_world("role", ROLES)
def test_readers_of_the_civic_lead_know_of_a_bank_and_not_what_it_asks(
    request: pytest.FixtureRequest, bank: ItemBank, role: str
) -> None:
    actor = request.getfixturevalue(role)
    item = ItemFactory(bank=bank)
    knows = role in KEEPERS | {"civic_reader"}
    assert (bank_at(actor, bank.pk) is not None) == knows
    assert items_listed(actor, bank).exists() == knows
    assert (item_at(actor, item.pk) is not None) == (role in KEEPERS)


def test_a_token_needs_a_scope_of_its_own_for_keys(author: Actor, bank: ItemBank) -> None:
    plain = replace(author, scopes=frozenset({Scope.READ_OWN.value}))
    assert rules.may_see_items(plain, bank) and not rules.may_see_keys(plain, bank)
    assert Scope.READ_KEYS.value in str(rules.may_see_keys(plain, bank).reason)
    assert rules.may_see_keys(replace(author, scopes=frozenset({Scope.READ_KEYS.value})), bank)


def test_another_community_never_sees_a_bank(stranger: Actor, bank: ItemBank, elsewhere: Community) -> None:
    theirs = ItemBankFactory(community=elsewhere)
    assert bank_at(stranger, bank.pk) is None
    assert bank_at(stranger, theirs.pk) == theirs
