"""A posting begins: what comes in, whatever it is, ends as plain words or as a clear no."""

from contextlib import nullcontext
from datetime import datetime
from unittest.mock import Mock

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Framework, RoleProfile
from techhire.plays.marketplace import bridge
from techhire.plays.marketplace.actions.drafting import create_posting
from techhire.plays.marketplace.models import Posting, Requirement

AD = """Help Desk Technician
Requirements:
- Experience with Active Directory and Windows 10
- Strong troubleshooting of printers
Nice to have: Python
We do not use macOS."""


def make(actor: Actor, organization: Organization, now: datetime, **fields: object) -> Posting:
    fields = {"title": "Help desk", "text": AD} | fields
    return create_posting(actor, organization, now=now, **fields)  # type: ignore[arg-type]  # a test's shorthand


def test_a_pasted_ad_is_read_into_requirements_to_confirm(
    hiring_manager: Actor, employer: Organization, now: datetime, starter: Framework
) -> None:
    posting = make(hiring_manager, employer, now)
    lines = {line.skill.code: line for line in posting.requirements.select_related("skill")}
    assert lines["active-directory"].importance == "essential"
    assert lines["python"].importance == "preferred"
    assert not {code for code in lines if "mac" in code}
    assert not any(line.confirmed for line in lines.values())
    for line in lines.values():
        if line.start is not None:
            assert posting.text[line.start : line.end] == line.text != ""
    names = list(Fact.objects.order_by("pk").values_list("name", flat=True))
    assert names[-2:] == ["PostingCreated", "PostingRead"]


def test_a_skill_that_only_the_title_names_points_nowhere_in_the_ad(
    hiring_manager: Actor, employer: Organization, now: datetime, starter: Framework
) -> None:
    posting = make(
        hiring_manager,
        employer,
        now,
        title="SQL reporting assistant",
        text="You like numbers and clear tables.",
    )
    line = posting.requirements.get(skill__code="sql")
    assert (line.start, line.end, line.text) == (None, None, "")


def test_a_role_profile_brings_its_lines(
    hiring_manager: Actor, employer: Organization, now: datetime, starter: Framework
) -> None:
    role = RoleProfile.objects.get(slug="user-support")
    posting = make(hiring_manager, employer, now, text="", profile=role)
    assert posting.requirements.count() == role.lines.count() > 7
    assert posting.soc_code == "15-1232"


def test_nothing_begins_from_a_role_that_is_not_offered_here(
    hiring_manager: Actor, employer: Organization, elsewhere: Community, now: datetime, starter: Framework
) -> None:
    said = {"name": "Deck hand", "about": "Helps."}
    for role in (
        RoleProfile.objects.create(community=elsewhere, slug="theirs", **said),
        RoleProfile.objects.create(community=employer.community, slug="draft", state="proposed", **said),
        RoleProfile.objects.create(community=employer.community, slug="gone", state="retired", **said),
    ):
        with pytest.raises(Refused, match="not offered here any more") as refusal:
            make(hiring_manager, employer, now, text="", profile=role)
        assert refusal.value.field == "profile"
    own = RoleProfile.objects.create(community=employer.community, slug="ours", **said)
    assert make(hiring_manager, employer, now, text="", profile=own).profile == own


def test_the_language_of_a_spanish_ad_is_kept(
    hiring_manager: Actor, employer: Organization, now: datetime, starter: Framework
) -> None:
    text = "Buscamos una persona para soporte técnico. Debe conocer Windows y tener ganas de aprender con nosotros."
    assert make(hiring_manager, employer, now, text=text).language == "es"


def test_tags_and_scripts_are_taken_out_and_words_kept(
    hiring_manager: Actor, employer: Organization, now: datetime, starter: Framework
) -> None:
    pasted = "<h1>Help desk</h1><script>alert('x')</script><p>Needs <b>SQL</b> &amp; Excel</p><img src=x onerror=y()>"
    posting = make(hiring_manager, employer, now, text=pasted)
    assert "alert" not in posting.text and "<" not in posting.text and "onerror" not in posting.text
    assert "Needs SQL & Excel" in posting.text
    assert {"sql"} <= set(posting.requirements.values_list("skill__code", flat=True))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Paste the ad"),
        ("   \n ", "Paste the ad"),
        ("word " * 1_000_000, "too long"),
        ("x" * 70_000, "too long"),
        ("PK\x03\x04\x00\x00binary\x00", "looks like a file"),
        ("\ufffd\ufffd\ufffd\ufffdJFIF", "looks like a file"),
    ],
    ids=["empty", "blank", "5 MB", "long", "zip", "picture"],
)
def test_bad_input_is_refused_in_words_and_nothing_is_kept(
    text: str, says: str, hiring_manager: Actor, employer: Organization, now: datetime
) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        make(hiring_manager, employer, now, text=text)
    assert refusal.value.field == "text"
    assert not Posting.objects.exists() and not Requirement.objects.exists() and not Fact.objects.exists()


@pytest.mark.parametrize("text", [AD, " ", "", "Too short.", "%PDF-1.7 \x00\x01\x02"])
def test_what_was_pasted_is_made_plain_once(
    hiring_manager: Actor,
    employer: Organization,
    now: datetime,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading = Mock(wraps=bridge.looks_binary)
    monkeypatch.setattr(bridge, "looks_binary", reading)
    with nullcontext() if text == AD else pytest.raises(Refused):
        make(hiring_manager, employer, now, text=text)
    assert reading.call_count == 1


def test_a_title_is_asked_for(hiring_manager: Actor, employer: Organization, now: datetime) -> None:
    with pytest.raises(Refused, match="title"):
        make(hiring_manager, employer, now, title="  ")


@pytest.mark.parametrize("state", ["paused", "left"])
def test_an_employer_that_takes_no_part_cannot_post(
    state: str, hiring_manager: Actor, employer: Organization, now: datetime
) -> None:
    employer.state = state
    with pytest.raises(Refused, match="does not take part"):
        create_posting(
            hiring_manager, employer, title="Help desk", text="Answer calls from our nurses.", now=now
        )
