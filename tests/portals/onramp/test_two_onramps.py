"""A coach who works for two onramps stays with the one they chose, whichever form of the portal they send."""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.plays.assessments.models import Assessment, TestDay
from techhire.plays.credentials.models import Credential
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.actions.messages import send_message
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.models import Message
from techhire.plays.onramps.actions.caseload import vouch
from techhire.plays.seekers.models import Consent, Evidence, Experience, Seeker
from techhire.portals.onramp.urls import urlpatterns
from tests.factories.assessments import a_bank, a_test, a_test_day, checked_in
from tests.factories.communities import OrganizationFactory
from tests.factories.credentials import earned
from tests.factories.judging import a_rubric
from tests.factories.matches import NOW, a_person, a_posting, a_skill, a_task, claims
from tests.factories.onramps import on_caseload
from tests.factories.providers import lets_in
from tests.factories.seekers import piece

YES = "Yes, that is fine with me."
Sent = tuple[list[Any], dict[str, Any]]
READ_ONLY = {
    "people",
    "paper",
    "sign_in_sheet",
    "person_resume",
    "person_resume_file",
    "person_badges",
    "person_badge_certificate",
    "person_badge_file",
    "person_jobs",
    "test_days",
    "test_day_sign_in",
}
"""Pages without a form; a test below asks each."""


@dataclass(frozen=True)
class Desk:
    """The coach's browser, the onramp they chose of their two, and Ana, who is on its list alone."""

    client: Client
    coach: Actor
    chosen: Organization
    ana: Seeker
    employer: Organization

    def send(self, name: str, args: list[Any], data: dict[str, Any]) -> Any:
        more = {key: data.pop(key) for key in list(data) if key.startswith("?")}
        query = "".join(f"&{key[1:]}={value}" for key, value in more.items())
        address = reverse(f"onramp:{name}", args=args) + f"?organization={self.chosen.pk}{query}"
        return self.client.post(address, data)


@pytest.fixture
def desk(
    browser: Callable[[Actor], Client],
    coach: Actor,
    onramp: Organization,
    employer: Organization,
    as_member: Callable[..., Actor],
) -> Desk:
    second = OrganizationFactory(community=onramp.community, name="Zenith", kinds=["onramp"])
    both = as_member(second, account=Account.objects.get(pk=coach.account_id))
    ana = on_caseload(second, name="Ana Ruiz", is_adult=True).seeker
    return Desk(browser(both), both, second, ana, employer)


def home(desk: Desk) -> Iterator[Sent]:
    waits = a_person(desk.chosen.community, name="Bo Diaz")
    lets_in(waits, desk.chosen, "coaching")
    yield [], {"person": waits.code}
    yield [], {"person": waits.code}


def vouches(desk: Desk) -> Iterator[Sent]:
    row = piece(desk.ana, a_skill("Linux"), "vouch", 4, organization=desk.chosen)
    yield [], {"vouch": row.pk, "answer": "made up"}


def plan(desk: Desk) -> Iterator[Sent]:
    posting = a_posting(desk.employer, {a_skill("Linux"): 2})
    yield [posting.identifier], {"version": 0}


def enter_person(desk: Desk) -> Iterator[Sent]:
    yield [], {"name": "Bo Diaz", "language": "es", "scope": ["record"], "words": YES}


def person(desk: Desk) -> Iterator[Sent]:
    desk.send("person_vouching", [desk.ana.code], {"let": 1, "words": YES})
    yield [desk.ana.code], {"confirm": Consent.objects.get(purpose="vouching").pk}
    told = {"skill_id": a_skill("Linux").pk, "level": 3, "at": NOW.date(), "now": NOW}
    vouch(desk.coach, desk.chosen, desk.ana, **told)
    yield [desk.ana.code], {"withdraw": Evidence.objects.get().pk}
    yield [desk.ana.code], {"release": 1}


def person_profile(desk: Desk) -> Iterator[Sent]:
    told: dict[str, Any] = {"name": "Ana", "is_adult": "yes", "zip_code": "64106", "travel_mode": "transit"}
    told |= {"travel_minutes": 45, "schedule": ["days"], "pay_floor": "18.50", "authorized": "yes"}
    yield (
        [desk.ana.code],
        told | {"needs_sponsorship": "no", "has_degree": "not_said", "version": desk.ana.version},
    )


def person_reach(desk: Desk) -> Iterator[Sent]:
    yield [desk.ana.code], {"phone": "", "email": "ana@example.org"}


