"""A skill is followed while somebody saves: nobody waits for the other in a ring, and neither writes over the other."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, connections, transaction

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.life_cycle import replace_skill
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.actions.following import follow_step as follow_in_postings
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.providers.actions.following import follow_step as follow_in_programs
from techhire.plays.providers.models import Program, Teaches
from tests.factories.communities import CommunityFactory, OrganizationFactory
from tests.factories.matches import NOW, a_posting
from tests.factories.providers import a_program
from tests.factories.skills import own_skill

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def firm(transactional_db: None) -> Iterator[Organization]:
    """An organization other connections can see."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: one SQLite file has one writer at a time")
    yield OrganizationFactory(community=CommunityFactory(slug="shared"), kinds=["employer", "provider"])


def while_saving(
    save: Callable[[], object], change: Callable[[], object], follow: Callable[[], object]
) -> None:
    """Begin to save on one connection, follow on another, and go on with what is saved while that waits."""
    begun = Event()

    def saving() -> None:
        try:
            with transaction.atomic():
                save()
                begun.set()
                waits_for_a_lock()
                change()
        finally:
            connections.close_all()

    def following() -> None:
        try:
            assert begun.wait(10)
            follow()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(saving), pool.submit(following)]:
            done.result(timeout=20)


def waits_for_a_lock() -> None:
    """Look until another connection to this database waits, five seconds at most."""
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        for _ in range(100):
            cursor.execute("SELECT pg_stat_clear_snapshot(), pg_sleep(0.05)")
            cursor.execute(asked)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waited")


def replaced(firm: Organization) -> tuple[Skill, Skill]:
    """A skill that both are said with, and the one it will have been replaced by."""
    return own_skill(firm.community, name="Barge radio"), own_skill(firm.community, name="Marine radio")


def test_a_posting_that_is_saved_meanwhile_keeps_what_was_saved(firm: Organization) -> None:
    old, new = replaced(firm)
    posting = a_posting(firm, {old: 4, new: 2})
    replace_skill(Actor.system(firm.community_id), old, new, now=NOW)
    lines = Requirement.objects.filter(posting=posting)
    while_saving(
        lambda: Posting.objects.select_for_update().get(pk=posting.pk),
        lambda: lines.update(weight=5, text="radio on board"),
        lambda: follow_in_postings(old.pk, 0, NOW),
    )
    line = lines.get()
    assert (line.skill, line.level, line.weight, line.text) == (new, 4, 5, "radio on board")


def test_a_program_that_is_saved_meanwhile_keeps_what_was_saved(firm: Organization) -> None:
    old, new = replaced(firm)
    program = a_program(firm, {old: 2, new: 1})
    replace_skill(Actor.system(firm.community_id), old, new, now=NOW)
    lines = Teaches.objects.filter(program=program)
    while_saving(
        lambda: Program.objects.select_for_update().get(pk=program.pk),
        lambda: lines.filter(skill=new).update(level=5),
        lambda: follow_in_programs(old.pk, 0, NOW),
    )
    assert (lines.get().skill, lines.get().level) == (new, 5)
