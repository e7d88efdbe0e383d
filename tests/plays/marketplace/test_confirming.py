"""What of an ad's skills is clear, why the rest is a guess, and what is usual for such a job."""

from dataclasses import replace
from datetime import datetime

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills import starter
from techhire.commons.skills.actions.role_life import propose_role, publish_role, retire_role
from techhire.commons.skills.actions.role_lines import RoleLine
from techhire.commons.skills.bridge import ReadLine
from techhire.commons.skills.models import RoleProfile, Skill
from techhire.commons.skills.queries import role_titled
from techhire.plays.marketplace.models import Posting, Requirement
from techhire.plays.marketplace.queries import doubts_about, phrase_around, usual_among, usual_profiles
from techhire.plays.marketplace.words import Doubt
from tests.factories.marketplace import PostingFactory, RequirementFactory
from tests.factories.skills import starter_in_database

READ = ReadLine(1, "SQL", "essential", 3, True, 0, 3, "SQL", 0.9, ((0, 3),))


def line(**fields: object) -> Requirement:
    return Requirement(**({"skill_id": 1, "confidence": 0.9, "when": "day_one", "confirmed": False} | fields))


@pytest.mark.parametrize(
    ("read", "doubts"),
    [
        ({}, ()),
        ({"level_said": False}, (Doubt.LEVEL,)),
        ({"asked": False}, (Doubt.NEED,)),
        ({"doubtful": True}, ()),
        ({"doubtful": True, "asked": False}, (Doubt.NAME, Doubt.NEED)),
        ({"level_said": False, "asked": False, "doubtful": True}, (Doubt.NAME, Doubt.LEVEL, Doubt.NEED)),
    ],
)
def test_a_guess_is_told_with_its_reason(read: dict[str, bool], doubts: tuple[Doubt, ...]) -> None:
    assert doubts_about(line(), replace(READ, **read), ad="SQL") == doubts  # type: ignore[arg-type]  # flags only


def test_what_a_person_confirmed_or_a_role_gave_is_clear() -> None:
    unsure = replace(READ, level_said=False, asked=False)
    assert doubts_about(line(confirmed=True), unsure, ad="SQL") == ()
    assert doubts_about(line(confidence=None), unsure, ad="SQL") == ()


def test_what_is_learned_on_the_job_is_not_asked_about() -> None:
    assert doubts_about(line(when="learned"), replace(READ, level_said=False, asked=False), ad="SQL") == ()


def test_a_line_whose_words_are_not_read_has_a_guessed_level() -> None:
    assert doubts_about(line(text="SQL"), None, ad="SQL") == (Doubt.LEVEL,)


@pytest.mark.parametrize(
    ("fields", "read", "ad", "doubts"),
    [
        pytest.param({}, None, "NoSQL stores.", (Doubt.GONE,), id="inside another word"),
        pytest.param({}, None, "", (Doubt.GONE,), id="no ad any more"),
        pytest.param({}, None, "We know SQL.", (), id="its words stand there, read or not"),
        pytest.param({}, READ, "Queries.", (), id="read from other words"),
        pytest.param({"confidence": None}, None, "Queries.", (), id="the employer's own"),
        pytest.param({"text": ""}, None, "Queries.", (), id="named by the title alone"),
        pytest.param({"confirmed": False}, None, "Queries.", (Doubt.GONE, Doubt.LEVEL), id="not confirmed"),
    ],
)
def test_what_was_confirmed_is_asked_about_again_once_the_ad_names_it_no_more(
    fields: dict[str, object], read: ReadLine | None, ad: str, doubts: tuple[Doubt, ...]
) -> None:
    assert doubts_about(line(**({"confirmed": True, "text": "SQL"} | fields)), read, ad=ad) == doubts


@pytest.mark.parametrize(
    ("title", "slug", "why"),
    [
        ("Help Desk Technician II", "user-support", "title"),
        ("Analista de datos", "data", "title"),
        ("Somebody for everything", "data", "skills"),
        ("Somebody else", None, None),
    ],
)
def test_the_usual_profile_is_found_by_title_then_by_skills(
    title: str, slug: str | None, why: str | None, employer: Organization
) -> None:
    starter_in_database()
    posting = PostingFactory(organization=employer, title=title)
    if why == "skills":
        profile = RoleProfile.objects.get(slug="data")
        for usual in profile.lines.all():
            RequirementFactory(posting=posting, skill=usual.skill)
    usual = usual_among(usual_profiles(posting), posting)
    assert (usual and usual.profile.slug, usual and usual.why) == (slug, why)