def person_messages(desk: Desk) -> Iterator[Sent]:
    system, posting = Actor.system(desk.chosen.community_id), a_posting(desk.employer, {a_skill("Linux"): 2})
    claims(desk.ana, a_skill("Networks"), 2)
    ask_for_review(system, desk.ana, posting, now=NOW)
    decide(system, posting, desk.ana, answer="yes", now=NOW)
    send_message(system, posting, desk.ana, text="Tuesday at 10?", now=NOW)
    yield [desk.ana.code], {"message": Message.objects.get().pk, "answer": "yes"}


def person_tasks(desk: Desk) -> Iterator[Sent]:
    yield [desk.ana.code], {"task": [a_task("Answer the phone", {a_skill("Linux"): 2}).pk]}


def person_experiences(desk: Desk) -> Iterator[Sent]:
    yield [desk.ana.code], {"kind": "paid"}


def began(desk: Desk) -> Experience:
    desk.send("person_experiences", [desk.ana.code], {"kind": "paid"})
    return Experience.objects.get()


def person_experience(desk: Desk) -> Iterator[Sent]:
    yield [desk.ana.code, began(desk).pk], {"remove": 1}


def person_experience_step(desk: Desk) -> Iterator[Sent]:
    a_skill("Excel")
    told = began(desk)
    yield [desk.ana.code, told.pk, "tools"], {"tools": "Microsoft Excel", "version": told.version}


def person_experience_skill(desk: Desk) -> Iterator[Sent]:
    [(args, data)] = person_experience_step(desk)
    desk.send("person_experience_step", args, data)
    told = Experience.objects.get()
    yield [desk.ana.code, told.pk, told.skills.get().pk], {"level": "2"}


def person_skill(desk: Desk) -> Iterator[Sent]:
    given = {"?skill": a_skill("Linux").pk, "level": 3, "on": "2026-02-20", "source": "told"}
    yield [desk.ana.code], given


def person_used(desk: Desk) -> Iterator[Sent]:
    skill = a_skill("Linux")
    claims(desk.ana, skill, 2)
    yield [desk.ana.code, skill.code], {"where": "work", "until": "still"}


def person_credential(desk: Desk) -> Iterator[Sent]:
    told = {"title": "Local badge", "issuer": "Harbor Guild", "level": "3", "on": "2026-01-20"}
    yield [desk.ana.code], told | {"?other": 1, "?skill": a_skill("Linux").pk}


def person_badge_get(desk: Desk) -> Iterator[Sent]:
    skill = a_skill("Linux")
    earned(desk.ana, skill)
    yield [desk.ana.code, skill.code], {"words": YES}


def person_badge(desk: Desk) -> Iterator[Sent]:
    [(args, data)] = person_badge_get(desk)
    desk.send("person_badge_get", args, data)
    badge = Credential.objects.get().identifier
    yield [desk.ana.code, badge], {"do": "show", "words": YES}
    yield [desk.ana.code, badge], {"do": "give_up"}


def person_found(desk: Desk) -> Iterator[Sent]:
    [(args, data)] = person_profile(desk)
    desk.send("person_profile", args, data)
    claims(desk.ana, a_skill("Linux"), 2)
    yield [desk.ana.code], {"on": 1, "words": YES}
    yield [desk.ana.code], {"hide": 1, "employer": desk.employer.pk}
    yield [desk.ana.code], {"show": desk.employer.pk}
    yield [desk.ana.code], {"off": 1}


def person_behind(desk: Desk) -> Iterator[Sent]:
    yield [desk.ana.code], {"withdraw": piece(desk.ana, a_skill("Linux")).pk}


def person_correction(desk: Desk) -> Iterator[Sent]:
    row = piece(desk.ana, a_skill("Linux"), "completion", organization=desk.chosen)
    yield [desk.ana.code, row.pk], {"reason": "wrong_level", "words": YES}


def person_vouching(desk: Desk) -> Iterator[Sent]:
    yield [desk.ana.code], {"let": 1, "words": YES}
    told = {"skill_id": a_skill("Linux").pk, "level": 3, "at": NOW.date(), "now": NOW}
    vouch(desk.coach, desk.chosen, desk.ana, **told)
    yield [desk.ana.code], {"no": f"vouch-{Evidence.objects.get().pk}"}


def person_card(desk: Desk) -> Iterator[Sent]:
    yield [desk.ana.code], {}


def person_work(desk: Desk) -> Iterator[Sent]:
    guide = a_rubric(desk.chosen, kind="interview", task="", task_es="")
    yield [desk.ana.code], {"offer": a_rubric(desk.chosen, a_skill("Linux")).pk}
    yield [desk.ana.code], {"guide": guide.pk}


def person_tests(desk: Desk) -> Iterator[Sent]:
    yield [desk.ana.code], {"time": 1, "extra_time": "2", "breaks": "0"}
    yield [desk.ana.code], {"ask": 1, "test": "0"}


