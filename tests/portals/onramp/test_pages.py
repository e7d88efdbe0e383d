"""A coach's pages: opened by the onramp's members only, about people who let it in, with a record of every look."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor
from techhire.plays.onramps.actions.caseload import vouch
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.actions.feedback import give_feedback
from techhire.plays.seekers.models import AccessRecord, Consent, Contact, Evidence, Grant, Seeker
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import NOW, a_person, a_posting, a_skill, a_task, claims, proves
from tests.factories.onramps import on_caseload
from tests.factories.providers import lets_in
from tests.factories.seekers import piece

Browser = Callable[[Actor | None], Client]
OTHERS = ["hiring_manager", "trainer", "helper", "convener", "person", "stranger"]
PAGES = (
    "person",
    "person_profile",
    "person_reach",
    "person_tasks",
    "person_skill",
    "person_found",
    "person_vouching",
    "person_card",
    "person_jobs",
    "person_tests",
)
YES = "Yes, that is fine with me."


@pytest.fixture
def ana(onramp: Organization) -> Seeker:
    """Somebody without an account on the caseload."""
    return on_caseload(onramp, name="Ana Ruiz", is_adult=True).seeker


@pytest.fixture
def addresses(ana: Seeker) -> list[str]:
    return [reverse(f"onramp:{name}") for name in ("home", "people", "enter_person", "vouches")] + [
        reverse(f"onramp:{name}", args=[ana.code]) for name in PAGES
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_opens_in_both_languages(
    language: str,
    browser: Browser,
    coach: Actor,
    ana: Seeker,
    employer: Organization,
    addresses: list[str],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    skill = a_skill("Linux")
    claims(ana, skill, 2)
    a_posting(employer, {skill: 2})
    a_task("Answer the phone", {skill: 2})
    client = browser(coach)
    client.cookies["django_language"] = language
    for address in addresses:
        with django_assert_max_num_queries(30):
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}"' in answer.content.decode()


def test_a_reader_sees_every_page_and_changes_nothing(
    browser: Browser, onramp: Organization, as_member: Callable[..., Actor], ana: Seeker, addresses: list[str]
) -> None:
    client = browser(as_member(onramp, "reader"))
    assert {client.get(address).status_code for address in addresses} == {200}
    client.post(reverse("onramp:person_card", args=[ana.code]))
    client.post(reverse("onramp:person", args=[ana.code]), {"release": 1})
    client.post(reverse("onramp:person_found", args=[ana.code]), {"on": 1, "words": YES})
    ana.refresh_from_db()
    assert (ana.account_id, ana.found, Caseload.objects.get().ended_at) == (None, False, None)


@in_one_world("role", OTHERS)
def test_others_are_sent_away(
    role: str, browser: Browser, addresses: list[str], request: pytest.FixtureRequest
) -> None:
    client = browser(request.getfixturevalue(role))
    assert {client.get(address).status_code for address in addresses} == {403}
    assert {client.post(address).status_code for address in addresses} <= {403, 405}


def test_another_onramp_and_one_whose_access_ended_find_nothing(
    browser: Browser, coach: Actor, community: Community, as_member: Callable[..., Actor], ana: Seeker
) -> None:
    other = as_member(OrganizationFactory(community=community, kinds=["onramp"]), "owner")
    pages = [reverse(f"onramp:{name}", args=[ana.code]) for name in PAGES]
    assert {browser(other).get(page).status_code for page in pages} == {404}
    Grant.objects.update(ended_at=timezone.now())
    client = browser(coach)
    assert {client.get(page).status_code for page in pages} == {404}
    assert "Ana Ruiz" not in client.get(reverse("onramp:people")).content.decode()


def test_a_visitor_signs_in_first(browser: Browser, addresses: list[str]) -> None:
    assert {browser(None).get(address).status_code for address in addresses} == {302}


def test_somebody_without_email_is_entered_found_and_given_a_card(
    browser: Browser, coach: Actor, onramp: Organization
) -> None:
    client, skill = browser(coach), a_skill("Linux")
    task = a_task("Answer the phone", {skill: 2})
    enter = reverse("onramp:enter_person")
    half = client.post(enter, {"name": "Bo Diaz", "language": "es", "scope": ["vouch"], "words": YES})
    assert "Without a yes" in half.content.decode() and "Bo Diaz" in half.content.decode()
    assert not Seeker.objects.exists()
    client.post(enter, {"name": "Bo Diaz", "language": "es", "scope": ["record"], "words": YES})
    bo = Seeker.objects.get()
    page = {name: reverse(f"onramp:{name}", args=[bo.code]) for name in PAGES}
    assert "write down what they can do" in client.get(page["person"]).content.decode()
    assert "Tap at least one" in client.post(page["person_tasks"], {}).content.decode()
    assert client.post(page["person_tasks"], {"task": [task.pk, "x"]}).status_code == 302
    assert Evidence.objects.get().recorded_by_id == coach.account_id
    assert "these are missing" in client.get(page["person_found"]).content.decode()
    assert client.post(page["person_profile"], profile(version=bo.version)).status_code == 302
    silent = client.post(page["person_found"], {"on": 1, "words": " "})
    assert "Please look at this again" in silent.content.decode()
    client.post(page["person_found"], {"on": 1, "words": YES, "scope": ["name_after_yes"]})
    bo.refresh_from_db()
    assert (bo.found, bo.place, bo.schedule, bo.pay_floor_cents) == (True, "Kansas City, MO", 5, 1850)
    consent = Consent.objects.get(purpose="being_found")
    assert (consent.words, consent.spoken, consent.recorded_by_id) == (YES, True, coach.account_id)
    assert "contact_after_yes" not in consent.scope and "name_after_yes" in consent.scope
    client.post(page["person_found"], {"off": 1})
    bo.refresh_from_db()
    assert bo.found is False
    card = client.post(page["person_card"])
    bo.refresh_from_db()
    assert bo.account is not None and bo.account.handle in card.content.decode()
    assert "no-store" in card["Cache-Control"]
    assert bo.account.handle not in client.get(page["person_card"]).content.decode()


def profile(**changes: object) -> dict[str, object]:
    return {
        "name": "Bo Diaz",
        "is_adult": "yes",
        "zip_code": "64106",
        "travel_mode": "transit",
        "travel_minutes": 45,
        "schedule": ["days", "nights"],
        "pay_floor": "18.50",
        "authorized": "yes",
        "needs_sponsorship": "no",
        "has_degree": "not_said",
    } | changes


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"zip_code": "00000"}, "We do not know this ZIP code"),
        ({"travel_minutes": "far"}, "Please look at this again"),
        ({"version": 99}, "Somebody else changed this"),
        ({"pay_floor": "900"}, "Please look at this again"),
    ],
)
def test_a_profile_that_cannot_be_saved_keeps_what_was_typed(
    changes: dict[str, object], words: str, browser: Browser, coach: Actor, ana: Seeker
) -> None:
    address = reverse("onramp:person_profile", args=[ana.code])
    page = browser(coach).post(address, profile(name="Typed Name", version=1) | changes).content.decode()
    assert words in page and "Typed Name" in page
    ana.refresh_from_db()
    assert (ana.name, ana.version) == ("Ana Ruiz", 1)


def test_all_that_cannot_be_in_a_profile_is_told_at_once(browser: Browser, coach: Actor, ana: Seeker) -> None:
    wrong = {"zip_code": "00000", "travel_minutes": "far", "pay_floor": "900"}
    address = reverse("onramp:person_profile", args=[ana.code])
    page = browser(coach).post(address, profile(version=1) | wrong).content.decode()
    assert all(f'href="#id_{name}"' in page and f'id="id_{name}_error"' in page for name in wrong)


def test_ways_to_reach_somebody_are_written_down_changed_and_taken_away(
    browser: Browser, coach: Actor, ana: Seeker
) -> None:
    client, address = browser(coach), reverse("onramp:person_reach", args=[ana.code])
    assert address in client.get(reverse("onramp:person", args=[ana.code])).content.decode()
    sent = {"phone": "816-555-0142", "email": "Ana@example.org", "is_shared": "on"}
    assert client.post(address, sent).status_code == 302
    ways = {row.kind: (row.value, row.is_shared, row.for_employers) for row in Contact.objects.all()}
    assert ways == {"phone": ("816-555-0142", True, False), "email": ("ana@example.org", True, False)}
    assert "816-555-0142" in client.get(address).content.decode()
    client.post(address, {"phone": "", "email": "ana@example.org"})
    assert [row.kind for row in Contact.objects.all()] == ["email"]
    told = [row.data for row in Fact.objects.filter(name="ContactsChanged")]
    assert told == [
        {"seeker_id": ana.pk, "kinds": ["email", "phone"]},
        {"seeker_id": ana.pk, "kinds": ["email"]},
    ]


def test_what_is_no_way_to_reach_anybody_is_told_at_once_and_stays_typed(
    browser: Browser, coach: Actor, ana: Seeker
) -> None:
    address = reverse("onramp:person_reach", args=[ana.code])
    page = browser(coach).post(address, {"phone": "call me", "email": "ana at home"}).content.decode()
    assert 'id="id_phone_error"' in page and 'id="id_email_error"' in page
    assert "call me" in page and "ana at home" in page and not Contact.objects.exists()


@pytest.mark.parametrize(("source", "kind"), [("told", "claim"), ("seen", "vouch")])
def test_a_skill_is_kept_as_told_or_as_seen(
    source: str, kind: str, browser: Browser, coach: Actor, ana: Seeker, onramp: Organization
) -> None:
    skill = a_skill("Linux")
    client, address = browser(coach), reverse("onramp:person_skill", args=[ana.code])
    assert f"skill={skill.pk}" in client.get(address, {"q": "linux"}).content.decode()
    chosen = f"{address}?skill={skill.pk}"
    assert "Please look at this again" in client.post(chosen, {"level": 3}).content.decode()
    if source == "seen":
        assert "did not agree to vouching" in client.get(chosen).content.decode()
        sent = client.post(chosen, {"level": 3, "on": "2026-02-20", "source": source})
        assert "did not agree to vouching" in sent.content.decode() and not Evidence.objects.exists()
        yes = client.post(reverse("onramp:person_vouching", args=[ana.code]), {"let": 1, "words": YES})
        assert yes.status_code == 302
    assert client.post(chosen, {"level": 3, "on": "2026-02-20", "source": source}).status_code == 302
    row = Evidence.objects.get()
    assert (row.kind, row.recorded_by_id) == (kind, coach.account_id)
    assert row.source == ("self" if kind == "claim" else f"organization:{onramp.pk}")
    person = reverse("onramp:person", args=[ana.code])
    assert "Linux" in client.get(person).content.decode()
    client.post(person, {"withdraw": row.pk})
    row.refresh_from_db()
    assert row.state == ("withdrawn" if kind == "vouch" else "counts")


def test_somebody_who_gave_access_is_taken_on_from_the_first_screen(
    browser: Browser, coach: Actor, onramp: Organization, community: Community
) -> None:
    seeker = a_person(community, name="Kim Hall")
    client, address = browser(coach), reverse("onramp:home")
    assert "Enter your first person" in client.get(address).content.decode()
    lets_in(seeker, onramp, "coaching")
    assert "1 person wants to work with you" in client.get(address).content.decode()
    answer = client.post(address, {"person": seeker.code})
    chosen = f"?organization={onramp.pk}"
    assert answer["Location"] == reverse("onramp:person", args=[seeker.code]) + chosen
    assert client.post(address, {"person": seeker.code})["Location"] == address + chosen
    assert Caseload.objects.count() == 1


def test_the_first_screen_names_new_jobs_and_takes_the_same_queries_for_many_people(
    browser: Browser,
    coach: Actor,
    onramp: Organization,
    employer: Organization,
    ana: Seeker,
    django_assert_num_queries: Callable[..., object],
) -> None:
    skill = a_skill("Linux")
    proves(ana, skill, 5)
    a_posting(
        employer,
        {skill: 2},
        published_at=timezone.now() - timedelta(days=1),
        valid_through=timezone.localdate() + timedelta(days=30),
        pay_min="20.00",
        pay_max="26.00",
    )
    client, address = browser(coach), reverse("onramp:home")
    assert "New jobs fit 1 person" in client.get(address).content.decode()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    few = len(queries)
    for _one in range(12):
        proves(on_caseload(onramp).seeker, skill, 3)
    client.get(address)
    with django_assert_num_queries(few):
        client.get(address)
    assert few <= 19
    jobs = client.get(reverse("onramp:person_jobs", args=[ana.code])).content.decode()
    assert "shows the essentials of 1 open job" in jobs
    assert "$20 to $26 an hour" in jobs


def test_people_are_searched_by_name_and_need(browser: Browser, coach: Actor, onramp: Organization) -> None:
    on_caseload(onramp, name="Ana Ruiz")
    proves(on_caseload(onramp, name="Kim Hall").seeker, a_skill("Linux"), 3)
    client, address = browser(coach), reverse("onramp:people")
    named = client.get(address, {"q": "ana"}).content.decode()
    assert "Ana Ruiz" in named and "Kim Hall" not in named
    needing = client.get(address, {"need": "found"}).content.decode()
    assert "Kim Hall" in needing and "Ana Ruiz" not in needing
    assert client.get(address, {"need": "nonsense", "page": "x"}).status_code == 200


def test_letting_somebody_go_ends_every_page_about_them(browser: Browser, coach: Actor, ana: Seeker) -> None:
    client, address = browser(coach), reverse("onramp:person", args=[ana.code])
    assert client.post(address, {"withdraw": "1"}).status_code == 404
    assert client.post(address, {"release": 1}).status_code == 302
    assert client.get(address).status_code == 404


def test_both_yeses_to_vouching_are_written_down(
    browser: Browser, coach: Actor, ana: Seeker, onramp: Organization
) -> None:
    client, address = browser(coach), reverse("onramp:person_vouching", args=[ana.code])
    assert "May you vouch for Ana Ruiz?" in client.get(address).content.decode()
    assert "Please look at this again" in client.post(address, {"let": 1, "words": ""}).content.decode()
    client.post(address, {"let": 1, "words": YES})
    assert "Ana Ruiz lets you vouch" in client.get(address).content.decode()
    vouch(coach, onramp, ana, skill_id=a_skill("Linux").pk, level=3, at=NOW.date(), now=NOW)
    row = Evidence.objects.get()
    page = client.get(address).content.decode()
    assert "One thing waits for the yes of Ana Ruiz" in page and "Linux, level 3" in page
    assert "Please look at this again" in client.post(address, {"use": 1, "use-words": YES}).content.decode()
    client.post(address, {"use": 1, "use-words": YES, "use-said": [f"vouch-{row.pk}"]})
    row.refresh_from_db()
    assert row.state == "counts"
    assert [row.words for row in Consent.objects.filter(purpose="vouching")] == [YES, YES]


def test_what_an_employer_said_is_read_out_by_the_coach(
    browser: Browser, coach: Actor, ana: Seeker, employer: Organization, system: Actor
) -> None:
    skill = a_skill("Linux")
    Grant.objects.create(seeker=ana, organization=employer, purpose="hiring", posting_id=3, since=NOW)
    row = give_feedback(
        system, ana, employer, posting_id=3, skill_id=skill.pk, level=4, at=NOW.date(), now=NOW
    )
    client, address = browser(coach), reverse("onramp:person_vouching", args=[ana.code])
    assert f"Linux, level 4, seen by {employer.name}" in client.get(address).content.decode()
    client.post(address, {"use": 1, "use-words": YES, "use-said": [f"feedback-{row.pk}"]})
    row.refresh_from_db()
    assert row.state == "agreed"


def test_a_vouch_that_did_not_hold_up_is_answered_on_the_page_of_all_vouches(
    browser: Browser, coach: Actor, ana: Seeker, onramp: Organization, community: Community
) -> None:
    skill, client, address = a_skill("Linux"), browser(coach), reverse("onramp:vouches")
    assert "None of your vouches was checked yet" in client.get(address).content.decode()
    for seeker in (ana, a_person(community, name="Nobody You See")):
        piece(seeker, skill, "vouch", 4, organization=onramp)
        proves(seeker, skill, 1)
    page = client.get(address).content.decode()
    assert "0 of 2 checked vouches held up" in page and "Fewer than five were checked" in page
    assert "Ana Ruiz" in page and "Nobody You See" not in page
    row = Evidence.objects.get(seeker=ana, kind="vouch")
    assert client.post(address, {"vouch": row.pk, "answer": "made up"}).status_code == 302
    client.post(address, {"vouch": row.pk, "answer": "faded"})
    page = client.get(address).content.decode()
    assert "You said: the skill has faded since we saw it." in page and "never changes the count" in page
    assert client.post(address, {"vouch": "0", "answer": "faded"}).status_code == 404
    looks = AccessRecord.objects.filter(purpose="vouching").values_list("seeker_id", "what")
    assert list(looks) == [(ana.pk, "name")]


def test_every_look_is_on_record_once_a_day(
    browser: Browser, coach: Actor, ana: Seeker, onramp: Organization
) -> None:
    client = browser(coach)
    for _again in range(2):
        client.get(reverse("onramp:home"))
        client.get(reverse("onramp:person", args=[ana.code]))
    rows = AccessRecord.objects.filter(seeker=ana, organization=onramp, account_id=coach.account_id)
    assert sorted(rows.values_list("purpose", "what")) == [("coaching", "name"), ("coaching", "record")]


def test_a_spoken_yes_stays_on_the_first_screen_until_it_was_handed_over(
    browser: Browser, coach: Actor, onramp: Organization
) -> None:
    client = browser(coach)
    sent = {"name": "Bo Diaz", "language": "es", "scope": ["record"], "words": YES}
    client.post(reverse("onramp:enter_person"), sent)
    bo = Seeker.objects.get()
    home, page = reverse("onramp:home"), reverse("onramp:person", args=[bo.code])
    assert "1 person is owed their yes in writing" in client.get(home).content.decode()
    assert "They have it in writing" in client.get(page).content.decode()
    Consent.objects.update(given_at=timezone.now() - timedelta(days=9))
    assert "1 of them past the day" in client.get(home).content.decode()
    narrowed = client.get(reverse("onramp:people") + "?need=in_writing").content.decode()
    assert "1 person" in narrowed and "yes in writing by" in narrowed and "overdue" in narrowed
    assert client.post(page, {"confirm": "0"}).status_code == 404
    client.post(page, {"confirm": Consent.objects.get().pk})
    assert Consent.objects.get().confirmed_at is not None
    assert "owed their yes" not in client.get(home).content.decode()
    assert "Nobody here." in client.get(reverse("onramp:people") + "?need=in_writing").content.decode()