def test_the_profile_it_began_from_and_the_one_chosen_come_first(employer: Organization) -> None:
    starter_in_database()
    began = RoleProfile.objects.get(slug="mobile")
    posting = PostingFactory(organization=employer, title="Help desk technician", profile=began)
    profiles = usual_profiles(posting)
    found = usual_among(profiles, posting)
    assert found is not None and (found.profile, found.why) == (began, "role")
    assert set(found.lines) == set(began.lines.values_list("skill_id", flat=True))
    found = usual_among(profiles, posting, "data")
    assert found is not None and (found.profile.slug, found.why) == ("data", "chosen")
    found = usual_among(profiles, posting, "no-such-role")
    assert found is not None and found.why == "role"


def test_a_communitys_own_profile_is_known_by_its_name_and_only_there(
    employer: Organization, community: Community, elsewhere: Community
) -> None:
    RoleProfile.objects.create(community=community, slug="kiosk", name="Kiosk technician")
    RoleProfile.objects.create(community=elsewhere, slug="drone", name="Drone pilot")
    here = PostingFactory(organization=employer, title="Kiosk technician, weekends")
    usual = usual_among(usual_profiles(here), here)
    assert usual is not None and usual.profile.slug == "kiosk"
    there = PostingFactory(organization=employer, title="Drone pilot")
    assert usual_among(usual_profiles(there), there) is None


def test_a_copy_stands_for_the_shared_profile_a_posting_began_from(
    employer: Organization, convener: Actor, now: datetime
) -> None:
    starter_in_database()
    shared = RoleProfile.objects.get(slug="mobile")
    posting = PostingFactory(organization=employer, title="Somebody", profile=shared)
    copy = publish_role(convener, propose_role(convener, copied_from=shared, now=now), now=now)
    profiles = usual_profiles(posting)
    assert copy in profiles and shared not in profiles
    usual = usual_among(profiles, posting)
    assert usual is not None and (usual.profile, usual.why) == (copy, "role")


def test_a_retired_profile_is_offered_no_more_and_goes_on_serving_what_began_from_it(
    employer: Organization, convener: Actor, now: datetime
) -> None:
    starter_in_database()
    asks = [RoleLine(Skill.objects.get(code="sql").pk, 2)]
    told = {"name": "Barge desk", "about": "Helps.", "name_es": "Mesa", "about_es": "Ayuda."}
    role = publish_role(convener, propose_role(convener, lines=asks, now=now, **told), now=now)
    posting = PostingFactory(organization=employer, title="Somebody", profile=role)
    retire_role(convener, role, now=now)
    profiles = usual_profiles(posting)
    assert role not in profiles
    usual = usual_among(profiles, posting)
    assert usual is not None and (usual.profile, usual.why) == (role, "role")
    assert [line.level for line in usual.lines.values()] == [2]


def test_every_title_of_the_starter_leads_to_its_own_role(db: None) -> None:
    starter_in_database()
    profiles = list(RoleProfile.objects.all())
    rows = list(starter.rows("role_titles.csv"))
    assert {row["role"] for row in rows} == {profile.slug for profile in profiles} - {"other"}
    for row in rows:
        for title in [*row["titles_en"].split("|"), *row["titles_es"].split("|")]:
            found = role_titled(profiles, title)
            assert found is not None and found.slug == row["role"], title


AD = "Requirements:\n\u2022 Two years of SQL and a very long list of other things nobody will ever read to its end\n"


def test_the_phrase_is_the_line_of_the_ad_cut_at_words() -> None:
    start = AD.index("SQL")
    phrase = phrase_around(AD, start, start + 3)
    assert phrase is not None
    assert (phrase.before, phrase.name) == ("Two years of ", "SQL")
    assert phrase.after.startswith(" and a very long list") and phrase.after.endswith(" \u2026")
    assert len(phrase.after) < 60


def test_a_long_line_is_cut_before_the_name_too() -> None:
    text = "word " * 40 + "SQL"
    phrase = phrase_around(text, len(text) - 3, len(text))
    assert phrase is not None and phrase.before.startswith("\u2026 word") and len(phrase.before) < 65


@pytest.mark.parametrize("span", [(None, None), (3, 3), (5, 2), (0, 10_000)])
def test_where_the_ad_says_nothing_there_is_no_phrase(span: tuple[int | None, int | None]) -> None:
    assert phrase_around(AD, *span) is None


def test_the_usual_costs_three_queries(
    employer: Organization, now: datetime, django_assert_num_queries: object
) -> None:
    starter_in_database()
    posting = Posting.objects.select_related("community").get(pk=PostingFactory(organization=employer).pk)
    with django_assert_num_queries(3):  # type: ignore[operator]  # a context manager of pytest-django
        profiles = usual_profiles(posting)
        usual_among(profiles, posting, "data")
