"""Find people by skill: the page keeps what was chosen, shows cards without names, and begins a posting."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.snapshots import build_snapshot
from techhire.plays.matches.models import SkillSearch
from techhire.plays.seekers.models import AccessRecord, Contact
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import NOW, a_skill, claims, found_person

HERE = "/employer/people/"


def chosen(*skills: Skill, **more: object) -> dict[str, object]:
    return {"skill": [skill.pk for skill in skills]} | more


def test_a_skill_is_looked_for_added_and_left_out_without_a_script(
    desk: Client, tickets: Skill, networks: Skill
) -> None:
    empty = desk.get(HERE).content.decode()
    assert "No skills yet" in empty and "needs a posting" in empty
    looked = desk.post(HERE, chosen(networks, search="ticket", find=1) | {f"level-{networks.pk}": 4})
    said = looked.content.decode()
    assert f'name="add" value="{tickets.pk}"' in said
    assert '<option value="4" selected>' in said
    both = desk.post(HERE, chosen(networks, add=tickets.pk)).content.decode()
    assert "2 skills" in both
    one = desk.post(HERE, chosen(networks, tickets, remove=networks.pk)).content.decode()
    assert "1 skill<" in one and "Ticket handling" in one and "Home networks" not in one
    assert "Nothing found" in desk.post(HERE, {"search": "zzzz", "find": 1}).content.decode()
    assert not SkillSearch.objects.exists()


def test_people_are_shown_in_order_without_anything_that_says_who_they_are(
    desk: Client, community: Community, tickets: Skill, networks: Skill
) -> None:
    for at in range(10):
        seeker = found_person(community, {tickets: 3}, name=f"Quillonia {at}", zip_code="64106")
        claims(seeker, networks, 3)
        Contact.objects.create(seeker=seeker, kind="email", value="quillonia@example.org")
    said = desk.post(
        HERE, chosen(tickets, networks, show=1) | {f"need-{networks.pk}": "preferred"}
    ).content.decode()
    assert "About 10 people here show every essential skill" in said
    assert said.count("th-word--proven") == said.count("th-word--claimed") == 10
    for secret in ("Quillonia", "quillonia@", seeker.code, "64106", "/employer/postings/", 'name="answer"'):
        assert secret not in said
    assert AccessRecord.objects.filter(what="search").count() == 10


def test_few_people_are_told_as_few_and_a_posting_can_be_begun_all_the_same(
    desk: Client, community: Community, tickets: Skill
) -> None:
    found_person(community, {tickets: 3})
    said = desk.post(HERE, chosen(tickets, show=1)).content.decode()
    assert "Fewer than 10 people here show every essential skill" in said
    assert "singled out" in said and "th-people" not in said
    assert "Begin a posting" in said


def test_a_posting_begins_with_the_skills_and_levels(desk: Client, tickets: Skill, networks: Skill) -> None:
    sent = chosen(tickets, networks, begin=1, title="Night shift") | {
        f"level-{tickets.pk}": 4,
        f"need-{networks.pk}": "preferred",
    }
    answer = desk.post(HERE, sent)
    posting = Posting.objects.get()
    assert answer["Location"] == reverse("employer:requirements", args=[posting.identifier])
    kept = {row.skill: (row.level, row.importance) for row in posting.requirements.all()}
    assert kept == {tickets: (4, "essential"), networks: (2, "preferred")}
    page = desk.get(answer["Location"]).content.decode()
    assert "Ticket handling" in page and "Home networks" in page


def test_enter_in_the_title_begins_too(desk: Client, tickets: Skill) -> None:
    assert desk.post(HERE, chosen(tickets, find=1, search="", title="Night shift")).status_code == 302
    assert desk.post(HERE, chosen(tickets, find=1, search="net", title="Night shift")).status_code == 200
    assert Posting.objects.count() == 1


def test_without_a_title_nothing_begins_and_nothing_is_lost(desk: Client, tickets: Skill) -> None:
    said = desk.post(HERE, chosen(tickets, begin=1, title=" ") | {f"level-{tickets.pk}": 5}).content.decode()
    assert 'href="#id_title"' in said and said.count("Give the job a title.") == 2
    assert '<option value="5" selected>' in said
    assert not Posting.objects.exists()


def test_what_cannot_be_asked_says_why_and_stays(desk: Client, community: Community, tickets: Skill) -> None:
    many = [a_skill(f"Skill {at}") for at in range(11)]
    retired = a_skill("Floppy disks", state="retired")
    for sent, why in (
        ({"show": 1}, "Name at least one skill."),
        (chosen(*many, show=1), "Name at most 10 skills."),
        (chosen(tickets, show=1) | {f"need-{tickets.pk}": "preferred"}, "Make at least one skill essential."),
        (chosen(tickets, retired, find=1), "not in use any more"),
        ({"skill": [10**9, "x", "-1"], "show": 1}, "not in use any more"),
        (chosen(tickets, begin=1, title="x" * 161), "160 characters at most"),
    ):
        said = desk.post(HERE, sent).content.decode()
        assert why in said, why
    assert "11 skills" in desk.post(HERE, chosen(*many, show=1)).content.decode()
    twice = desk.post(
        HERE, {"skill": [tickets.pk, tickets.pk], f"level-{tickets.pk}": 6, "find": 1}
    ).content.decode()
    assert "1 skill<" in twice and '<option value="5" selected>' in twice
    assert not SkillSearch.objects.exists()


def test_after_the_searches_of_a_day_the_page_says_when_to_go_on(
    desk: Client,
    community: Community,
    employer: Organization,
    tickets: Skill,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("techhire.plays.matches.actions.searching.MOST_SEARCHES", 1)
    assert "show every essential" in desk.post(HERE, chosen(tickets, show=1)).content.decode()
    said = desk.post(HERE, chosen(tickets, show=1) | {f"level-{tickets.pk}": 1}).content.decode()
    assert "Go on tomorrow" in said and "Ticket handling" in said


def test_a_reader_looks_and_begins_nothing(
    sign_in: Callable[[Actor], Client],
    as_member: Callable[..., Actor],
    employer: Organization,
    tickets: Skill,
) -> None:
    browser = sign_in(as_member(employer, "reader"))
    assert "Find people by skill" in browser.get("/employer/").content.decode()
    said = browser.post(HERE, chosen(tickets, show=1)).content.decode()
    assert "show every essential" in said and 'name="begin"' not in said
    assert (
        "Only members of an employer"
        in browser.post(HERE, chosen(tickets, begin=1, title="A")).content.decode()
    )
    assert not Posting.objects.exists()


@in_one_world("who", ["person", "coach", "trainer", "helper", "convener", "stranger", "visitor"])
def test_the_page_is_closed_to_everybody_else(
    who: str,
    client: Client,
    sign_in: Callable[[Actor], Client],
    request: pytest.FixtureRequest,
    tickets: Skill,
) -> None:
    actor = request.getfixturevalue(who)
    browser = sign_in(actor) if actor.account_id else client
    assert browser.get(HERE).status_code == (403 if actor.account_id else 302)
    assert 'id="found"' not in browser.post(HERE, chosen(tickets, show=1)).content.decode()
    assert not SkillSearch.objects.exists()


def test_another_employer_cannot_search_in_this_one_s_name(
    sign_in: Callable[[Actor], Client], rival: Actor, employer: Organization
) -> None:
    assert sign_in(rival).get(f"{HERE}?organization={employer.pk}").status_code == 404


def test_an_employer_that_waits_reads_that_it_waits(
    sign_in: Callable[[Actor], Client], community: Community, as_member: Callable[..., Actor]
) -> None:
    waits = OrganizationFactory(community=community, kinds=["employer"], state="applied")
    browser = sign_in(as_member(waits, "owner"))
    refused = browser.get(HERE)
    assert refused.status_code == 403 and "as soon as it is let in" in refused.content.decode()
    assert "Find people by skill" not in browser.get("/employer/").content.decode()


def test_where_people_are_not_put_in_order_the_link_is_gone(desk: Client, community: Community) -> None:
    assert "Find people by skill" in desk.get("/employer/").content.decode()
    Community.objects.filter(pk=community.pk).update(ranking_on=False)
    assert "Find people by skill" not in desk.get("/employer/").content.decode()
    assert desk.get(HERE).status_code == 403


def test_a_person_reads_that_they_were_seen_in_a_search_in_both_languages(
    desk: Client,
    community: Community,
    employer: Organization,
    person: Actor,
    tickets: Skill,
    sign_in: Callable[[Actor], Client],
) -> None:
    for _unused in range(9):
        found_person(community, {tickets: 3})
    found_person(community, {tickets: 3}, account_id=person.account_id)
    desk.post(HERE, chosen(tickets, show=1))
    browser = sign_in(person)
    said = browser.get(reverse("seeker:who_looked")).content.decode()
    assert "saw your skills, without your name, in a search by skill" in said and employer.name in said
    spanish = browser.get(reverse("seeker:who_looked"), HTTP_ACCEPT_LANGUAGE="es").content.decode()
    assert "en una búsqueda por habilidad" in spanish


def test_fifty_people_and_ten_skills_cost_few_queries(
    desk: Client, community: Community, tickets: Skill, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    skills = [tickets, *(a_skill(f"Skill {at}") for at in range(9))]
    for _unused in range(50):
        found_person(community, {tickets: 3})
    build_snapshot(community.pk, now=NOW)
    sent = chosen(*skills, show=1) | {f"need-{skill.pk}": "preferred" for skill in skills[1:]}
    with django_assert_max_num_queries(45):
        assert desk.post(HERE, sent).content.decode().count("th-word--proven") == 50
