"""Somebody of the civic lead in a browser, and a bank of theirs."""

from datetime import datetime

import pytest
from django.test import Client

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.models import ItemBank
from tests.factories.communities import seat
from tests.factories.people import AccountFactory
from tests.factories.skills import small_starter


@pytest.fixture
def desk(client: Client, civic: Organization) -> Client:
    """A browser in which a member of the civic lead is signed in."""
    account = AccountFactory()
    seat(account, civic, "member")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def onlooker(civic: Organization) -> Client:
    """A browser of somebody who may only read for the civic lead."""
    account = AccountFactory()
    seat(account, civic, "reader")
    browser = Client()
    browser.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.fixture
def browser_of() -> object:
    """A browser in which an actor's account is signed in."""

    def make(actor: Actor) -> Client:
        browser = Client()
        account = Account.objects.get(pk=actor.account_id)
        browser.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return make


@pytest.fixture
def sql(db: None) -> Skill:
    """A skill of the starter framework."""
    small_starter()
    return Skill.objects.get(code="sql")


@pytest.fixture
def bank(convener: Actor, sql: Skill, now: datetime) -> ItemBank:
    """A bank of the community's own, empty."""
    return create_bank(convener, sql, title="SQL at work", now=now)
