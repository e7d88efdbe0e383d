"""Reports by programs: anybody sends one, the civic lead sees to it, the owner answers."""

from collections.abc import Callable
from typing import Any

import pytest

from techhire.commons.permits import Actor
from techhire.plays.concerns.models import Report
from techhire.plays.marketplace.models import Posting
from tests.cases import in_one_world

Call = Callable[..., Any]


def sent(world: Any, calls: Call, **said: Any) -> Any:
    body = {"wrong": "money"} | said
    return calls(None)("POST", f"jobs/{world.posting.identifier}/reports", body)


def test_anybody_reports_without_a_token_and_follows_it(world: Any, calls: Call) -> None:
    made = sent(world, calls, words="Gift cards", email="ana@example.org")
    assert made.status_code == 201, made.content
    visitor = calls(None)
    assert visitor("GET", f"reports/{made.json()['code']}").json() == {"state": "new", "outcome": ""}
    assert visitor("GET", "reports/AAAA-AAAA").status_code == 404
    assert visitor("POST", f"programs/{world.program.pk}/reports", {"wrong": "unfair"}).status_code == 201
    there = f"organizations/{world.employer.slug}/reports"
    assert visitor("POST", there, {"wrong": "unfair"}).status_code == 201
    assert visitor("POST", f"jobs/{world.draft.identifier}/reports", {"wrong": "money"}).status_code == 404


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"wrong": "evil"}, "body.wrong"),
        ({"wrong": "other"}, "body.words"),
        ({"phone": "soon"}, "body.phone"),
        ({"email": "soon"}, "body.email"),
        ({"in_portal": True}, "body.in_portal"),
        ({"name": "Ana"}, "body.name"),
    ],
)
def test_what_cannot_be_taken_is_said_field_by_field(
    world: Any, calls: Call, said: dict[str, Any], field: str
) -> None:
    answer = sent(world, calls, **said)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


def test_a_token_is_kept_with_a_report_only_on_its_word(world: Any, calls: Call, person: Actor) -> None:
    address, caller = f"jobs/{world.posting.identifier}/reports", calls(person)
    assert caller("POST", address, {"wrong": "unfair"}).status_code == 201
    assert caller("POST", address, {"wrong": "unfair", "in_portal": True}).status_code == 201
    assert sorted(Report.objects.values_list("account_id", flat=True), key=bool) == [None, person.account_id]


def test_one_address_is_slowed_down(world: Any, calls: Call) -> None:
    for wrong, most in (("unfair", 5), ("money", 10)):
        codes = [sent(world, calls, wrong=wrong).status_code for _unused in range(most + 1)]
        assert codes == [201] * most + [429]


def test_the_civic_lead_sees_to_it(world: Any, calls: Call, convener: Actor, hiring_manager: Actor) -> None:
    sent(world, calls, words="Gift cards", email="ana@example.org")
    lead, owner = calls(convener), calls(hiring_manager)
    (row,) = lead("GET", "community/concerns").json()["items"]
    assert (row["thing"], row["name"], row["is_held"]) == ("job", world.posting.title, False)
    place = f"community/concerns/{row['id']}"
    (report,) = lead("GET", f"{place}/reports").json()["items"]
    assert (report["words"], report["email"]) == ("Gift cards", "ana@example.org")
    assert owner("GET", "me/notices").json()["items"] == []
    assert lead("POST", f"{place}/read").json()["state"] == "read"
    assert lead("POST", f"{place}/hold", {"to_owner": "Please explain."}).json()["is_held"] is True
    assert calls(None)("GET", f"jobs/{world.posting.identifier}").status_code == 404
    (notice,) = owner("GET", "me/notices").json()["items"]
    assert notice["to_owner"] == "Please explain." and "Gift" not in str(notice) and "ana@" not in str(notice)
    answered = owner("PUT", f"me/notices/{row['id']}/answer", {"words": "We never do."})
    assert answered.json()["answer"] == "We never do."
    assert lead("POST", f"{place}/release").json()["is_held"] is False
    assert lead("POST", f"{place}/reports/{report['id']}/tell").status_code == 409
    assert lead("POST", f"{place}/close", {"outcome": "taken_down"}).json()["outcome"] == "taken_down"
    assert lead("POST", f"{place}/reports/{report['id']}/tell").json()["told_at"]
    assert lead("GET", "community/concerns").json()["items"] == []
    assert len(lead("GET", "community/concerns?closed=true").json()["items"]) == 1
    assert Posting.objects.get(pk=world.posting.pk).state == "closed"


@in_one_world("role", ["person", "coach", "trainer", "hiring_manager", "helper", "rival"])
def test_it_is_closed_to_everybody_else(
    role: str, world: Any, calls: Call, request: pytest.FixtureRequest
) -> None:
    sent(world, calls)
    caller = calls(request.getfixturevalue(role))
    number = Report.objects.get().concern_id
    assert caller("GET", "community/concerns").json()["items"] == []
    for path, body in (("hold", {}), ("close", {"outcome": "corrected"}), ("read", None), ("release", None)):
        assert caller("POST", f"community/concerns/{number}/{path}", body).status_code == 404
    assert caller("GET", f"community/concerns/{number}/reports").status_code == 404
    assert caller("PUT", f"me/notices/{number}/answer", {"words": "Hello"}).status_code == 404
