"""The shortlist page: who is on top and why, answers, and what nobody may see there."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.models import Decision
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.seekers.models import AccessRecord, Contact, Seeker
from tests.cases import in_one_world
from tests.factories.matches import a_posting, a_skill, claims, found_person
from tests.portals.employer.conftest import shortlist_of


def test_the_first_people_are_read_with_reasons(
    desk: Client, posting: Posting, tickets: Skill, networks: Skill
) -> None:
    both = found_person(posting.community, {tickets: 3, networks: 3})
    one = found_person(posting.community, {tickets: 3})
    claims(one, networks, 4)
    page = desk.get(shortlist_of(posting)).content.decode()
    assert "1 person shows every essential skill" in page
    assert page.index(pseudonym_of(posting.pk, both.pk)) < page.index(pseudonym_of(posting.pk, one.pk))
    assert "shows 2 of 2" in page and "shows 1 of 2" in page
    for word in ("th-word--proven", "th-word--claimed"):
        assert word in page
    assert page.count("(a supervised test)") == 3, "beside each proven skill, and no claimed one"


def test_nothing_on_the_pages_says_who_somebody_is(desk: Client, posting: Posting, seeker: Seeker) -> None:
    Contact.objects.create(seeker=seeker, kind="email", value="quillonia@example.org")
    pseudonym = pseudonym_of(posting.pk, seeker.pk)
    pages = [
        desk.get(shortlist_of(posting)),
        desk.get(reverse("employer:person", args=[posting.identifier, pseudonym])),
    ]
    for page in pages:
        assert page.status_code == 200
        text = page.content.decode()
        for secret in ("Quillonia", "Ardsley", "quillonia@", seeker.code, "bank"):
            assert secret not in text
    assert AccessRecord.objects.filter(seeker=seeker, what="shortlist").count() == 1
    assert AccessRecord.objects.filter(seeker=seeker, what="skills").count() == 1


def test_an_answer_is_saved_and_shown(desk: Client, posting: Posting, seeker: Seeker) -> None:
    desk.get(shortlist_of(posting))
    pseudonym = pseudonym_of(posting.pk, seeker.pk)
    answer = desk.post(shortlist_of(posting), {"person": pseudonym, "answer": "later"})
    assert answer.status_code == 302 and answer["Location"].endswith(f"#{pseudonym}")
    assert Decision.objects.get().answer == "later"
    assert 'value="later" aria-pressed="true"' in desk.get(shortlist_of(posting)).content.decode()


def test_after_a_yes_the_list_leads_on_to_the_person(desk: Client, posting: Posting, seeker: Seeker) -> None:
    pseudonym = pseudonym_of(posting.pk, seeker.pk)
    assert "Go on with this person" not in desk.get(shortlist_of(posting)).content.decode()
    for answer, leads_on in (("later", 0), ("yes", 1)):
        sent = {"person": pseudonym, "answer": answer}
        page = desk.post(shortlist_of(posting), sent, follow=True).content.decode()
        assert page.count("Go on with this person") == leads_on


def test_a_wrong_answer_changes_nothing_and_says_so(desk: Client, posting: Posting, seeker: Seeker) -> None:
    desk.get(shortlist_of(posting))
    pseudonym = pseudonym_of(posting.pk, seeker.pk)
    for sent in (
        {"person": pseudonym, "answer": "perhaps"},
        {"person": "zzzzzz", "answer": "yes"},
        {"answer": "yes"},
    ):
        desk.post(shortlist_of(posting), sent)
    Seeker.objects.filter(pk=seeker.pk).update(found=False)
    page = desk.post(shortlist_of(posting), {"person": pseudonym, "answer": "yes"}, follow=True)
    assert "no longer there to be found" in page.content.decode()
    assert not Decision.objects.exists()


def test_those_below_the_nearest_are_counted_as_more(
    desk: Client, posting: Posting, tickets: Skill, networks: Skill
) -> None:
    posting.requirements.update(level=4)
    for _unused in range(7):
        found_person(posting.community, {tickets: 2, networks: 2})
    page = desk.get(shortlist_of(posting)).content.decode()
    assert "Nobody is near yet" in page
    assert "2 more people with several essential skills to go" in page


def test_where_nobody_fits_the_page_says_what_a_softer_line_opens(
    desk: Client, posting: Posting, tickets: Skill, networks: Skill
) -> None:
    posting.requirements.filter(skill=networks).update(level=5)
    for _unused in range(13):
        found_person(posting.community, {tickets: 3})
    page = desk.get(shortlist_of(posting)).content.decode()
    assert "Nobody shows every essential skill yet" in page
    assert "learned on the job, about 15 people" in page
    assert "fewer than 10 people here fit well enough" in page


@pytest.mark.parametrize(
    ("levels", "says"),
    [
        (2, "About 10 people here fit this job by its skills alone. Fewer than 10 of them also match"),
        (4, "Without these, about 10 people would fit the easiest list we tried."),
    ],
)
def test_where_place_or_hours_keep_a_job_shut_that_is_said_once_instead_of_many_small_counts(
    levels: int, says: str, desk: Client, posting: Posting, tickets: Skill, networks: Skill
) -> None:
    posting.requirements.update(level=levels)
    for _unused in range(12):
        found_person(posting.community, {tickets: 3, networks: 3}, latitude=47.6, longitude=-122.3)
    page = " ".join(desk.get(shortlist_of(posting)).content.decode().split())
    assert says in page and "start, pay and permission to work" in page
    assert reverse("employer:details", args=[posting.identifier]) in page
    assert "We tried:" not in page and "One level lower" not in page
    Posting.objects.update(state="checked", published_at=None)
    draft = " ".join(desk.get(shortlist_of(posting)).content.decode().split())
    assert says in draft and "start and permission to work" in draft


def test_an_empty_community_has_a_page_that_says_what_to_do(desk: Client, posting: Posting) -> None:
    page = desk.get(shortlist_of(posting)).content.decode()
    assert "Nobody here fits this job yet" in page
    assert reverse("employer:requirements", args=[posting.identifier]) in page


@in_one_world("who", ["visitor", "person", "coach", "trainer", "helper", "rival", "stranger"])
def test_others_do_not_get_in(
    who: str,
    posting: Posting,
    seeker: Seeker,
    hiring_manager: Actor,
    sign_in: Callable[[Actor], Client],
    request: pytest.FixtureRequest,
    client: Client,
) -> None:
    pseudonym = pseudonym_of(posting.pk, seeker.pk)
    sign_in(hiring_manager).get(shortlist_of(posting))
    client.logout()
    actor = request.getfixturevalue(who)
    browser = sign_in(actor) if actor.account_id else client
    for place in (shortlist_of(posting), reverse("employer:person", args=[posting.identifier, pseudonym])):
        for answer in (browser.get(place), browser.post(place, {"person": pseudonym, "answer": "yes"})):
            assert answer.status_code in {302, 403, 404}
            assert "Ticket handling" not in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_reader_looks_but_has_no_buttons(
    posting: Posting, seeker: Seeker, as_member: Callable[..., Actor], sign_in: Callable[[Actor], Client]
) -> None:
    browser = sign_in(as_member(posting.organization, "reader"))
    assert 'name="answer"' not in browser.get(shortlist_of(posting)).content.decode()
    browser.post(shortlist_of(posting), {"person": pseudonym_of(posting.pk, seeker.pk), "answer": "yes"})
    assert not Decision.objects.exists()


def test_a_draft_shows_numbers_and_nobody(
    desk: Client, posting: Posting, tickets: Skill, networks: Skill
) -> None:
    Posting.objects.update(state="checked", published_at=None)
    page = desk.get(shortlist_of(posting)).content.decode()
    assert "Fewer than 10 people here fit well enough to be asked in." in page
    assert "Why so few, and what would open the job" in page
    people = [found_person(posting.community, {tickets: 3, networks: 3}) for _unused in range(11)]
    page = desk.get(shortlist_of(posting)).content.decode()
    assert "About 10 people here fit well enough to be asked in." in page
    assert "Why so few" not in page and 'name="answer"' not in page
    assert not any(pseudonym_of(posting.pk, seeker.pk) in page for seeker in people)


def test_a_paused_posting_shows_whom_it_has_shown_and_nobody_new(
    desk: Client, posting: Posting, tickets: Skill, networks: Skill
) -> None:
    old = found_person(posting.community, {tickets: 3, networks: 3})
    assert pseudonym_of(posting.pk, old.pk) in desk.get(shortlist_of(posting)).content.decode()
    new = found_person(posting.community, {tickets: 4, networks: 4})
    Posting.objects.update(state="paused")
    page = desk.get(shortlist_of(posting)).content.decode()
    assert "you see the people it has shown you and nobody new" in page
    assert pseudonym_of(posting.pk, old.pk) in page and 'name="answer"' in page
    assert pseudonym_of(posting.pk, new.pk) not in page
    AccessRecord.objects.all().delete()
    assert "This job has shown you nobody so far" in desk.get(shortlist_of(posting)).content.decode()


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
    desk: Client,
    employer: Organization,
    tickets: Skill,
    networks: Skill,
    shows: int,
    english: str,
    spanish: str,
) -> None:
    asked = [tickets, networks, a_skill("Cabling")]
    posting = a_posting(employer, dict.fromkeys(asked, 2))
    found_person(posting.community, dict.fromkeys(asked[:shows], 3))
    assert "this job has shown you" not in desk.get(shortlist_of(posting)).content.decode()
    found_person(posting.community, dict.fromkeys(asked, 4))
    for state in ("paused", "expired"):
        Posting.objects.update(state=state)
        page = desk.get(shortlist_of(posting)).content.decode()
        assert f"<h1>{english}</h1>" in page
        assert "Nobody shows every essential skill yet" not in page and "Everybody whose place" not in page
        page = desk.get(shortlist_of(posting), headers={"Accept-Language": "es"}).content.decode()
        assert f"<h1>{spanish}</h1>" in page


def test_the_page_takes_the_same_queries_for_many_people(
    desk: Client, posting: Posting, thirty: list[Seeker], django_assert_max_num_queries: Callable[..., object]
) -> None:
    desk.get(shortlist_of(posting))
    with django_assert_max_num_queries(26):  # type: ignore[attr-defined]  # a context manager of pytest-django
        desk.get(shortlist_of(posting))


def test_the_page_speaks_spanish_where_the_reader_does(
    desk: Client, posting: Posting, tickets: Skill, networks: Skill, community: Community
) -> None:
    found_person(community, {tickets: 3, networks: 3})
    page = desk.get(shortlist_of(posting), headers={"accept-language": "es"})
    assert "Manejo de tickets" in page.content.decode()