def a_private_test(desk: Desk) -> Assessment:
    return a_test(a_bank(desk.chosen.community, a_skill("Networking")), title="Networking", seconds=1800)


def planned(test: Assessment) -> dict[str, Any]:
    tomorrow = (timezone.now() + timedelta(days=1)).date()
    said = {"starts_on": tomorrow.isoformat(), "starts_at": "10:00", "place": "Room 12", "seats": "3"}
    return said | {"assessments": [str(test.pk)]}


def a_day(desk: Desk) -> TestDay:
    return a_test_day(desk.chosen, a_private_test(desk), starts_at=timezone.now())


def plan_test_day(desk: Desk) -> Iterator[Sent]:
    yield [], planned(a_private_test(desk))


def change_test_day(desk: Desk) -> Iterator[Sent]:
    test = a_private_test(desk)
    desk.send("plan_test_day", [], planned(test))
    yield [TestDay.objects.get().pk], planned(test) | {"seats": "9"}


def one_day(desk: Desk) -> Iterator[Sent]:
    yield [a_day(desk).pk], {"add": 1, "person": desk.ana.code}


def list_of_a_day(desk: Desk) -> Iterator[Sent]:
    yield [a_day(desk).pk], {}


def check_in(desk: Desk) -> Iterator[Sent]:
    day = a_day(desk)
    listed = checked_in(day, desk.ana, confirmed=False)
    yield [day.pk, listed.pk], {"confirm": 1, "how": "photo"}
    yield [day.pk, listed.pk], {"take_back": 1}
    yield [day.pk, listed.pk], {"remove": 1}


def person_review(desk: Desk) -> Iterator[Sent]:
    posting, _claim = a_posting(desk.employer, {a_skill("Linux"): 2}), claims(desk.ana, a_skill("SQL"), 2)
    args = [desk.ana.code, posting.identifier]
    yield args, {"do": "ask", "words": YES}
    yield args, {"do": "withdraw"}


FORMS: dict[str, Callable[[Desk], Iterator[Sent]]] = {
    form.__name__: form
    for form in (
        *(home, vouches, plan, enter_person, person, person_profile, person_reach, person_messages),
        *(person_tasks, person_experiences, person_experience, person_experience_step),
        *(person_experience_skill, person_skill, person_used, person_credential, person_badge_get),
        *(person_badge, person_found, person_behind, person_correction, person_vouching, person_card),
        *(person_work, person_tests, plan_test_day, change_test_day, check_in),
        person_review,
    )
} | {"test_day": one_day, "test_list": list_of_a_day}
STAYS = {"person_card"}
"""What is shown in answer to the form itself, since it is shown this once."""


@pytest.mark.parametrize("name", FORMS)
def test_every_form_leads_to_a_page_of_the_onramp_that_was_chosen(name: str, desk: Desk) -> None:
    for args, data in FORMS[name](desk):
        answer = desk.send(name, args, data)
        if name in STAYS:
            assert answer.status_code == 200
            continue
        assert answer.status_code == 302
        there = answer["Location"]
        page = desk.client.get(there)
        assert page.status_code == 200, there
        if "/onramp/" in there:
            assert f"organization={desk.chosen.pk}" in there
            assert page.context["organization"] == desk.chosen


def test_no_form_of_the_portal_is_left_out(desk: Desk) -> None:
    assert set(FORMS) | READ_ONLY == {route.name for route in urlpatterns}
    dummies = {"slug": "x", "path": "x", "int": 1, "uuid": uuid.uuid4()}
    for route in urlpatterns:
        if route.name in READ_ONLY:
            kinds = re.findall(r"<(\w+):", str(route.pattern))
            assert desk.send(str(route.name), [dummies[kind] for kind in kinds], {}).status_code == 405


@pytest.mark.parametrize(
    ("name", "args"),
    [
        *[(name, []) for name in ("home", "people", "vouches", "enter_person", "sign_in_sheet")],
        *[("paper", ["intake"]), ("paper", ["needs"]), ("test_days", []), ("plan_test_day", [])],
    ],
)
def test_links_of_the_lists_lead_to_the_onramp_that_was_chosen(
    name: str, args: list[str], desk: Desk
) -> None:
    a_private_test(desk)
    address = reverse(f"onramp:{name}", args=args) + f"?organization={desk.chosen.pk}"
    main = desk.client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
    links = re.findall(rf'href="({reverse("onramp:home")}[^"]*)"', main)
    assert [link for link in links if f"organization={desk.chosen.pk}" not in link] == []
    assert links or name == "home"
