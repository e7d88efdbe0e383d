"""The shortlist page: who is on top and why, answers, and what nobody may see there."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.engines.matching import rank
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import rankings
from techhire.plays.matches.models import Decision
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.seekers.models import AccessRecord, Contact, Seeker
from techhire.portals.employer import person as person_page
from tests.cases import in_one_world
from tests.factories.matches import a_posting, a_skill, claims, found_person


@pytest.fixture
def tickets(db: None) -> Skill:
    return a_skill("Ticket handling", name_es="Manejo de tickets")


@pytest.fixture
def networks(db: None) -> Skill:
    return a_skill("Home networks", name_es="Redes del hogar")


@pytest.fixture
def posting(employer: Organization, tickets: Skill, networks: Skill) -> Posting:
    return a_posting(employer, {tickets: 2, networks: 2})


def address(posting: Posting) -> str:
    return reverse("employer:shortlist", args=[posting.identifier])


def test_the_first_people_are_read_with_reasons(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
) -> None:
    both = found_person(posting.community, {tickets: 3, networks: 3})
    one = found_person(posting.community, {tickets: 3})
    claims(one, networks, 4)
    page = sign_in(hiring_manager).get(address(posting)).content.decode()
    assert "1 person shows every essential skill" in page
    assert page.index(pseudonym_of(posting.pk, both.pk)) < page.index(pseudonym_of(posting.pk, one.pk))
    assert "shows 2 of 2" in page and "shows 1 of 2" in page
    for word in ("th-word--proven", "th-word--claimed"):
        assert word in page
    assert page.count("(a supervised test)") == 3, "beside each proven skill, and no claimed one"


def test_nothing_on_the_pages_says_who_somebody_is(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3}, name="Quillonia Ardsley")
    Contact.objects.create(seeker=seeker, kind="email", value="quillonia@example.org")
    browser = sign_in(hiring_manager)
    pseudonym = pseudonym_of(posting.pk, seeker.pk)
    pages = [
        browser.get(address(posting)),
        browser.get(reverse("employer:person", args=[posting.identifier, pseudonym])),
    ]
    for page in pages:
        assert page.status_code == 200
        text = page.content.decode()
        for secret in ("Quillonia", "Ardsley", "quillonia@", seeker.code, "bank"):
            assert secret not in text
    assert AccessRecord.objects.filter(seeker=seeker, what="shortlist").count() == 1
    assert AccessRecord.objects.filter(seeker=seeker, what="skills").count() == 1


def test_an_answer_is_saved_and_shown(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    browser = sign_in(hiring_manager)
    browser.get(address(posting))
    pseudonym = pseudonym_of(posting.pk, seeker.pk)
    answer = browser.post(address(posting), {"person": pseudonym, "answer": "later"})
    assert answer.status_code == 302 and answer["Location"].endswith(f"#{pseudonym}")
    assert Decision.objects.get().answer == "later"
    assert 'value="later" aria-pressed="true"' in browser.get(address(posting)).content.decode()


def test_a_wrong_answer_changes_nothing_and_says_so(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    browser = sign_in(hiring_manager)
    browser.get(address(posting))
    pseudonym = pseudonym_of(posting.pk, seeker.pk)
    for sent in (
        {"person": pseudonym, "answer": "perhaps"},
        {"person": "zzzzzz", "answer": "yes"},
        {"answer": "yes"},
    ):
        browser.post(address(posting), sent)
    Seeker.objects.filter(pk=seeker.pk).update(found=False)
    page = browser.post(address(posting), {"person": pseudonym, "answer": "yes"}, follow=True)
    assert "no longer there to be found" in page.content.decode()
    assert not Decision.objects.exists()


def test_where_nobody_fits_the_page_says_what_a_softer_line_opens(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
) -> None:
    posting.requirements.filter(skill=networks).update(level=5)
    for _unused in range(13):
        found_person(posting.community, {tickets: 3})
    page = sign_in(hiring_manager).get(address(posting)).content.decode()
    assert "Nobody shows every essential skill yet" in page
    assert "learned on the job, about 15 people" in page
    assert "fewer than 10 people here fit well enough" in page


def test_an_empty_community_has_a_page_that_says_what_to_do(
    posting: Posting, hiring_manager: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    page = sign_in(hiring_manager).get(address(posting)).content.decode()
    assert "Nobody here fits this job yet" in page
    assert reverse("employer:requirements", args=[posting.identifier]) in page


@in_one_world("who", ["visitor", "person", "coach", "trainer", "helper", "rival", "stranger"])
def test_others_do_not_get_in(
    who: str,
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
    request: pytest.FixtureRequest,
    client: Client,
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    pseudonym = pseudonym_of(posting.pk, seeker.pk)
    sign_in(hiring_manager).get(address(posting))
    client.logout()
    actor = request.getfixturevalue(who)
    browser = sign_in(actor) if actor.account_id else client
    for place in (address(posting), reverse("employer:person", args=[posting.identifier, pseudonym])):
        for answer in (browser.get(place), browser.post(place, {"person": pseudonym, "answer": "yes"})):
            assert answer.status_code in {302, 403, 404}
            assert "Ticket handling" not in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_reader_looks_but_has_no_buttons(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    as_member: Callable[..., Actor],
    sign_in: Callable[[Actor], Client],
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    browser = sign_in(as_member(posting.organization, "reader"))
    assert 'name="answer"' not in browser.get(address(posting)).content.decode()
    browser.post(address(posting), {"person": pseudonym_of(posting.pk, seeker.pk), "answer": "yes"})
    assert not Decision.objects.exists()


def test_a_draft_shows_numbers_and_nobody(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
) -> None:
    desk = sign_in(hiring_manager)
    Posting.objects.update(state="checked", published_at=None)
    page = desk.get(address(posting)).content.decode()
    assert "Fewer than 10 people here fit well enough to be asked in." in page
    assert "Why so few, and what would open the job" in page
    people = [found_person(posting.community, {tickets: 3, networks: 3}) for _unused in range(11)]
    page = desk.get(address(posting)).content.decode()
    assert "About 10 people here fit well enough to be asked in." in page
    assert "Why so few" not in page and 'name="answer"' not in page
    assert not any(pseudonym_of(posting.pk, seeker.pk) in page for seeker in people)


def test_a_paused_posting_shows_whom_it_has_shown_and_nobody_new(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
) -> None:
    desk = sign_in(hiring_manager)
    old = found_person(posting.community, {tickets: 3, networks: 3})
    assert pseudonym_of(posting.pk, old.pk) in desk.get(address(posting)).content.decode()
    new = found_person(posting.community, {tickets: 4, networks: 4})
    Posting.objects.update(state="paused")
    page = desk.get(address(posting)).content.decode()
    assert "you see the people it has shown you and nobody new" in page
    assert pseudonym_of(posting.pk, old.pk) in page and 'name="answer"' in page
    assert pseudonym_of(posting.pk, new.pk) not in page
    AccessRecord.objects.all().delete()
    assert "This job has shown you nobody so far" in desk.get(address(posting)).content.decode()


@pytest.mark.parametrize(
    ("shows", "english", "spanish"),
    [
        (
            3,
            "1 person this job has shown you shows every essential skill",
            "1 persona de las que este empleo le mostró muestra todas las habilidades esenciales",
        ),
        (
            2,
            "Nobody this job has shown you shows every essential skill",
            "Ninguna persona de las que este empleo le mostró muestra todas las habilidades esenciales",
        ),
        (
            1,
            "Nobody this job has shown you is near",
            "Ninguna persona de las que este empleo le mostró está cerca",
        ),
    ],
)
def test_a_job_that_is_not_open_speaks_of_those_it_has_shown_alone(
    employer: Organization,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
    shows: int,
    english: str,
    spanish: str,
) -> None:
    desk = sign_in(hiring_manager)
    asked = [tickets, networks, a_skill("Cabling")]
    posting = a_posting(employer, dict.fromkeys(asked, 2))
    found_person(posting.community, dict.fromkeys(asked[:shows], 3))
    assert "this job has shown you" not in desk.get(address(posting)).content.decode()
    found_person(posting.community, dict.fromkeys(asked, 4))
    for state in ("paused", "expired"):
        Posting.objects.update(state=state)
        page = desk.get(address(posting)).content.decode()
        assert f"<h1>{english}</h1>" in page
        assert "Nobody shows every essential skill yet" not in page and "Everybody whose place" not in page
        page = desk.get(address(posting), headers={"Accept-Language": "es"}).content.decode()
        assert f"<h1>{spanish}</h1>" in page


def test_the_page_takes_the_same_queries_for_many_people(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for _unused in range(30):
        found_person(posting.community, {tickets: 3, networks: 3})
    browser = sign_in(hiring_manager)
    browser.get(address(posting))
    with django_assert_max_num_queries(26):  # type: ignore[attr-defined]  # a context manager of pytest-django
        browser.get(address(posting))


def test_the_page_speaks_spanish_where_the_reader_does(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
    community: Community,
) -> None:
    found_person(community, {tickets: 3, networks: 3})
    page = sign_in(hiring_manager).get(address(posting), headers={"accept-language": "es"})
    assert "Manejo de tickets" in page.content.decode()


def test_person_page_names_after_a_yes_and_the_person_can_read_it(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3}, name="Quillonia Ardsley")
    Contact.objects.create(seeker=seeker, kind="email", value="quillonia@example.org")
    Contact.objects.create(seeker=seeker, kind="phone", value="555-0100", for_employers=False)
    browser = sign_in(hiring_manager)
    browser.get(address(posting))
    place = reverse("employer:person", args=[posting.identifier, pseudonym_of(posting.pk, seeker.pk)])
    assert "I need the name now" in browser.get(place).content.decode()
    browser.post(place, {"do": "decide", "answer": "yes"})
    assert "You said yes" in browser.get(place).content.decode()
    page = browser.post(place, {"do": "unmask"}, follow=True).content.decode()
    assert "Quillonia Ardsley" in page and "quillonia@example.org" in page and "555-0100" not in page
    assert AccessRecord.objects.filter(seeker=seeker, what="name", purpose="hiring").exists()


def test_a_name_before_its_time_needs_a_reason(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3}, name="Quillonia Ardsley")
    browser = sign_in(hiring_manager)
    browser.get(address(posting))
    place = reverse("employer:person", args=[posting.identifier, pseudonym_of(posting.pk, seeker.pk)])
    refused = browser.post(place, {"do": "unmask", "early_reason": "curious"})
    assert refused.status_code == 200 and "Quillonia" not in refused.content.decode()
    page = browser.post(place, {"do": "unmask", "early_reason": "known"}, follow=True)
    assert "Quillonia Ardsley" in page.content.decode()


def test_an_unknown_person_is_not_found(
    posting: Posting, hiring_manager: Actor, sign_in: Callable[[Actor], Client]
) -> None:
    place = reverse("employer:person", args=[posting.identifier, "abcdef"])
    assert sign_in(hiring_manager).get(place).status_code == 404


def test_people_are_read_in_a_row_and_an_answer_leads_to_the_next_without_one(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
) -> None:
    shown = [{tickets: 4, networks: 4}, {tickets: 3, networks: 2}, {tickets: 2}]
    people = [found_person(posting.community, levels) for levels in shown]
    first, second, third = (pseudonym_of(posting.pk, person.pk) for person in people)
    browser = sign_in(hiring_manager)
    browser.get(address(posting))

    def place(name: str) -> str:
        return reverse("employer:person", args=[posting.identifier, name])

    page = browser.get(place(second)).content.decode()
    assert "2 of 3 on the list" in page
    assert f'rel="prev" href="{place(first)}"' in page and f'rel="next" href="{place(third)}"' in page
    assert f'href="{address(posting)}#{second}"' in page
    sent = browser.post(place(first), {"do": "decide", "answer": "later"})
    assert sent["Location"] == f"{place(second)}#main"
    page = browser.get(place(second)).content.decode()
    assert f"Saved for person {first.upper()}: later. 2 people have no answer yet." in page
    assert f'<a href="{place(first)}">Back to person {first.upper()}</a>' in page
    browser.post(place(third), {"do": "decide", "answer": "no"})
    sent = browser.post(place(second), {"do": "decide", "answer": "yes"})
    assert sent["Location"] == f"{address(posting)}#{second}"
    assert "Everybody on this list has an answer." in browser.get(address(posting)).content.decode()


def test_people_read_in_a_row_are_ranked_once_while_nobody_changes(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = [found_person(posting.community, {tickets: level, networks: 2}) for level in (4, 3)]
    places = [
        reverse("employer:person", args=[posting.identifier, pseudonym_of(posting.pk, person.pk)])
        for person in people
    ]
    browser = sign_in(hiring_manager)
    browser.get(address(posting))
    times: list[int] = []
    monkeypatch.setattr(rankings, "rank", lambda *given, **more: times.append(1) or rank(*given, **more))
    assert "1 of 2 on the list" in browser.get(places[0]).content.decode()
    sent = browser.post(places[0], {"do": "decide", "answer": "later"}, follow=True)
    assert "2 of 2 on the list" in sent.content.decode() and times == []
    found_person(posting.community, {tickets: 5, networks: 5})
    assert "2 of 2 on the list" in browser.get(places[1]).content.decode() and times == [1]


def test_nobody_is_looked_for_twice_on_the_page_of_somebody_we_said_yes_to(
    posting: Posting,
    tickets: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = pseudonym_of(posting.pk, found_person(posting.community, {tickets: 3}).pk)
    place = reverse("employer:person", args=[posting.identifier, name])
    browser = sign_in(hiring_manager)
    browser.get(address(posting))
    browser.post(place, {"do": "decide", "answer": "yes"})
    monkeypatch.setattr(person_page, "RANKED", replace(person_page.RANKED, find=None))
    page = browser.get(place)
    assert page.status_code == 200 and page.context["written"].messages == []


def test_a_refused_answer_stays_on_the_person(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    browser = sign_in(hiring_manager)
    browser.get(address(posting))
    here = reverse("employer:person", args=[posting.identifier, pseudonym_of(posting.pk, seeker.pk)])
    assert browser.post(here, {"do": "decide", "answer": "perhaps"})["Location"] == here
    assert not Decision.objects.exists()


def test_a_person_page_takes_the_same_queries_on_a_long_list(
    posting: Posting,
    tickets: Skill,
    networks: Skill,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    people = [found_person(posting.community, {tickets: 3, networks: 3}) for _unused in range(30)]
    browser = sign_in(hiring_manager)
    browser.get(address(posting))
    here = reverse("employer:person", args=[posting.identifier, pseudonym_of(posting.pk, people[0].pk)])
    browser.get(here)
    with django_assert_max_num_queries(45):  # type: ignore[attr-defined]  # a context manager of pytest-django
        browser.get(here)
