"""Ten people tap what they do at work: the jobs they see are sensible, of different kinds and explained.

The postings ask for what the starter framework's roles ask for, one posting a role, and two more of user support
under other titles, as a community whose ads come pasted from employers has them.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.skills.models import EverydayTask, ProfileSkill, RoleProfile, Skill
from techhire.plays.matches.queries import CouldI, could_i
from techhire.plays.matches.queries.glimpses import Kinds
from techhire.plays.providers.models import Cohort, Program, Teaches
from tests.factories.matches import NOW, TODAY, a_posting
from tests.factories.skills import starter_in_database

COURSES = {
    "Help desk course": (
        "en",
        "customer-service:3 computer-troubleshooting:2 windows-desktop:2 computer-hardware:2 "
        "office-software:2 communication:3",
    ),
    "Curso de mesa de ayuda": (
        "es",
        "customer-service:3 computer-troubleshooting:2 windows-desktop:2 computer-hardware:2 "
        "office-software:2 communication:3",
    ),
    "Network course": (
        "en",
        "networking:2 tcp-ip:2 windows-server:2 linux:2 active-directory:2 computer-troubleshooting:3",
    ),
    "First steps": ("en", "digital-literacy:3 office-software:2 spreadsheets:2 learning-new-tools:2"),
    "Coordinator course": ("en", "project-coordination:2 meeting-facilitation:2 status-reporting:2"),
    "Testing course": (
        "en",
        "software-testing:2 manual-testing:2 bug-reporting:2 test-case-writing:2 attention-to-detail:3",
    ),
}


@dataclass(frozen=True)
class Life:
    """What somebody taps; the kinds of work they must see; the nearness of the first; what the one step must be."""

    taps: str
    kinds: set[str]
    near: str
    has: int
    step: set[str]


LIVES = {
    "call center agent": Life(
        "calls-with-screen walk-callers-steps reset-customer-login close-cases chat-customers look-up-answers "
        "upset-caller call-numbers",
        {"user-support", "other", "it-project-manager"},
        "one_left",
        4,
        {"office-software", "computer-hardware", "windows-desktop", "Help desk course", "First steps"},
    ),
    "warehouse lead": Life(
        "shift-lead-floor shipping-sheet shift-handover new-scanner-system track-missing-pallet scan-packages "
        "fix-scanner-labels daily-safety-check",
        {"it-project-manager", "other"},
        "one_left",
        5,
        {"project-coordination", "Coordinator course"},
    ),
    "cook": Life(
        "rush-orders kitchen-safety-steps kitchen-ordering kitchen-team menu-tablet spot-scam-messages "
        "household-budget-sheet help-find-right-product",
        {"other", "it-project-manager"},
        "part",
        3,
        {"First steps", "Coordinator course"},
    ),
    "nurse aide": Life(
        "care-notes care-handover care-records-system patient-portal medicine-schedule care-calm "
        "teach-older-relative family-interpreter",
        {"other"},
        "part",
        3,
        {"First steps"},
    ),
    "cashier": Life(
        "run-register register-fix upset-shopper help-find-right-product train-new-cashiers count-stock "
        "set-up-phones-family online-forms-help",
        {"other", "user-support"},
        "part",
        3,
        {"First steps", "Help desk course"},
    ),
    "mechanic": Life(
        "scan-tool repair-manual explain-repair electronics-swap parts-lookup build-gaming-pc home-router "
        "smart-tv-devices",
        {"user-support", "other"},
        "part",
        4,
        {"Help desk course"},
    ),
    "office clerk": Life(
        "office-documents office-monthly-report office-proofread meeting-minutes book-appointments office-letters "
        "school-records front-desk-copier",
        {"other", "it-project-manager"},
        "one_left",
        6,
        {"learning-new-tools"},
    ),
    "parent who runs a school club": Life(
        "plan-school-event school-flyers club-members-sheet club-sign-up club-helpers church-club-page "
        "teacher-tech-help volunteer-sound",
        {"it-project-manager", "other"},
        "one_left",
        6,
        {"attention-to-detail"},
    ),
    "soldier in signals": Life(
        "field-network signal-fault radio-equipment led-squad guarded-information military-checklists pull-cable "
        "test-wiring",
        {"systems-network", "information-security"},
        "part",
        4,
        {"Network course"},
    ),
    "gamer who builds computers": Life(
        "build-gaming-pc game-network run-game-server test-games scripts-mods clean-slow-computer moderate-community "
        "ask-me-printer-wifi",
        {"user-support", "quality-assurance"},
        "part",
        4,
        {"Help desk course"},
    ),
}


@pytest.fixture
def town(community: Community, employer: Organization, provider: Organization) -> Community:
    starter_in_database()
    for profile in RoleProfile.objects.prefetch_related("lines__skill"):
        core = [line for line in profile.lines.all() if line.importance == "essential"]
        asks = {line.skill: line.level for line in core if line.when == "day_one"}
        a_posting(employer, asks, title=profile.name, profile=profile)
        if profile.slug == "user-support":
            for title in ("Help desk technician", "Technical support agent"):
                a_posting(employer, asks, title=title)
    skills = {skill.code: skill for skill in Skill.objects.all()}
    for name, (language, teaches) in COURSES.items():
        program = Program.objects.create(
            organization=provider,
            slug=name.lower().replace(" ", "-"),
            name=name,
            language=language,
            state="listed",
            confirmed_at=NOW,
        )
        for part in teaches.split():
            slug, level = part.split(":")
            Teaches.objects.create(program=program, skill=skills[slug], level=int(level))
        Cohort.objects.create(program=program, starts_on=TODAY + timedelta(days=9), seats=9)
    return community


def _kinds(found: CouldI) -> list[str]:
    return [job.posting.profile.slug if job.posting.profile else "user-support" for job in found.jobs]


def _step(found: CouldI) -> str:
    assert found.step is not None
    return found.step.program.name if found.step.program else str(found.step.skill.code)  # type: ignore[union-attr]  # a step is one of both


def test_every_life_sees_sensible_different_explained_jobs_and_one_step(town: Community) -> None:
    known = set(EverydayTask.objects.values_list("slug", flat=True))
    wrong = []
    for name, life in LIVES.items():
        assert set(life.taps.split()) <= known, name
        found = could_i(town, life.taps.split(), today=TODAY, language="en")
        kinds = _kinds(found)
        first = found.jobs[0]
        told = f"{name}: {kinds} {first.near} {first.has} of {first.of}, {_step(found)}"
        if len(set(kinds)) != 3 or not life.kinds <= set(kinds):
            wrong.append(f"kinds, {told}")
        if (first.near, _step(found) in life.step) != (life.near, True) or first.has < life.has:
            wrong.append(f"near or step, {told}")
        for job in found.jobs:
            explained = [skill for reason in job.because for skill in reason.skills]
            if sorted(s.pk for s in explained) != sorted(line.skill.pk for line in job.does):
                wrong.append(f"unexplained, {told}")
    assert not wrong, "\n".join(wrong)


def test_a_copy_of_the_communitys_own_is_of_one_kind_with_the_shared_role(employer: Organization) -> None:
    starter_in_database()
    shared = RoleProfile.objects.get(slug="user-support")
    lines = list(shared.lines.all())
    ours = {"community": employer.community, "slug": shared.slug, "name": "Support here", "about": "Is."}
    copy = RoleProfile.objects.create(copied_from=shared, **ours)
    ProfileSkill.objects.bulk_create(
        ProfileSkill(
            profile=copy, skill_id=row.skill_id, level=row.level, importance=row.importance, when=row.when
        )
        for row in lines
    )
    asks = {row.skill: row.level for row in lines if row.importance == "essential" and row.when == "day_one"}
    begun = [a_posting(employer, asks, profile=profile) for profile in (shared, copy, None)]
    kinds = Kinds(employer.community)
    assert {kinds.of(posting) for posting in begun} == {shared.pk}
