"""Confirming skills: what is clear is set, what is a guess is asked, many are set at once, nothing typed is lost."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.life_cycle import update_skill
from techhire.commons.skills.models import ProfileSkill, RoleProfile, Skill
from techhire.plays.marketplace.actions.drafting import create_posting
from techhire.plays.marketplace.actions.requirements import Line, set_requirements
from techhire.plays.marketplace.models import Posting, Requirement
from tests.factories.marketplace import PostingFactory
from tests.factories.skills import own_skill, starter_in_database

AD = """Requirements:
- Three years of SQL
- Active Directory
- Clear communication
- Reset passwords and unlock accounts
Nice to have: a little Python"""


@pytest.fixture
def posting(hiring_manager: Actor, employer: Organization, now: datetime) -> Posting:
    starter_in_database()
    return create_posting(hiring_manager, employer, title="Help desk technician", text=AD, now=now)


def page_of(posting: Posting) -> str:
    return reverse("employer:requirements", args=[posting.identifier])


def skill(name: str) -> int:
    return Skill.objects.get(framework__slug="starter", name=name).pk


def sent(page: str) -> dict[str, list[str]]:
    """Every field of the page's form as a browser would send it, without its buttons."""
    form = page.split('<form method="post" novalidate')[1].split("</form>")[0]
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            fields.setdefault(name[1], []).append(value[1] if value else "")
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        first = re.search(r'<option value="([^"]*)"', options)
        fields.setdefault(name, []).append((chosen or first)[1])  # type: ignore[index]  # every list has options
    return fields


def row(page: str, pk: int) -> str:
    """The part of the page about one skill."""
    return page.split(f'id="skill-{pk}"')[1].split('<li class="th-set')[0]


def test_what_the_ad_says_is_set_in_a_line_and_what_it_leaves_open_is_asked_with_the_reason(
    desk: Client, posting: Posting
) -> None:
    page = desk.get(page_of(posting)).content.decode()
    clear, asked = row(page, skill("SQL")), row(page, skill("Active Directory"))
    assert "3 independent" in clear and "Three years of <b>SQL</b>" in clear and "Change" in clear
    assert "That is right" not in clear
    assert page.index("Levels the ad does not say") < page.index(f'id="skill-{skill("Active Directory")}"')
    assert 'name="level-' in asked.split("<details")[0] and 'name="level-' not in clear.split("<details")[0]
    assert page.index('id="look"') < page.index(f'id="skill-{skill("Active Directory")}"')
    assert page.index('id="clear-skills"') < page.index(f'id="skill-{skill("SQL")}"')
    assert "need your look" in page


def test_a_level_taken_from_the_title_is_told(
    desk: Client, posting: Posting, hiring_manager: Actor, employer: Organization, now: datetime
) -> None:
    told = "The title speaks of a senior job, so where the ad says no level we start at 4."
    assert told not in desk.get(page_of(posting)).content.decode()
    senior = create_posting(hiring_manager, employer, title="Sr. Administrator", text=AD, now=now)
    assert told in desk.get(page_of(senior)).content.decode()


def test_the_usual_level_stands_beside_the_field_and_is_taken_for_all_at_once(
    desk: Client, posting: Posting
) -> None:
    page = desk.get(page_of(posting)).content.decode()
    usual = RoleProfile.objects.get(slug="user-support")
    level = usual.lines.get(skill__code="communication").get_level_display()  # type: ignore[attr-defined]  # Django's
    hint = f"Usual for a first job in Computer user support: {level}"
    assert hint in row(page, skill("Communication"))
    assert "By its title this is a job in Computer user support." in page
    page = desk.post(page_of(posting), sent(page) | {"set_levels": "1"}).content.decode()
    done = row(page, skill("Communication"))
    assert "The level is the usual one for a first job in Computer user support." in done
    assert level in done.split("<details")[0] and "<select" not in done.split("<details")[0]
    assert "<select" in row(page, skill("Active Directory")).split("<details")[0]
    assert "What you change here is kept only once you press “Confirm these skills”." in page
    assert not posting.requirements.filter(confirmed=True).exists()


