"""About how many people fit, for everybody: from the day's snapshot, rounded, and the same for every variant."""

from unittest.mock import Mock

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.engines import posting_check
from techhire.plays.matches import bridge
from techhire.plays.matches.actions.snapshots import build_snapshot
from techhire.plays.matches.queries import Wanted, check_ad, found_here, public_counts
from techhire.plays.matches.queries.counts import in_words
from techhire.plays.seekers.actions.found import turn_found_off
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import NOW, a_person, a_skill, claims, found_person

AD = """Help desk technician
Requirements:
- Ticket handling and customer service
- Bachelor's degree required
Preferred: Spreadsheets
"""


@pytest.fixture
def asked(tickets: Skill) -> list[Wanted]:
    return [Wanted(tickets.pk, 2)]


def test_people_who_fit_are_counted_and_rounded_and_degrees_only_afterwards(
    community: Community, tickets: Skill, asked: list[Wanted]
) -> None:
    for at in range(28):
        found_person(community, {tickets: 3}, has_degree="yes" if at < 12 else ("no", "not_said")[at % 2])
    a_person(community, {tickets: 3})
    for _unused in range(5):
        claims(found_person(community, {a_skill(f"Other {_unused}"): 3}), tickets, 5)
    counts = public_counts(community, asked)
    assert counts is not None
    assert (counts.fit.value, counts.with_degree.value, counts.more) == (30, 10, 20)
    assert in_words(counts.fit) == "about 30"


@pytest.mark.parametrize("people", [0, 1, 9])
def test_below_ten_nothing_more_is_said(
    people: int, community: Community, tickets: Skill, asked: list[Wanted]
) -> None:
    for _unused in range(people):
        found_person(community, {tickets: 3}, has_degree="yes")
    counts = public_counts(community, asked)
    assert counts is not None and counts.more is None
    assert in_words(counts.fit) == in_words(counts.with_degree) == "fewer than 10"
    assert in_words(found_here(community)) == "fewer than 10"


def test_the_figure_moves_with_the_day_and_not_with_one_person(
    community: Community, tickets: Skill, asked: list[Wanted], system: Actor
) -> None:
    """Twelve and a half are needed to read 15: one person's coming or going shows in no figure of the day."""
    people = [found_person(community, {tickets: 3}) for _unused in range(12)]
    build_snapshot(community.pk, now=NOW)
    before = public_counts(community, asked)
    assert before is not None and before.fit.value == 10
    found_person(community, {tickets: 3})
    Seeker.objects.filter(pk=people[0].pk).update(has_degree="yes")
    assert public_counts(community, asked) == before
    turn_found_off(system, people[1], now=NOW)
    found_person(community, {tickets: 3})
    found_person(community, {tickets: 3})
    build_snapshot(community.pk, now=NOW)
    after = public_counts(community, asked)
    assert after is not None and after.fit.value == 15


def test_a_second_process_says_the_same(community: Community, tickets: Skill, asked: list[Wanted]) -> None:
    for _unused in range(12):
        found_person(community, {tickets: 3})
    build_snapshot(community.pk, now=NOW)
    first = public_counts(community, asked)
    bridge.forget_served()
    assert public_counts(community, asked) == first


def test_communities_are_counted_apart(
    community: Community, elsewhere: Community, tickets: Skill, asked: list[Wanted]
) -> None:
    for _unused in range(12):
        found_person(elsewhere, {tickets: 3})
    counts = public_counts(community, asked)
    assert counts is not None and counts.fit.value is None


def test_a_text_without_skills_has_no_figures(community: Community, tickets: Skill) -> None:
    check = check_ad(community, "We sell bread. Come and see us.")
    assert check.counts is None and check.lines == [] and check.few_it_skills


def test_an_ad_is_read_counted_and_checked(community: Community, tickets: Skill, excel: Skill) -> None:
    for _unused in range(12):
        found_person(community, {tickets: 5}, has_degree="no")
    check = check_ad(community, AD)
    assert [(line.skill, line.is_essential) for line in check.lines] == [(tickets, True), (excel, False)]
    assert check.counts is not None and check.counts.fit.value == 10
    assert check.counts.with_degree.value is None and check.names_degree
    assert {"degree", "missing"} <= {str(finding.rule) for finding in check.findings}
    assert all(finding.title and finding.why and finding.instead for finding in check.findings)


