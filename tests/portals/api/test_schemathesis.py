"""Every operation met with generated requests: nothing breaks, and nothing is answered that is not declared.

A short walk runs with the other tests; TECHHIRE_API_EXAMPLES=100 makes it a long one.
"""

import os
from collections.abc import Iterator
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

from techhire.config.wsgi import application
from techhire.portals.api import throttling
from techhire.portals.api.routes import api
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
GROUPS = 8
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


@pytest.fixture
def secrets(request: pytest.FixtureRequest, world: Any) -> list[str]:
    """Tokens of everybody, and none."""
    roles = ("convener", "hiring_manager", "trainer", "coach", "helper", "person")
    return [token(request.getfixturevalue(role)).secret for role in roles] + [""]


def known_ids(world: Any, path: str) -> dict[str, str]:
    """Ids of things there are, so that requests reach further than to a 404."""
    place = path.removeprefix("/api/v1/").split("/")[0]
    owner = {"providers": world.provider, "onramps": world.onramp}.get(place, world.employer)
    number = {"cohorts": world.cohort.pk}.get(place, world.program.pk)
    return {
        "identifier": str(world.posting.identifier if "fits" in path else world.draft.identifier),
        "slug": owner.slug,
        "number": str(number),
        "place": str(world.enrollment.pk),
        "code": "desk-support" if "skills" in path else world.seeker.code,
    }


@pytest.mark.parametrize("group", range(GROUPS))
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["good", "bad"])
def test_no_generated_request_breaks_or_surprises(
    world: Any, secrets: list[str], mode: GenerationMode, group: int
) -> None:
    for label in sorted(OPERATIONS)[group::GROUPS]:
        operation = OPERATIONS[label]
        if mode == GenerationMode.POSITIVE or takes_anything(operation):
            meet(operation, mode, secrets, known_ids(world, operation.path))


def takes_anything(operation: Any) -> bool:
    """Whether there is something in the request that can be wrong."""
    return bool(operation.body or operation.query or operation.path_parameters)


def meet(operation: Any, mode: GenerationMode, secrets: list[str], ids: dict[str, str]) -> None:
    """Send generated requests to one operation; what each of them changed is taken back."""
    checks = CHECKS + ([negative_data_rejection] if mode == GenerationMode.NEGATIVE else [])

    @QUIET
    @given(
        case=operation.as_strategy(generation_mode=mode), secret=st.sampled_from(secrets), real=st.booleans()
    )
    def sends(case: Any, secret: str, real: bool) -> None:
        if real and mode == GenerationMode.POSITIVE:
            case.path_parameters = {k: ids.get(k, v) for k, v in (case.path_parameters or {}).items()}
        case.headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        with transaction.atomic():
            case.validate_response(case.call(), checks=checks)
            transaction.set_rollback(True)

    sends()


def test_the_walk_notices_an_answer_that_is_not_declared(world: Any, secrets: list[str]) -> None:
    told = api.get_openapi_schema()
    for status in ("401", "404", "422"):
        del told["paths"]["/api/v1/postings/{identifier}"]["get"]["responses"][status]
    description = schemathesis.openapi.from_dict(told)
    description.app = application
    with pytest.raises(FailureGroup):
        meet(description["/api/v1/postings/{identifier}"]["GET"], GenerationMode.NEGATIVE, secrets, {})
