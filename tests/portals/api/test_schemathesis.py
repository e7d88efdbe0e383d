"""Every operation met with generated requests: nothing breaks, and nothing is answered that is not declared.

A short walk runs with the other tests; TECHHIRE_API_EXAMPLES=100 makes it a long one.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from techhire.commons.communities.actions import invite_member
from techhire.commons.communities.models import Membership
from techhire.commons.skills.actions.life_cycle import propose_skill
from techhire.commons.skills.actions.role_life import propose_role
from techhire.commons.skills.models import ImportRun, Occupation, RoleProfile
from techhire.config.wsgi import application
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.onramps.actions.caseload import take_on
from techhire.plays.seekers.models import Grant
from techhire.portals.api import throttling
from techhire.portals.api.openapi import written
from techhire.portals.api.routes import api
from tests.factories.matches import NOW
from tests.portals.api.conftest import token

EXAMPLES = int(os.environ.get("TECHHIRE_API_EXAMPLES", "2"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
DESCRIPTION = schemathesis.openapi.from_dict(api.get_openapi_schema())
DESCRIPTION.app = application
OPERATIONS = {one.ok().label: one.ok() for one in DESCRIPTION.get_all_operations()}
GROUPS = 2
QUIET = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server and the test share the connection, and nobody is slowed down."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    for door in (throttling.pace, throttling.reading):
        monkeypatch.setattr(door, "with_token", 10**9)
        monkeypatch.setattr(door, "without", 10**9)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@dataclass
class Ground:
    """A token of everybody, by what they are, and ids of things there are to ask for."""

    secrets: dict[str, str]
    ids: dict[str, dict[str, str]]
    said: dict[str, str]

    def insider(self, path: str) -> str:
        """The token that gets furthest at this address."""
        return self.secrets[INSIDERS.get(place_of(path), "owner")]

    def ids_at(self, path: str) -> dict[str, str]:
        """Ids that exist at this address."""
        place = place_of(path)
        named = {"code": "desk-support"} if "skills" in path else {}
        return self.ids["*"] | self.ids.get(place, {}) | named

    def known(self, body: Any) -> Any:
        """The same body, naming skills, people and organizations there are."""
        if isinstance(body, dict):
            return {key: self.said.get(key, self.known(value)) for key, value in body.items()}
        return [self.known(one) for one in body] if isinstance(body, list) else body


INSIDERS = {
    "me": "person",
    "providers": "trainer",
    "own-programs": "trainer",
    "cohorts": "trainer",
    "onramps": "coach",
    "imports": "convener",
    "own-skills": "convener",
    "own-roles": "convener",
    "banks": "convener",
    "items": "convener",
    "partners": "convener",
    "disputes": "convener",
    "issued-badges": "convener",
    "interviews": "coach",
    "rubrics": "coach",
}


def place_of(path: str) -> str:
    """What an address is about: its first part."""
    return path.removeprefix("/api/v1/").split("/")[0]


@pytest.fixture
def ground(request: pytest.FixtureRequest, world: Any, as_member: Any) -> Ground:
    """The small community with something of everything an operation can be asked for."""
    actors = {role: request.getfixturevalue(role) for role in ("convener", "trainer", "coach", "person")}
    owner = actors["owner"] = as_member(world.employer, "owner")
    take_on(actors["coach"], world.onramp, world.seeker, now=NOW)
    run = ImportRun.objects.create(kind="soc", file_name="a.csv", path="a.csv", started_at=NOW)
    shared = RoleProfile.objects.create(slug="help-desk", name="Help desk", about="Helps.")
    role = propose_role(actors["convener"], copied_from=shared, now=NOW)
    Occupation.objects.create(scheme="soc2018", code="15-1232", title="Computer user support specialists")
    words = {"name": "Label printers", "definition": "Keeps them going.", "kind": "tool"}
    skill = propose_skill(actors["convener"], now=NOW, **words)
    invitation = invite_member(owner, world.employer, email="new@example.org", role="reader", now=NOW)
    shown = show_shortlist(owner, world.posting, now=NOW).rows[0].pseudonym
    seat = Membership.objects.get(account_id=owner.account_id)
    grant = Grant.objects.get(seeker=world.seeker, purpose="training")
    return Ground(
        secrets={role: token(actor).secret for role, actor in actors.items()},
        ids={
            "*": {
                "identifier": str(world.posting.identifier),
                "slug": world.employer.slug,
                "number": str(world.program.pk),
                "place": str(world.enrollment.pk),
                "code": world.seeker.code,
                "pseudonym": shown,
            },
            "me": {"number": str(grant.pk)},
            "providers": {"slug": world.provider.slug},
            "onramps": {"slug": world.onramp.slug},
            "cohorts": {"number": str(world.cohort.pk)},
            "imports": {"number": str(run.pk)},
            "own-skills": {"number": str(skill.pk)},
            "own-roles": {"number": str(role.pk)},
            "organizations": {"number": str(invitation.pk)},
            "members": {"number": str(seat.pk)},
            "banks": {"number": str(world.bank.pk)},
            "items": {"number": str(world.item.pk)},
            "roles": {"slug": "help-desk"},
            "occupations": {"code": "15-1232"},
        },
        said={"skill": "desk-support", "person": world.seeker.code, "organization": world.onramp.slug},
    )


@pytest.mark.parametrize("group", range(GROUPS))
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["good", "bad"])
def test_no_generated_request_breaks_or_surprises(ground: Ground, mode: GenerationMode, group: int) -> None:
    for label in sorted(OPERATIONS)[group::GROUPS]:
        operation = OPERATIONS[label]
        if mode == GenerationMode.POSITIVE or takes_anything(operation):
            meet(operation, mode, ground)


def takes_anything(operation: Any) -> bool:
    """Whether there is something in the request that can be wrong."""
    return bool(operation.body or operation.query or operation.path_parameters)


def meet(operation: Any, mode: GenerationMode, ground: Ground) -> None:
    """Send generated requests to one operation; what each of them changed is taken back."""
    checks = CHECKS + ([negative_data_rejection] if mode == GenerationMode.NEGATIVE else [])
    good = mode == GenerationMode.POSITIVE
    insider, ids = ground.insider(operation.path), ground.ids_at(operation.path)
    anybody = st.sampled_from([insider, insider, insider, *ground.secrets.values(), ""])

    @QUIET
    @given(case=operation.as_strategy(generation_mode=mode), secret=anybody, made_up=st.integers(0, 4))
    def sends(case: Any, secret: str, made_up: int) -> None:
        if good and made_up < 4:
            case.path_parameters = {k: ids.get(k, v) for k, v in (case.path_parameters or {}).items()}
            case.body = ground.known(case.body)
        case.headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        with transaction.atomic():
            case.validate_response(case.call(), checks=checks)
            transaction.set_rollback(True)

    sends()


def test_the_walk_notices_an_answer_that_is_not_declared(ground: Ground) -> None:
    told = json.loads(written())
    for status in ("401", "404", "422"):
        del told["paths"]["/api/v1/postings/{identifier}"]["get"]["responses"][status]
    description = schemathesis.openapi.from_dict(told)
    description.app = application
    with pytest.raises(FailureGroup):
        meet(description["/api/v1/postings/{identifier}"]["GET"], GenerationMode.NEGATIVE, ground)