@pytest.mark.parametrize("pasted", ["x" * 2_000_000, "\x00\x01\x02" * 50])
def test_what_is_no_ad_is_refused_in_words(pasted: str, community: Community, tickets: Skill) -> None:
    with pytest.raises(Refused):
        check_ad(community, pasted)


def test_html_is_taken_as_words(community: Community, tickets: Skill) -> None:
    check = check_ad(community, "<p>Ticket handling for a busy clinic</p><script>alert(1)</script>")
    assert "<" not in check.text and [line.skill for line in check.lines] == [tickets]


def test_where_few_fit_it_is_said_what_would_open_the_job(
    community: Community, tickets: Skill, excel: Skill
) -> None:
    for _unused in range(20):
        found_person(community, {tickets: 3, excel: 2})
    counts = public_counts(community, [Wanted(tickets.pk, 2), Wanted(excel.pk, 4)])
    assert counts is not None and counts.fit.value is None and counts.together is None
    opened = {one.skill_id: one for one in counts.softer}
    assert opened[excel.pk].learned is not None and opened[excel.pk].learned.value == 20
    assert opened[excel.pk].below == 3 and tickets.pk not in opened


def test_several_lines_are_named_where_no_one_line_opens_it(
    community: Community, tickets: Skill, excel: Skill
) -> None:
    third = a_skill("Cabling")
    for _unused in range(15):
        found_person(community, {tickets: 3})
    counts = public_counts(
        community, [Wanted(pk, 4) for pk in (excel.pk, third.pk)] + [Wanted(tickets.pk, 2)]
    )
    assert counts is not None and counts.softer == ()
    assert counts.together is not None
    assert set(counts.together[0]) == {excel.pk, third.pk} and counts.together[1].value == 15


def test_nothing_that_would_open_a_job_is_counted_below_ten(
    community: Community, tickets: Skill, excel: Skill
) -> None:
    for _unused in range(9):
        found_person(community, {tickets: 3})
    counts = public_counts(community, [Wanted(tickets.pk, 2), Wanted(excel.pk, 4)])
    assert counts is not None
    assert (counts.softer, counts.all_lower, counts.together) == ((), None, None)


@pytest.mark.parametrize(
    ("line", "asks", "prefers"),
    [
        ("Bachelor's degree required", True, False),
        ("Bachelor's degree preferred", False, True),
        ("Associate degree in IT preferred", False, False),
        ("Associate degree required", False, False),
        ("High school diploma required", False, False),
        ("Bachelor's degree or 4 years of work", False, False),
    ],
)
def test_a_degree_is_spoken_of_as_the_ad_speaks_of_it(
    line: str, asks: bool, prefers: bool, community: Community, tickets: Skill
) -> None:
    check = check_ad(community, f"Requirements:\n- Ticket handling\n- {line}")
    assert (check.names_degree, check.prefers_degree) == (asks, prefers)


def test_nothing_is_counted_where_no_essential_skill_is_left(
    community: Community, tickets: Skill, excel: Skill
) -> None:
    """Learned on the job, the only essential would leave everybody who can be found, which says nothing."""
    for _unused in range(15):
        found_person(community, {excel: 3})
    for wanted in (
        [Wanted(tickets.pk, 4)],
        [Wanted(tickets.pk, 4), Wanted(excel.pk, 1, "preferred")],
        [Wanted(tickets.pk, 4, "preferred")],
    ):
        counts = public_counts(community, wanted)
        assert counts is not None and counts.together is None
        assert [one.learned for one in counts.softer if one.skill_id == tickets.pk] in ([], [None])


def test_findings_of_one_line_and_those_about_none_are_counted_as_lines(
    community: Community, tickets: Skill
) -> None:
    check = check_ad(community, "Ticket handling\n- Christians only, young team, rockstar developers\n")
    assert len(check.shutting) > 1 == check.shutting_lines


def test_an_ad_is_parted_into_lines_once_however_often_they_are_counted(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = check_ad(community, AD)
    parting = Mock(wraps=posting_check.count_lines)
    monkeypatch.setattr(posting_check, "count_lines", parting)
    assert [check.shutting_lines for _unused in range(3)] == [1, 1, 1]
    assert parting.call_count == 1
