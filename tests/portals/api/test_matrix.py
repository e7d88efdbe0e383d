"""Who may ask for what: every operation, asked by nobody, by somebody of each kind, and by a stranger."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from techhire.commons.communities.models import Community, Membership
from techhire.commons.communities.queries import actor_for
from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting
from techhire.portals.api.docs import described
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.people import AccountFactory
from tests.factories.seekers import seeker_behind
from tests.portals.api.addresses import Things
from tests.portals.api.bodies import BODIES
from tests.portals.api.conftest import ROLES, Caller, token
from tests.portals.api.things import things_in

SCHEMA = described("")
OPERATIONS = [
    (method.upper(), path.removeprefix("/api/v1/"), operation)
    for path, operations in SCHEMA["paths"].items()
    for method, operation in operations.items()
]
OWN = [(method, path) for method, path, operation in OPERATIONS if {} not in operation["security"]]
INSIDERS = {
    "banks": {"convener"},
    "cohorts/": {"trainer"},
    "community/": {"convener"},
    "corrections/": {"trainer", "convener"},
    "employers/": {"hiring_manager", "owner"},
    "holds": {"convener"},
    "imports/": {"convener"},
    "interviews/": {"hiring_manager", "owner"},
    "interviews/{number}/finish": {"coach"},
    "interviews/{number}/permission": {"coach"},
    "issued-badges/": {"convener"},
    "items/": {"convener"},
    "me/": {"person"},
    "me/judgments/": {"neighbor"},
    "me/notices/": {"hiring_manager", "owner"},
    "members/": {"owner", "convener"},
    "onramps/": {"coach"},
    "organizations/": {"hiring_manager", "owner", "convener"},
    "organizations/{slug}/vouch-record": {"hiring_manager", "owner"},
    "organizations/{slug}/vouches": {"hiring_manager", "owner"},
    "organizations/{slug}/vouches/": {"trainer"},
    "outside-credentials/": {"convener"},
    "own-programs/": {"trainer"},
    "own-roles": {"convener"},
    "own-skills": {"coach", "convener", "helper", "hiring_manager", "neighbor", "owner", "rival", "trainer"},
    "own-skills/": {"convener"},
    "partners": {"convener"},
    "postings/": {"hiring_manager", "owner"},
    "providers/": {"trainer"},
    "quality/": {"convener"},
    "rubrics/": {"coach", "convener"},
    "trusted-issuers": {"convener"},
}
"""Who may ask, by the longest beginning of the address: everybody else finds nothing there."""
OPEN_TO_ALL = {
    ("GET", "banks"),
    ("GET", "community/concerns"),
    ("GET", "corrections"),
    ("GET", "employers/{slug}/postings"),
    ("GET", "imports"),
    ("GET", "issued-badges"),
    ("GET", "me"),
    ("GET", "me/judgments"),
    ("GET", "me/memberships"),
    ("GET", "me/notices"),
    ("POST", "me/record"),
    ("GET", "outside-credentials"),
    ("GET", "own-roles"),
    ("GET", "own-skills"),
    ("GET", "own-skills/{number}/ties"),
    ("GET", "partners"),
    ("GET", "providers/{slug}/programs"),
    ("GET", "quality"),
    ("GET", "quality/judged"),
    ("GET", "rubrics"),
    ("GET", "rubrics/{number}"),
}
"""What answers anybody of the community: lists of what is public or their own, empty for most."""
BEYOND_THE_RULE = {
    ("POST", "banks/{number}/calibrations"): (422,),  # It takes the answers of thirty people.
}
"""Where the insider of this world is let in and then told that something else is missing."""


@pytest.fixture
def people(request: pytest.FixtureRequest, world: Any, as_member: Callable[..., Actor]) -> dict[str, Actor]:
    """Everybody who asks, by what they are; the neighbor does what the partners do, elsewhere in the community."""
    kinds = ["provider", "onramp"]
    next_door = OrganizationFactory(community=world.community, kinds=kinds)
    more = {"owner": as_member(world.employer, "owner"), "neighbor": as_member(next_door, "owner")}
    return {role: request.getfixturevalue(role) for role in ROLES} | more


@pytest.fixture
def callers(people: dict[str, Actor]) -> dict[str, Caller]:
    """A program for each of them, and one without a token."""
    return {role: token(actor) for role, actor in people.items()} | {"visitor": Caller()}


@pytest.fixture
def things(world: Any, people: dict[str, Actor]) -> Things:
    """What addresses name, and the bodies that name it."""
    return things_in(world, people)


def insiders(method: str, path: str) -> set[str]:
    """The roles that may, by the closest beginning of the address."""
    starts = [start for start in INSIDERS if path.startswith(start)]
    return INSIDERS[max(starts, key=len)] if starts else set()


def test_every_operation_says_whom_it_is_for() -> None:
    """None is left out of the matrix, and the lists name no operation that is gone."""
    assert not [one for one in OWN if one not in OPEN_TO_ALL and not insiders(*one)]
    assert set(OWN) >= OPEN_TO_ALL | set(BEYOND_THE_RULE) | set(BODIES)
    assert all(any(path.startswith(start) for _method, path in OWN) for start in INSIDERS)


def test_whoever_may_gets_what_is_there(callers: Any, things: Things) -> None:
    """Without this, an address of nothing would look as closed to outsiders as one they are kept from."""
    closed = []
    for method, path in OWN:
        roles = {"helper"} if (method, path) in OPEN_TO_ALL else insiders(method, path)
        answers = {}
        for role in sorted(roles):
            with undone():
                answers[role] = things.ask(callers[role], method, path).status_code
            if answers[role] in BEYOND_THE_RULE.get((method, path), (200, 201, 204)):
                break
        else:
            closed.append((method, path, answers))
    assert not closed


@contextmanager
def undone() -> Iterator[None]:
    """What a request writes is gone for the next one."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_nothing_of_ones_own_opens_without_a_token(callers: Any, things: Things) -> None:
    for method, path in OWN:
        assert things.ask(callers["visitor"], method, path).status_code == 401, (method, path)


