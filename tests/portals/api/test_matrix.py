"""Who may ask for what: every operation, asked by nobody, by somebody of each kind, and by a stranger."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.communities.models import Membership
from techhire.commons.permits import Actor
from techhire.portals.api.docs import described
from tests.cases import in_one_world
from tests.portals.api.conftest import ROLES, Caller, token

SCHEMA = described("")
OPERATIONS = [
    (method.upper(), path.removeprefix("/api/v1/"), operation)
    for path, operations in SCHEMA["paths"].items()
    for method, operation in operations.items()
]
OWN = [(method, path) for method, path, operation in OPERATIONS if {} not in operation["security"]]
BY_PREFIX = {
    "employers/": {"hiring_manager"},
    "postings/": {"hiring_manager"},
    "providers/": {"trainer"},
    "own-programs/": {"trainer"},
    "cohorts/": {"trainer"},
    "onramps/": {"coach"},
    "banks/": {"convener"},
    "items/": {"convener"},
    "issued-badges/": {"convener"},
    "own-roles/": {"convener"},
    "disputes/": {"convener"},
    "outside-credentials/": set(),
    "interviews/": set(),
}
VOUCH = {"person": "A", "skill": "desk-support", "level": 2, "at": "2026-02-01"}
SAID = {"prompt": "Which?", "choices": [{"id": "a", "text": "This"}, {"id": "b", "text": "That"}]}
QUESTION = {"kind": "single", "level": 2, "content": {"en": SAID}, "key": "a"}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "employers/{slug}/postings"): {"title": "Help desk", "text": "Answer calls from our nurses."},
    ("POST", "employers/{slug}/people-searches"): {"skills": [{"skill": "desk-support", "level": 2}]},
    ("PATCH", "postings/{identifier}"): {"openings": 7},
    ("PUT", "postings/{identifier}/requirements"): {"lines": []},
    ("PUT", "postings/{identifier}/plans/{slug}"): {"steps": []},
    ("POST", "postings/{identifier}/close"): {"reason": "mistake"},
    ("PUT", "postings/{identifier}/shortlist/{pseudonym}/decision"): {"answer": "yes"},
    ("POST", "postings/{identifier}/shortlist/{pseudonym}/feedback"): {
        "skill": "desk-support",
        "level": 3,
        "at": "2026-02-01",
    },
    ("POST", "providers/{slug}/programs"): {"name": "School"},
    ("PUT", "own-programs/{number}/teaches"): {"lines": []},
    ("POST", "own-programs/{number}/cohorts"): {"starts_on": "2026-05-01", "seats": 3},
    ("PUT", "cohorts/{number}"): {"starts_on": "2026-05-01", "seats": 3},
    ("POST", "cohorts/{number}/enrollments"): {"person": "A"},
    ("POST", "cohorts/{number}/enrollments/{place}/complete"): {"on": "2026-03-01"},
    ("POST", "providers/{slug}/vouches"): VOUCH,
    ("POST", "providers/{slug}/credentials"): VOUCH | {"title": "A+", "issuer": "CompTIA"},
    ("POST", "onramps/{slug}/vouches"): VOUCH,
    ("POST", "onramps/{slug}/credentials"): VOUCH | {"title": "A+", "issuer": "CompTIA"},
    ("POST", "onramps/{slug}/people"): {"name": "Ana", "words": "Yes"},
    ("POST", "onramps/{slug}/caseload"): {"person": "A"},
    ("POST", "own-skills/{number}/replace"): {"successor": "desk-support"},
    ("POST", "banks/{number}/items"): QUESTION,
    ("PUT", "items/{number}"): QUESTION | {"version": 1},
    ("POST", "items/{number}/send-back"): {"remark": "No"},
    ("POST", "items/{number}/pull"): {"reason": "wrong"},
    ("POST", "banks/{number}/cuts"): {"thetas": [-2, -1, 0, 1, 2], "method": "author", "panel": 1},
    ("POST", "banks/{number}/calibrations"): {"model": "1pl"},
    ("POST", "banks/{number}/calibrations/numbers"): {
        "model": "1pl",
        "n": 400,
        "items": [{"id": "q1", "a": 1.0, "b": 0.0}],
    },
    ("POST", "onramps/{slug}/people/{code}/fits/{identifier}/review"): {"words": "Yes"},
    ("PUT", "postings/{identifier}/asked/{pseudonym}/decision"): {"answer": "yes"},
    ("POST", "onramps/{slug}/test-days"): {
        "starts_at": "2026-05-02T15:00:00Z",
        "place": "Room",
        "tests": [1],
    },
    ("POST", "onramps/{slug}/test-days/{number}/people"): {"person": "A"},
    ("PUT", "onramps/{slug}/test-days/{number}"): {
        "starts_at": "2026-05-02T15:00:00Z",
        "place": "Room",
        "tests": [1],
    },
    ("POST", "onramps/{slug}/people/{code}/tasks"): {"tasks": ["calm"]},
    ("POST", "onramps/{slug}/people/{code}/claims"): {"skill": "networking", "level": 2},
    ("PUT", "onramps/{slug}/people/{code}/uses/{skill}"): {"where": "work"},
    ("POST", "onramps/{slug}/people/{code}/found"): {"found": False},
    ("POST", "onramps/{slug}/people/{code}/vouching"): {"words": "Yes"},
    ("POST", "onramps/{slug}/people/{code}/interviews"): {"guide": 1},
    ("POST", "onramps/{slug}/people/{code}/work"): {"rubric": 1},
    ("POST", "providers/{slug}/people/{code}/work"): {"rubric": 1},
    ("POST", "postings/{identifier}/people/{pseudonym}/work"): {"rubric": 1},
    ("POST", "postings/{identifier}/people/{pseudonym}/interviews"): {"guide": 1},
    ("POST", "interviews/{number}/permission"): {"agrees": True, "words": "Yes"},
    ("PUT", "interviews/{number}/rating"): {"scores": [], "version": 0},
    ("POST", "interviews/{number}/rating/give"): {"scores": [], "version": 0},
    ("POST", "disputes/{number}/answer"): {"answer": "stands"},
    ("POST", "issued-badges/{identifier}/revoke"): {"reason": "mistake"},
    ("POST", "banks/{number}/tests"): {"kind": "adaptive", "title": "Desk"},
    ("POST", "postings/{identifier}/people/{pseudonym}/live-checks"): {"skill": "networking"},
    ("POST", "postings/{identifier}/people/{pseudonym}/messages"): {"text": "Tuesday at 10?"},
    ("POST", "postings/{identifier}/live-checks"): {"skill": "networking"},
    ("POST", "onramps/{slug}/people/{code}/live-checks"): {"skill": "cabling"},
    ("POST", "onramps/{slug}/people/{code}/disputes"): {
        "evidence": 1,
        "reason": "wrong_level",
        "words": "No",
    },
    ("POST", "onramps/{slug}/people/{code}/badges"): {"skill": "cabling", "words": "Yes"},
    ("PUT", "onramps/{slug}/people/{code}/badges/{identifier}/sharing"): {
        "link": False,
        "for_employers": False,
    },
    ("POST", "onramps/{slug}/people/{code}/outside-credentials"): {
        "organization": "lead",
        "credential": "x",
        "agreed": True,
        "words": "Yes",
    },
    ("POST", "outside-credentials/{number}/accept"): {"skill": "cabling", "level": 2},
    ("POST", "outside-credentials/{number}/refuse"): {"reason": "no_skill"},
    ("POST", "onramps/{slug}/test-days/{number}/people/{place}/confirm"): {"how": "photo"},
}
"""What would be taken from somebody who may."""
OPEN_TO_MORE = {
    ("GET", "employers/{slug}/postings"),
    ("GET", "providers/{slug}/programs"),
}
"""Lists that are empty, or hold what is public, for anybody else of the community."""


@pytest.fixture
def people(request: pytest.FixtureRequest, world: Any) -> dict[str, Actor]:
    """Everybody who asks, by what they are."""
    return {role: request.getfixturevalue(role) for role in ROLES}


@pytest.fixture
def callers(people: dict[str, Actor]) -> dict[str, Caller]:
    """A program for each of them, and one without a token."""
    return {role: token(actor) for role, actor in people.items()} | {"visitor": Caller()}


@pytest.fixture
def filled(world: Any) -> Callable[[str], str]:
    """An address with ids of things that exist."""
    seats = Membership.objects.get(organization=world.employer)

    def fill(path: str) -> str:
        slug = {"providers": world.provider, "onramps": world.onramp}.get(path.split("/")[0], world.employer)
        number = {
            "own-programs": world.program,
            "cohorts": world.cohort,
            "members": seats,
            "onramps": world.day,
            "me": world.sitting,
            "banks": world.bank,
            "items": world.item,
        }
        names = {
            "slug": slug.slug,
            "identifier": world.draft.identifier,
            "number": getattr(number.get(path.split("/")[0]), "pk", 1),
            "place": world.enrollment.pk,
            "code": "desk-support" if path.startswith("me/") else world.seeker.code,
            "pseudonym": "abcdef",
            "employer": world.employer.slug,
            "key": "a",
            "skill": "desk-support",
            "report": 1,
        }
        return re.sub(r"\{(\w+)\}", lambda found: str(names[found[1]]), path)

    return fill


def test_nothing_of_ones_own_opens_without_a_token(callers: Any, filled: Callable[[str], str]) -> None:
    for method, path in OWN:
        assert callers["visitor"](method, filled(path), {}).status_code == 401, (method, path)


def test_nothing_of_ones_own_opens_with_a_public_token(people: Any, filled: Callable[[str], str]) -> None:
    caller = token(people["hiring_manager"], ("public:read",))
    for method, path in OWN:
        assert caller(method, filled(path), {}).status_code == 403, (method, path)


def test_reading_scope_writes_nothing(people: Any, filled: Callable[[str], str]) -> None:
    caller = token(people["hiring_manager"], ("own:read", "public:read"))
    for method, path in OWN:
        if method != "GET":
            response = caller(method, filled(path), {})
            assert response.status_code == 403, (method, path)
            assert "insufficient_scope" in response["WWW-Authenticate"]


@in_one_world("role", sorted(set(ROLES) - {"convener"}))
def test_what_belongs_to_an_organization_is_closed_to_everybody_else(
    role: str, callers: Any, filled: Callable[[str], str]
) -> None:
    for method, path in OWN:
        insiders = next((who for start, who in BY_PREFIX.items() if path.startswith(start)), None)
        if insiders is None or role in insiders or (method, path) in OPEN_TO_MORE:
            continue
        response = callers[role](method, filled(path), BODIES.get((method, path), {}))
        wanted = {401} if role == "stranger" else {404, 403}
        assert response.status_code in wanted, (role, method, path, response.content)


def test_the_owner_of_another_community_is_a_stranger_at_home_too(
    callers: Any, filled: Callable[[str], str]
) -> None:
    at_home = callers["stranger"].below("/c/north")
    for method, path in OWN:
        starts = tuple(BY_PREFIX)
        if path.startswith(starts):
            response = at_home(method, filled(path), BODIES.get((method, path), {}))
            assert response.status_code == 404, (method, path, response.content)


def test_a_reader_looks_and_changes_nothing(
    world: Any, filled: Callable[[str], str], request: pytest.FixtureRequest, people: Any
) -> None:
    as_member = request.getfixturevalue("as_member")
    caller = token(as_member(world.employer, "reader"))
    before = type(world.draft).objects.values().get(pk=world.draft.pk)
    for method, path in OWN:
        if path.startswith("postings/{identifier}") and "{pseudonym}" not in path:
            status = caller(method, filled(path), BODIES.get((method, path), {})).status_code
            wanted = {200} if method == "GET" else {403, 409, 422}
            assert status in wanted, (method, path, status)
    assert type(world.draft).objects.values().get(pk=world.draft.pk) == before


def test_every_operation_is_reached_at_its_address(callers: Any, filled: Callable[[str], str]) -> None:
    """Two modules that claim one address would shadow each other."""
    for method, path, _operation in OPERATIONS:
        assert callers["hiring_manager"](method, filled(path), {}).status_code != 405, (method, path)


def test_a_seat_that_ended_opens_nothing(world: Any, people: Any, filled: Callable[[str], str]) -> None:
    caller = token(people["hiring_manager"])
    assert caller("GET", f"postings/{world.draft.identifier}").status_code == 200
    Membership.objects.filter(account_id=people["hiring_manager"].account_id).update(
        ended_at="2026-03-01T00:00Z"
    )
    assert caller("GET", f"postings/{world.draft.identifier}").status_code == 404
