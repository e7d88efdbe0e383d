"""What anybody's program may read."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories.communities import OrganizationFactory
from tests.factories.matches import a_posting, a_skill

PUBLIC = [
    "community",
    "organizations",
    "skills",
    "skills?q=desk",
    "skills/desk-support",
    "roles",
    "everyday-tasks",
    "jobs",
    "programs",
    "openapi.json",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_what_is_public_needs_no_token(world: Any, calls: Callable[..., Any], path: str) -> None:
    response = calls(None)("GET", path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/json")


def test_the_community_says_how_many_people_in_words(world: Any, calls: Callable[..., Any]) -> None:
    said = calls(None)("GET", "community").json()
    assert said["name"] == "River City TechHire"
    assert said["people_found"] == {"value": None, "words": "fewer than 10"}


def test_a_job_says_what_it_asks_for(world: Any, calls: Callable[..., Any]) -> None:
    said = calls(None)("GET", f"jobs/{world.posting.identifier}").json()
    assert said["employer"]["slug"] == world.employer.slug
    assert [(line["skill"]["code"], line["level"]) for line in said["asks"]] == [("desk-support", 2)]


def test_a_draft_is_no_job(world: Any, calls: Callable[..., Any], hiring_manager: Any) -> None:
    for caller in (calls(None), calls(hiring_manager)):
        assert caller("GET", f"jobs/{world.draft.identifier}").status_code == 404


def test_an_organization_tells_its_public_facts_only(world: Any, calls: Callable[..., Any]) -> None:
    said = calls(None)("GET", f"organizations/{world.employer.slug}").json()
    assert said["kinds"] == ["employer"]
    assert not {"naics", "size", "state", "zip_code"} & set(said)


def test_a_program_says_its_next_start(world: Any, calls: Callable[..., Any]) -> None:
    rows = calls(None)("GET", "programs").json()["items"]
    assert [(row["name"], row["next_start"]) for row in rows] == [("Network school", "2026-03-11")]
    one = calls(None)("GET", f"programs/{world.program.pk}").json()
    assert one["teaches"][0]["skill"]["code"] == "networking"


def test_could_i_answers_with_a_job(world: Any, calls: Callable[..., Any]) -> None:
    said = calls(None)("POST", "could-i", {"tasks": ["i-calm-down-angry-customers"]}).json()
    assert [row["job"]["title"] for row in said["jobs"]] == [world.posting.title]
    assert said["jobs"][0]["has"] == 1
    assert said["jobs_considered"] == 1


def test_a_text_is_read_into_skills_with_their_places(world: Any, calls: Callable[..., Any]) -> None:
    text = "You must have experience with desk support in an office."
    response = calls(None)("POST", "extract", {"text": text})
    assert response.status_code == 200, response.content
    rows = response.json()["skills"] + response.json()["set_aside"]
    assert [row["skill"]["code"] for row in rows] == ["desk-support"]
    assert text[rows[0]["start"] : rows[0]["end"]].lower() == "desk support"


def test_an_ad_is_checked_with_rounded_numbers(world: Any, calls: Callable[..., Any]) -> None:
    ad = "Requirements: desk support experience required. Bachelor's degree required."
    said = calls(None)("POST", "check-ad", {"text": ad}).json()
    assert [row["skill"]["code"] for row in said["skills"]] == ["desk-support"]
    assert said["fit"] == {"value": None, "words": "fewer than 10"}
    assert said["findings"]


def test_an_answer_comes_in_the_language_of_the_request(world: Any, calls: Callable[..., Any]) -> None:
    assert calls(None)("GET", "community", HTTP_ACCEPT_LANGUAGE="es")["Content-Language"] == "es"


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_pages_walk_every_job_once(world: Any, calls: Callable[..., Any], limit: int) -> None:
    skill = a_skill("Printing")
    made = [a_posting(world.employer, {skill: 1}) for _unused in range(6)]
    wanted = {str(posting.identifier) for posting in (*made, world.posting)}
    assert sorted(walk(calls(None), "jobs", limit)) == sorted(wanted)


@pytest.mark.parametrize(("path", "key"), [("skills", "code"), ("everyday-tasks", "slug")])
def test_pages_walk_every_row_of_other_lists_once(
    world: Any, calls: Callable[..., Any], path: str, key: str
) -> None:
    for number in range(7):
        a_skill(f"Skill {number}")
    seen = walk(calls(None), path, 2, key)
    assert len(seen) == len(set(seen)) >= 1
    assert sorted(seen) == sorted(walk(calls(None), path, 100, key))


def test_a_long_name_in_another_script_fits_into_a_cursor(world: Any, calls: Callable[..., Any]) -> None:
    for number in range(3):
        OrganizationFactory(community=world.community, name="名" * 158 + str(number))
    seen = walk(calls(None), "organizations", 1, "slug")
    assert len(seen) == len(set(seen)) == 6


def walk(caller: Any, path: str, limit: int, key: str = "identifier") -> list[str]:
    """The keys of every row, page after page."""
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = caller("GET", f"{path}?limit={limit}&cursor={cursor}").json()
        assert len(page["items"]) <= limit
        seen += [row[key] for row in page["items"]]
        cursor = page["next"]
    return seen


def test_a_cursor_of_another_list_is_refused(world: Any, calls: Callable[..., Any]) -> None:
    a_posting(world.employer, {})
    cursor = calls(None)("GET", "jobs?limit=1").json()["next"]
    assert calls(None)("GET", f"skills?cursor={cursor}").status_code == 422
    assert calls(None)("GET", f"jobs?cursor={cursor[:-2]}").status_code == 422


def test_a_list_takes_few_questions_to_the_database(
    world: Any, calls: Callable[..., Any], django_assert_max_num_queries: Any
) -> None:
    for _unused in range(12):
        a_posting(world.employer, {})
    caller = calls(None)
    with django_assert_max_num_queries(4):
        assert len(caller("GET", "jobs?limit=100").json()["items"]) == 13


def test_an_employer_tells_who_it_is_and_what_is_open(world: Any, calls: Callable[..., Any]) -> None:
    place = f"employers/{world.employer.slug}"
    said = calls(None)("GET", place).json()
    assert (said["name"], said["kinds"], said["open_jobs"]) == (world.employer.name, ["employer"], 1)
    assert not {"naics", "size", "state", "zip_code"} & set(said)
    jobs = [a_posting(world.employer, {world.evidence.skill: 2}) for _unused in range(2)]
    first = calls(None)("GET", f"{place}/jobs?limit=2").json()
    rest = calls(None)("GET", f"{place}/jobs?limit=2&cursor={first['next']}").json()
    shown = [row["identifier"] for row in first["items"] + rest["items"]]
    assert shown == [str(job.identifier) for job in (*jobs[::-1], world.posting)] and rest["next"] is None


@pytest.mark.parametrize("who", ["nobody", "hiring_manager", "rival", "coach", "convener", "person"])
def test_who_has_had_no_job_in_public_or_is_away_is_no_employer_for_anybody(
    world: Any, calls: Callable[..., Any], who: str, request: pytest.FixtureRequest
) -> None:
    caller = calls(None if who == "nobody" else request.getfixturevalue(who))
    new = OrganizationFactory(community=world.community)
    place = f"employers/{world.employer.slug}"
    assert caller("GET", place).status_code == caller("GET", f"{place}/jobs").status_code == 200
    world.employer.state = "paused"
    world.employer.save()
    for slug in (new.slug, world.employer.slug, world.provider.slug):
        assert caller("GET", f"employers/{slug}").status_code == 404
        assert caller("GET", f"employers/{slug}/jobs").status_code == 404
