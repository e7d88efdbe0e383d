"""No page goes unseen: every address of the portals is opened by a journey in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.every import every

JOURNEYS = Path(__file__).parents[1] / "journeys"
NO_PAGE = {
    "layout:home": "sends everybody to the first screen of their role",
    "layout:language": "takes a choice and sends back; the menu's button is pressed in the public journey",
    "layout:brand": "a style sheet, loaded by every page",
    "layout:logo": "a picture, loaded by every page",
    "layout:health": "an answer for machines",
    "public:case_documents": "an answer for machines",
    "public:case_package": "an answer for machines",
    "public:case_item": "an answer for machines",
    "public:case_associations": "an answer for machines",
    "public:ctdl_asn_graph": "an answer for machines",
    "public:ctdl_asn_resource": "an answer for machines",
    "account:signed_on": "sends on; the journey of single sign-on comes back by it",
    "account:data": "a file; the link to it is pressed in the account journey",
    "seeker:download": "a file, like the one of the account journey",
    "seeker:media": "a picture or sound inside a question",
    "seeker:resume_file": "a file; the link to it is pressed in the journey on a phone",
    "onramp:person_resume_file": "the same file, from the coach's page",
    "public:did_document": "an answer for machines",
    "public:did_document_below": "an answer for machines",
    "public:status_list": "an answer for machines",
    "public:badge_picture": "a picture, seen on the pages of a badge",
    "public:badge_preview": "a picture that other sites show beside a link",
    "public:shared_qr": "a picture, seen on the page of a shared badge",
    "public:shared_file": "a file; the link to one is pressed in the journey of badges",
    "seeker:badge_file": "a file; the link to one is pressed in the journey of badges",
    "seeker:badge_certificate": "a file; the link to it is pressed in the journey of badges",
    "onramp:person_badge_certificate": "a file; the link to it is pressed in the journey of badges",
    "onramp:person_badge_file": "a file; the link to one is pressed in the journey of badges",
    "convener:reissue": "a part of the page of signing keys, which asks for it in the journey of badges",
    "convener:test_quality_file": "a file; the link to it is pressed in the journey about the quality of tests",
    "convener:judged_quality_file": "a file; the link to it is pressed in the journey about the quality of tests",
    "convener:import_issues": "a file; the link to it is pressed in the convener journey",
    "convener:measured_file": "a file; the link to it is pressed in the journey of the item bank",
    "convener:item_media": "a picture or sound, shown on the page of its question",
    "seeker:work_file": "a file to save",
    "seeker:work_material": "a file to save; the link to it is pressed in the journey of judged work",
    "account:judge_file": "a file to save; the link to it is pressed in the journey of judged work",
    "account:judge_material": "a file to save",
    "account:rubric_material": "a file to save",
    "account:disputed_file": "a file to save",
}
ONLY_TAKES = {
    "account:member": "a role is changed on the page of the members",
    "account:withdraw": "pressed on the page of the members",
    "account:end_token": "pressed on the page of the tokens",
    "seeker:start": "pressed on a newcomer's first screen",
    "seeker:work_autosave": "keeps a draft while somebody writes; seen to work in the journey of judged work",
    "seeker:withdraw": "pressed on the page of a skill",
    "seeker:let_vouch": "pressed on the page of who works with me",
    "seeker:outside_back": "pressed on the page of the badges",
    "seeker:end_grant": "pressed on the page of who works with me",
    "seeker:rest": "pressed below a question",
    "seeker:go_on": "pressed on the page of a break",
    "seeker:note": "sent by the script of a question",
    "seeker:join_day": "pressed on the page of the tests",
    "seeker:leave_day": "pressed on the page of the tests",
    "seeker:kiosk_leave": "pressed on a borrowed computer",
}
BY_LINK = {
    "public:home": '"/"',
    "employer:home": '"/employer/"',
    "employer:search": 'follow("Find people by skill")',
    "employer:post": '"/employer/post/"',
    "employer:posting": 'follow("Publish")',
    "employer:check": 'press("Read the ad")',
    "employer:requirements": 'follow("Go on to the skills")',
    "employer:details": 'press("Confirm these skills")',
    "employer:plan": 'follow("How people show these skills")',
    "onramp:sign_in_sheet": 'follow("A sheet to sign in on")',
    "onramp:plan": 'follow("Prepare people for this job")',
    "employer:shortlist": 'follow("Open the shortlist")',
    "employer:person": 'follow("Person"',
    "employer:feedback": 'follow("Say what you saw them do")',
    "public:could_i_result": 'press("Mostrarme tres empleos")',
    "convener:bank_new": 'follow("Open a bank of your own")',
    "convener:item_import_run": 'press("Look at the file")',
    "seeker:badge_get": 'follow("Obtenga su insignia")',
    "onramp:person_badge_get": 'follow("Ask them")',
    "account:disputed_work": 'follow("Look at the work and answer")',
    "seeker:job": 'locator("#main h3 a").first',
    "provider:new_cohort": 'follow("Announce a start")',
    "seeker:live_check": 'follow("Look at it")',
    "seeker:kiosk_tests": 'press("Open")',
    "seeker:result": "headed_by_a_level(",
    "account:members": "reverse('account:members')",
    "account:demo": 'reverse("account:demo")',
}
"""Pages that are reached by a link or a button, with the words of the journey that go there."""


def named(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """Names of the portals' own addresses, with their namespaces; those of the API and of allauth are not here."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from named(pattern.url_patterns, inner)
        elif pattern.name and space and not space.startswith(("api", "headless")):
            yield space + pattern.name


PAGES = sorted(set(named(get_resolver("techhire.config.urls").url_patterns)))


@pytest.fixture(scope="module")
def journeys() -> str:
    """What all journeys say."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(JOURNEYS.glob("test_*.py")))


@every("name", PAGES)
def test_a_journey_opens_it(name: str, journeys: str) -> None:
    if name in NO_PAGE or name in ONLY_TAKES:
        return
    if name in BY_LINK:
        assert BY_LINK[name] in journeys
    else:
        assert re.search(rf"[\"']{re.escape(name)}[\"']", journeys), f"no journey opens {name}"


@every("name", sorted({*NO_PAGE, *ONLY_TAKES, *BY_LINK}))
def test_every_exception_is_an_address_that_exists(name: str) -> None:
    assert name in PAGES