def test_what_sets_many_at_once_stands_above_the_first_line(
    desk: Client, hiring_manager: Actor, employer: Organization, now: datetime
) -> None:
    starter_in_database()
    ad = "We use SQL, Python, Linux, DNS, Git, Docker, HTML, CSS, Jira, Tableau and React. Clear communication."
    posting = create_posting(hiring_manager, employer, title="Help desk technician", text=ad, now=now)
    page = desk.get(page_of(posting)).content.decode()
    assert "need your look" in page
    assert page.index('id="bulk-need"') < page.index('id="bulk-level"') < page.index('<li class="th-set')
    assert page.count('id="bulk-level"') == 1


def test_one_level_for_all_leaves_what_the_ad_says_and_what_a_person_set(
    desk: Client, posting: Posting
) -> None:
    page = desk.get(page_of(posting)).content.decode()
    own = skill("Active Directory")
    form = sent(page) | {f"level-{own}": ["1"], "bulk-level": ["level:5"], "set_levels": "1"}
    page = desk.post(page_of(posting), form).content.decode()
    desk.post(page_of(posting), sent(page) | {"save": "1"})
    levels = dict(posting.requirements.values_list("skill__name", "level"))
    assert (levels["SQL"], levels["Active Directory"]) == (3, 1)
    assert 5 in levels.values()


def test_another_usual_profile_can_be_compared_with(desk: Client, posting: Posting) -> None:
    page = desk.get(page_of(posting)).content.decode()
    form = sent(page) | {"bulk-level": ["usual:data"], "set_levels": "1"}
    page = desk.post(page_of(posting), form).content.decode()
    assert "You compare it with a job in Data analysis and databases." in page
    assert 'name="usual" value="data"' in page
    assert "not in the usual profile and stay" in page


def test_what_a_job_began_from_can_be_compared_with_after_it_was_retired(
    desk: Client, posting: Posting
) -> None:
    place = posting.community
    own = RoleProfile.objects.create(community=place, slug="barge", name="Barge desk", state="retired")
    line: dict[str, Any] = {"level": 5, "importance": "essential", "when": "day_one"}
    ProfileSkill.objects.create(profile=own, skill_id=skill("Communication"), **line)
    Posting.objects.filter(pk=posting.pk).update(profile=own)
    page = desk.get(page_of(posting)).content.decode()
    assert "You began from Barge desk." in page and 'value="usual:barge"' in page
    assert "Barge desk" not in desk.get(reverse("employer:post")).content.decode()


def test_a_communitys_own_roles_are_offered_where_a_job_is_posted(desk: Client, posting: Posting) -> None:
    shared = RoleProfile.objects.get(slug="data")
    ours: dict[str, Any] = {"community": posting.community, "about": "Is."}
    RoleProfile.objects.create(slug="data", name="Data on the river", copied_from=shared, **ours)
    RoleProfile.objects.create(slug="barge", name="Barge desk", **ours)
    page = desk.get(reverse("employer:post")).content.decode()
    assert "Data on the river" in page and "Barge desk" in page
    assert shared.name not in page


def test_a_skill_is_left_out_and_put_back_in_one_press_each(desk: Client, posting: Posting) -> None:
    page = desk.get(page_of(posting)).content.decode()
    pk = skill("SQL")
    page = desk.post(page_of(posting), sent(page) | {"remove": pk}).content.decode()
    assert "left out" in row(page, pk) and "Put back" in row(page, pk)
    assert posting.requirements.filter(skill_id=pk).exists()
    back = desk.post(page_of(posting), sent(page) | {"restore": pk}).content.decode()
    assert "3 independent" in row(back, pk)
    desk.post(page_of(posting), sent(page) | {"save": "1"})
    assert not posting.requirements.filter(skill_id=pk).exists()