def test_nothing_of_ones_own_opens_with_a_public_token(people: Any, things: Things) -> None:
    caller = token(people["hiring_manager"], ("public:read",))
    for method, path in OWN:
        assert things.ask(caller, method, path).status_code == 403, (method, path)


def test_reading_scope_writes_nothing(people: Any, things: Things) -> None:
    caller = token(people["hiring_manager"], ("own:read", "public:read"))
    for method, path in OWN:
        if method != "GET":
            response = things.ask(caller, method, path)
            assert response.status_code == 403, (method, path)
            assert "insufficient_scope" in response["WWW-Authenticate"]


@in_one_world("role", [*ROLES, "neighbor"])
def test_what_belongs_to_somebody_is_closed_to_everybody_else(
    role: str, callers: Any, things: Things
) -> None:
    wanted = {401} if role == "stranger" else {403, 404}
    opened = []
    for method, path in OWN:
        if (method, path) not in OPEN_TO_ALL and role not in insiders(method, path):
            status = things.ask(callers[role], method, path).status_code
            if status not in wanted:
                opened.append((method, path, status))
    assert not opened


def test_what_is_one_persons_is_closed_to_another(community: Community, things: Things) -> None:
    """Somebody with a record of their own, whom the matrix above would turn away for having none."""
    other = actor_for(AccountFactory(), community)
    seeker_behind(other, "Rosa Quill")
    caller, opened = token(other), []
    for method, path in OWN:
        if path.startswith("me/") and ("{number}" in path or "badges/{" in path):
            status = things.ask(caller, method, path).status_code
            if status not in {403, 404}:
                opened.append((method, path, status))
    assert not opened


def test_the_owner_of_another_community_is_a_stranger_at_home_too(callers: Any, things: Things) -> None:
    at_home = callers["stranger"].below("/c/north")
    for method, path in OWN:
        if "{" in path:
            response = things.ask(at_home, method, path)
            assert response.status_code == 404, (method, path, response.content)


def test_a_reader_looks_and_changes_nothing(
    world: Any, things: Things, as_member: Callable[..., Actor]
) -> None:
    caller = token(as_member(world.employer, "reader"))
    before = list(Posting.objects.order_by("pk").values())
    odd = []
    for method, path in OWN:
        if path.startswith("postings/{identifier}"):
            looks = method == "GET" and not path.endswith("/feedback")
            status = things.ask(caller, method, path).status_code
            if status != (200 if looks else 403):
                odd.append((method, path, status))
    assert not odd
    assert list(Posting.objects.order_by("pk").values()) == before


def test_every_operation_is_reached_at_its_address(callers: Any, things: Things) -> None:
    """Two modules that claim one address would shadow each other."""
    for method, path, _operation in OPERATIONS:
        assert things.ask(callers["visitor"], method, path).status_code != 405, (method, path)


def test_a_seat_that_ended_opens_nothing(world: Any, people: Any) -> None:
    caller = token(people["hiring_manager"])
    assert caller("GET", f"postings/{world.draft.identifier}").status_code == 200
    Membership.objects.filter(account_id=people["hiring_manager"].account_id).update(
        ended_at="2026-03-01T00:00Z"
    )
    assert caller("GET", f"postings/{world.draft.identifier}").status_code == 404
