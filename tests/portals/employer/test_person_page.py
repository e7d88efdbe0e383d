"""The page of one person of a shortlist: their name in time, and the way from one to the next."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from techhire.commons.skills.models import Skill
from techhire.engines.matching import rank
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import rankings
from techhire.plays.matches.models import Decision
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.seekers.models import AccessRecord, Contact, Seeker
from techhire.portals.employer import person as person_page
from tests.factories.matches import found_person
from tests.portals.employer.conftest import person_at, shortlist_of


def test_person_page_names_after_a_yes_and_the_person_can_read_it(
    desk: Client, posting: Posting, seeker: Seeker
) -> None:
    Contact.objects.create(seeker=seeker, kind="email", value="quillonia@example.org")
    Contact.objects.create(seeker=seeker, kind="phone", value="555-0100", for_employers=False)
    desk.get(shortlist_of(posting))
    place = person_at(posting, seeker)
    assert "I need the name now" in desk.get(place).content.decode()
    desk.post(place, {"do": "decide", "answer": "yes"})
    assert "You said yes" in desk.get(place).content.decode()
    page = desk.post(place, {"do": "unmask"}, follow=True).content.decode()
    assert "Quillonia Ardsley" in page and "quillonia@example.org" in page and "555-0100" not in page
    assert AccessRecord.objects.filter(seeker=seeker, what="name", purpose="hiring").exists()


def test_a_name_before_its_time_needs_a_reason(desk: Client, posting: Posting, seeker: Seeker) -> None:
    desk.get(shortlist_of(posting))
    place = person_at(posting, seeker)
    refused = desk.post(place, {"do": "unmask", "early_reason": "curious"})
    assert refused.status_code == 200 and "Quillonia" not in refused.content.decode()
    page = desk.post(place, {"do": "unmask", "early_reason": "known"}, follow=True)
    assert "Quillonia Ardsley" in page.content.decode()


def test_an_unknown_person_is_not_found(desk: Client, posting: Posting) -> None:
    place = reverse("employer:person", args=[posting.identifier, "abcdef"])
    assert desk.get(place).status_code == 404


def test_people_are_read_in_a_row_and_an_answer_leads_to_the_next_without_one(
    desk: Client, posting: Posting, tickets: Skill, networks: Skill
) -> None:
    shown = [{tickets: 4, networks: 4}, {tickets: 3, networks: 2}, {tickets: 2}]
    people = [found_person(posting.community, levels) for levels in shown]
    first, second, third = (pseudonym_of(posting.pk, person.pk) for person in people)
    desk.get(shortlist_of(posting))

    def place(name: str) -> str:
        return reverse("employer:person", args=[posting.identifier, name])

    page = desk.get(place(second)).content.decode()
    assert "2 of 3 on the list" in page
    assert f'rel="prev" href="{place(first)}"' in page and f'rel="next" href="{place(third)}"' in page
    assert f'href="{shortlist_of(posting)}#{second}"' in page
    sent = desk.post(place(first), {"do": "decide", "answer": "later"})
    assert sent["Location"] == f"{place(second)}#main"
    page = desk.get(place(second)).content.decode()
    assert f"Saved for person {first.upper()}: later. 2 people have no answer yet." in page
    assert f'<a href="{place(first)}">Back to person {first.upper()}</a>' in page
    desk.post(place(third), {"do": "decide", "answer": "no"})
    sent = desk.post(place(second), {"do": "decide", "answer": "yes"})
    assert sent["Location"] == f"{shortlist_of(posting)}#{second}"
    assert "Everybody on this list has an answer." in desk.get(shortlist_of(posting)).content.decode()


def test_people_read_in_a_row_are_ranked_once_while_nobody_changes(
    desk: Client, posting: Posting, tickets: Skill, networks: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [found_person(posting.community, {tickets: level, networks: 2}) for level in (4, 3)]
    places = [person_at(posting, person) for person in people]
    desk.get(shortlist_of(posting))
    times: list[int] = []
    monkeypatch.setattr(rankings, "rank", lambda *given, **more: times.append(1) or rank(*given, **more))
    assert "1 of 2 on the list" in desk.get(places[0]).content.decode()
    sent = desk.post(places[0], {"do": "decide", "answer": "later"}, follow=True)
    assert "2 of 2 on the list" in sent.content.decode() and times == []
    found_person(posting.community, {tickets: 5, networks: 5})
    assert "2 of 2 on the list" in desk.get(places[1]).content.decode() and times == [1]


def test_nobody_is_looked_for_twice_on_the_page_of_somebody_we_said_yes_to(
    desk: Client, posting: Posting, tickets: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = pseudonym_of(posting.pk, found_person(posting.community, {tickets: 3}).pk)
    place = reverse("employer:person", args=[posting.identifier, name])
    desk.get(shortlist_of(posting))
    desk.post(place, {"do": "decide", "answer": "yes"})
    monkeypatch.setattr(person_page, "RANKED", replace(person_page.RANKED, find=None))
    page = desk.get(place)
    assert page.status_code == 200 and page.context["written"].messages == []


def test_a_refused_answer_stays_on_the_person(desk: Client, posting: Posting, seeker: Seeker) -> None:
    desk.get(shortlist_of(posting))
    here = person_at(posting, seeker)
    assert desk.post(here, {"do": "decide", "answer": "perhaps"})["Location"] == here
    assert not Decision.objects.exists()


def test_a_person_page_takes_the_same_queries_on_a_long_list(
    desk: Client,
    posting: Posting,
    thirty: list[Seeker],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    desk.get(shortlist_of(posting))
    here = person_at(posting, thirty[0])
    desk.get(here)
    with django_assert_max_num_queries(45):
        desk.get(here)