def test_a_line_that_is_right_moves_to_the_clear_ones_and_stays_there(desk: Client, posting: Posting) -> None:
    page = desk.get(page_of(posting)).content.decode()
    pk = skill("Docker")
    page = desk.post(page_of(posting), sent(page) | {"add": pk}).content.decode()
    assert "That is right" in row(page, pk)
    page = desk.post(page_of(posting), sent(page) | {"settle": pk}).content.decode()
    assert "That is right" not in page
    assert page.index('id="clear-skills"') < page.index(f'id="skill-{pk}"')
    assert "That is right" not in desk.post(page_of(posting), sent(page) | {"find": "1"}).content.decode()


def test_levels_are_taken_as_they_stand(desk: Client, posting: Posting) -> None:
    page = desk.get(page_of(posting)).content.decode()
    form = sent(page) | {"bulk-level": ["keep"], "set_levels": "1"}
    page = desk.post(page_of(posting), form).content.decode()
    assert "need your look" not in page and "needs your look" not in page


def test_usual_skills_the_ad_does_not_name_are_offered_and_never_ticked(
    desk: Client, posting: Posting
) -> None:
    page = desk.get(page_of(posting)).content.decode()
    offered = re.findall(r'<input[^>]*id="usual-add-(\d+)"[^>]*>', page)
    assert (
        offered
        and "checked" not in page.split("Usual skills the ad does not name")[1].split("</fieldset>")[0]
    )
    assert str(skill("SQL")) not in offered
    usual = RoleProfile.objects.get(slug="user-support").lines.get(skill_id=int(offered[0]))
    page = desk.post(page_of(posting), sent(page) | {"add": offered[0], "find": "1"}).content.decode()
    desk.post(page_of(posting), sent(page) | {"save": "1"})
    line = posting.requirements.get(skill_id=usual.skill_id)
    assert (line.level, line.importance, line.when) == (usual.level, usual.importance, usual.when)


def test_a_skill_found_by_search_is_added_by_one_press_and_its_level_is_asked(
    desk: Client, posting: Posting
) -> None:
    page = desk.get(page_of(posting)).content.decode()
    page = desk.post(page_of(posting), sent(page) | {"search": ["docker"], "find": "1"}).content.decode()
    pk = skill("Docker")
    assert f'name="add" value="{pk}"' in page
    page = desk.post(page_of(posting), sent(page) | {"add": pk}).content.decode()
    assert "You added it. Say at which level it is needed." in row(page, pk)


def test_somebody_elses_change_is_told_and_a_second_save_keeps_what_was_typed(
    desk: Client, posting: Posting
) -> None:
    page = desk.get(page_of(posting)).content.decode()
    pk, added = skill("SQL"), skill("Docker")
    mine = sent(page) | {f"level-{pk}": ["5"]}
    theirs = sent(page) | {f"level-{pk}": ["1"], "add": added, "save": "1"}
    desk.post(page_of(posting), theirs)
    page = desk.post(page_of(posting), mine | {"save": "1"}).content.decode()
    assert "Somebody else changed this" in page
    assert "Somebody else saved meanwhile: 1 aware, essential, needed on day one." in row(page, pk)
    assert "Somebody else saved meanwhile: added." in row(page, added)
    desk.post(page_of(posting), sent(page) | {"save": "1"})
    levels = dict(posting.requirements.values_list("skill_id", "level"))
    assert levels[pk] == 5 and added in levels


def test_once_confirmed_nothing_is_open(desk: Client, posting: Posting) -> None:
    page = desk.get(page_of(posting)).content.decode()
    desk.post(page_of(posting), sent(page) | {"save": "1"})
    page = desk.get(page_of(posting)).content.decode()
    assert "That is right" not in page and 'name="bulk-level"' not in page
    count = posting.requirements.count()
    assert f"{count} of {count} are clear</strong>." in page


def test_without_a_heading_how_much_the_skills_matter_is_asked_and_set_at_once(
    desk: Client, hiring_manager: Actor, employer: Organization, now: datetime
) -> None:
    starter_in_database()
    text = "You answer calls, reset passwords in Active Directory and write tickets."
    posting = create_posting(hiring_manager, employer, title="Night desk", text=text, now=now)
    page = desk.get(page_of(posting)).content.decode()
    assert "The ad does not say whether people must bring it." in page
    form = sent(page) | {"bulk-need": ["learned"], "set_needs": "1"}
    page = desk.post(page_of(posting), form).content.decode()
    assert "The ad does not say whether people must bring it." not in page
    desk.post(page_of(posting), sent(page) | {"save": "1"})
    assert set(posting.requirements.values_list("importance", "when")) == {("essential", "learned")}


