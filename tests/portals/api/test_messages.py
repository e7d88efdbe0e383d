"""Programs write to somebody an employer said yes to, answer for the person, and tell a coach that one waits."""

from collections.abc import Callable
from typing import Any

from techhire.commons.permits import Actor
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.onramps.actions.caseload import take_on
from tests.factories.matches import NOW

Call = Callable[..., Any]


def test_written_read_and_answered(
    world: Any, calls: Call, person: Actor, hiring_manager: Actor, coach: Actor, system: Actor
) -> None:
    ask_for_review(system, world.seeker, world.posting, now=NOW)
    decide(system, world.posting, world.seeker, answer="yes", now=NOW)
    take_on(coach, world.onramp, world.seeker, now=NOW)
    me, employer = calls(person), calls(hiring_manager)
    name = pseudonym_of(world.posting.pk, world.seeker.pk)
    place = f"postings/{world.posting.identifier}/people/{name}/messages"
    assert employer("GET", place).json() == []
    assert employer("POST", place, {"text": ""}).status_code == 422
    made = employer("POST", place, {"text": "Tuesday at 10?"})
    assert made.status_code == 201 and made.json()["state"] == "waiting", made.content
    assert employer("POST", place, {"text": "Friday?"}).status_code in {403, 409}
    coached = f"onramps/{world.onramp.slug}/people/{world.seeker.code}/messages"
    waiting = calls(coach)("GET", coached).json()
    assert [row["id"] for row in waiting] == [made.json()["id"]] and "text" not in waiting[0]
    mine = me("GET", "me/messages").json()
    assert [(row["text"], row["state"]) for row in mine] == [("Tuesday at 10?", "waiting")]
    answer = f"me/messages/{mine[0]['id']}/answer"
    assert me("POST", answer, {"answer": "perhaps"}).status_code == 422
    told = me("POST", answer, {"answer": "other_time", "words": "After six."})
    assert told.status_code == 200 and told.json()["state"] == "other_time", told.content
    assert employer("GET", place).json()[0]["words"] == "After six."
    assert "Dana" not in employer("GET", place).content.decode()
    assert calls(coach)("GET", coached).json() == []
    second = employer("POST", place, {"text": "At seven?"}).json()
    assert employer("DELETE", f"{place}/{second['id']}").status_code == 204
    assert employer("DELETE", f"{place}/999999").status_code == 404
    assert me("GET", "me/messages").json()[0]["state"] == "taken_back"
