"""What slows guessing down must hold in the cache that serves, not only in the one tests run on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import override_settings

from techhire.commons.people.models import Account
from techhire.portals.account.recovery import LOCK_AFTER, count_wrong_password
from techhire.portals.layout.counting import count_one
from tests.factories.people import AccountFactory

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def as_served(db: None) -> Iterator[None]:
    """The cache of a site that serves: a table of the database."""
    with override_settings(CACHES={"default": settings.SHARED_CACHE}):
        call_command("createcachetable", verbosity=0)
        cache.clear()
        yield


@pytest.mark.usefixtures("as_served")
def test_patient_guessing_locks_an_account_too() -> None:
    """One guess every ten minutes stays below every short limit; twenty in a day still lock."""
    account = AccountFactory(handle="rosa@example.org")
    for guess in range(LOCK_AFTER):
        moment = START + timedelta(minutes=10 * guess)
        with time_machine.travel(moment, tick=False):
            count_wrong_password("rosa@example.org", None, moment)
    assert Account.objects.get(pk=account.pk).state == "locked"


@pytest.mark.usefixtures("as_served")
def test_wrong_passwords_of_one_day_are_forgotten_on_the_next() -> None:
    account = AccountFactory(handle="rosa@example.org")
    for day in range(3):
        for _guess in range(LOCK_AFTER - 5):
            moment = START + timedelta(days=day)
            with time_machine.travel(moment, tick=False):
                count_wrong_password("rosa@example.org", None, moment)
    assert Account.objects.get(pk=account.pk).state == "active"


@pytest.mark.usefixtures("as_served")
def test_a_count_lasts_as_long_as_it_was_asked_to() -> None:
    with time_machine.travel(START, tick=False):
        assert [count_one("deed", 600), count_one("deed", 600)] == [1, 2]
    with time_machine.travel(START + timedelta(seconds=599), tick=False):
        assert count_one("deed", 600) == 3


@pytest.mark.usefixtures("as_served")
def test_many_others_do_not_push_a_count_out() -> None:
    count_one("0-first-in-order", 600)
    for other in range(320):
        count_one(f"other-{other}", 600)
    assert count_one("0-first-in-order", 600) == 2