def test_numbers_that_are_none_change_nothing(desk: Client, posting: Posting) -> None:
    page = desk.get(page_of(posting)).content.decode()
    pk = skill("SQL")
    for bad in (
        {"remove": "x"},
        {"settle": "9" * 30},
        {"restore": "-1"},
        {"add": "\u0663\u0663"},
        {"bulk-level": ["level:99"], "set_levels": "1"},
        {"bulk-level": ["usual:no-such-role"], "set_levels": "1"},
        {"bulk-need": ["always"], "set_needs": "1"},
        {f"settled-{pk}": ["everything"], f"source-{pk}": ["nobody"], "find": "1"},
    ):
        answer = desk.post(page_of(posting), sent(page) | bad)
        assert answer.status_code == 200 and "3 independent" in row(answer.content.decode(), pk)


def test_a_reader_sees_the_lines_and_no_buttons(
    posting: Posting, as_member: Callable[..., Actor], sign_in: Callable[[Actor], Client]
) -> None:
    page = sign_in(as_member(posting.organization, "reader")).get(page_of(posting)).content.decode()
    assert "Active Directory" in page
    for button in ('name="save"', 'name="remove"', 'name="set_levels"', 'name="settle"', 'name="add"'):
        assert button not in page


def test_many_skills_take_no_more_questions_of_the_database(
    desk: Client, employer: Organization, django_assert_max_num_queries: Callable[..., object]
) -> None:
    starter_in_database()
    few = PostingFactory(organization=employer, requirements=[{}])
    many = PostingFactory(organization=employer, requirements=[{} for _unused in range(30)])
    for posting in (few, many):
        desk.get(page_of(posting))
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]  # a context manager of pytest-django
            desk.get(page_of(posting))


def test_the_page_speaks_spanish_where_the_reader_does(desk: Client, posting: Posting) -> None:
    page = desk.get(page_of(posting), headers={"accept-language": "es"}).content.decode()
    assert "Confirmar estas habilidades" in page and "3 por cuenta propia" in page


def test_it_says_once_that_the_words_changed_until_somebody_confirms_them_again(
    desk: Client, hiring_manager: Actor, convener: Actor, employer: Organization, now: datetime
) -> None:
    radio = own_skill(employer.community, name="Barge radio")
    posting = PostingFactory(organization=employer)
    set_requirements(hiring_manager, posting, lines=[Line(radio.pk, 2)], now=now)
    first = Requirement.objects.get(posting=posting).skill_version
    assert (
        first == radio.version
        and "words for this skill changed" not in desk.get(page_of(posting)).content.decode()
    )
    changed = update_skill(convener, radio, definition="Speaks on the radio of a barge.", now=now)
    page = desk.get(page_of(posting)).content.decode()
    assert "the words for this skill changed since you confirmed it (what it means)." in page
    assert Requirement.objects.get(posting=posting).skill_version == first < changed.version
    set_requirements(hiring_manager, posting, lines=[Line(radio.pk, 2)], now=now)
    assert Requirement.objects.get(posting=posting).skill_version == changed.version
    assert "words for this skill changed" not in desk.get(page_of(posting)).content.decode()


def test_changes_that_wait_are_marked_for_the_browser_to_ask_before_they_are_left(
    desk: Client, posting: Posting
) -> None:
    page = desk.get(page_of(posting)).content.decode()
    assert 'data-unsaved=""' in page
    assert (
        "kept only once you press “Confirm these skills”"
        in page.split('class="th-stay"')[1].split("<section")[0]
    )
    page = desk.post(page_of(posting), sent(page) | {"settle": str(skill("SQL"))}).content.decode()
    assert 'data-unsaved="changed"' in page
