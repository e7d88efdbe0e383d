"""What a person does on their pages, from opening a record to erasing it; nothing typed is lost."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import EverydayTask, Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.seekers.actions.found import turn_found_off
from techhire.plays.seekers.actions.profile import update_profile
from techhire.plays.seekers.models import (
    AccessRecord,
    Consent,
    Contact,
    EmployerBlock,
    Evidence,
    Grant,
    Seeker,
)
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import a_posting, a_skill, found_person
from tests.factories.seekers import NOW, access, findable, piece, seeker_in

pytestmark = pytest.mark.django_db


def text(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(f"seeker:{name}", args=args)).content.decode()


def test_from_nothing_to_being_found_and_hidden_again(
    mine: Client, task: EverydayTask, person: Actor
) -> None:
    assert mine.post(reverse("seeker:start")).url == reverse("seeker:profile_step", args=["name"])
    assert "Tap what I do" in text(mine, "home")
    assert mine.post(reverse("seeker:tasks"), {"tasks": [task.pk]}).url == reverse("seeker:skills")
    assert Evidence.objects.count() == 2
    assert "Answer the questions" in text(mine, "home")
    assert "Before you can turn it on" in text(mine, "found")
    answers = [("age", {"is_adult": "yes"}), ("place", {"zip_code": "64106", "remote_ok": "on"})]
    for step, answer in answers:
        assert mine.post(reverse("seeker:profile_step", args=[step]), answer).status_code == 302
    assert "See exactly what they would see" in text(mine, "home")
    mine.post(reverse("seeker:found_on"), {"name_after_yes": "on"})
    assert Consent.objects.get().scope == ["name_after_yes", "schedule", "skills", "travel"]
    assert "Employers can find you" in text(mine, "found")
    assert "Turn it off now" in text(mine, "home")
    mine.post(reverse("seeker:found_off"))
    assert Seeker.objects.get().found is False
    assert "Employers cannot find you" in text(mine, "found")


def test_starting_twice_says_that_there_is_a_record(mine: Client, me: Seeker) -> None:
    response = mine.post(reverse("seeker:start"), follow=True)
    assert "You already have a record here." in response.content.decode()
    assert Seeker.objects.count() == 1


def test_being_found_by_a_minor_is_refused_in_words(mine: Client, me: Seeker, person: Actor) -> None:
    update_profile(person, me, is_adult=False, zip_code="64106", now=NOW)
    response = mine.post(reverse("seeker:found_on"), follow=True)
    assert "18 or older" in response.content.decode()
    assert not Consent.objects.exists()


def test_a_question_is_saved_and_left_for_later(mine: Client, me: Seeker) -> None:
    address = reverse("seeker:profile_step", args=["schedule"])
    response = mine.post(address, {"schedule": ["days", "part_time"], "later": "1", "version": me.version})
    assert response.url == reverse("seeker:profile")
    assert Seeker.objects.get().schedule == 33
    assert "days, part time" in text(mine, "profile")
    assert 'value="days"' in text(mine, "profile_step", "schedule").split("checked")[0].rsplit("<input", 1)[1]


def test_pay_is_typed_in_dollars_and_never_shown_to_employers(mine: Client, me: Seeker) -> None:
    page = text(mine, "profile_step", "pay")
    assert "Never shown to employers" in page
    mine.post(reverse("seeker:profile_step", args=["pay"]), {"pay_floor_cents": "21.50"})
    assert Seeker.objects.get().pay_floor_cents == 2150
    mine.post(reverse("seeker:profile_step", args=["pay"]), {"pay_floor_cents": ""})
    assert Seeker.objects.get().pay_floor_cents == 0


@pytest.mark.parametrize(
    ("step", "typed", "words"),
    [
        ("place", {"zip_code": "00000"}, "We do not know this ZIP code"),
        ("contact", {"phone": "816-555-0142", "email": "dana at example"}, "not an e-mail address"),
        ("pay", {"pay_floor_cents": "a lot"}, "Enter a number"),
        ("travel", {"travel_mode": "car", "travel_minutes": "999"}, "Choose one of the answers."),
    ],
)
def test_a_wrong_answer_stays_on_the_page_with_the_reason(
    mine: Client, me: Seeker, step: str, typed: dict[str, str], words: str
) -> None:
    response = mine.post(reverse("seeker:profile_step", args=[step]), typed)
    body = response.content.decode()
    assert response.status_code == 200
    assert words in body
    if step != "travel":
        assert next(iter(typed.values())) in body
    assert not Contact.objects.exists()


def test_somebody_elses_change_is_not_saved_over_and_the_second_try_works(
    mine: Client, me: Seeker, person: Actor
) -> None:
    address = reverse("seeker:profile_step", args=["name"])
    update_profile(person, me, name="Dana from the office", now=NOW)
    body = mine.post(address, {"name": "Dana from the phone", "version": me.version}).content.decode()
    assert "Somebody else changed this" in body
    assert "Dana from the phone" in body
    assert "Dana from the office" in body
    version = Seeker.objects.get().version
    assert f'name="version" value="{version}"' in body
    mine.post(address, {"name": "Dana from the phone", "version": version})
    assert Seeker.objects.get().name == "Dana from the phone"


def test_ways_to_reach_me_are_kept_and_shown_to_me(mine: Client, me: Seeker) -> None:
    address = reverse("seeker:profile_step", args=["contact"])
    response = mine.post(address, {"phone": "816-555-0142", "is_shared": "on"})
    assert response.url == reverse("seeker:profile")
    assert Contact.objects.values_list("kind", "is_shared", "for_employers").get() == ("phone", True, False)
    assert "816-555-0142" in text(mine, "profile")
    assert "816-555-0142" in text(mine, "profile_step", "contact")


def test_a_skill_is_found_by_name_claimed_and_taken_back(mine: Client, me: Seeker, networks: Skill) -> None:
    found = mine.get(reverse("seeker:skills"), {"q": "redes"}).content.decode()
    assert reverse("seeker:skill", args=[networks.code]) in found
    mine.post(reverse("seeker:skill", args=[networks.code]), {"level": "3"})
    row = Evidence.objects.get(skill=networks)
    assert (row.kind, float(row.level), row.source) == ("claim", 3.0, "self")
    assert "claimed" in text(mine, "skill", networks.code)
    mine.post(reverse("seeker:withdraw", args=[row.pk]))
    assert "Nothing yet." in text(mine, "skill", networks.code)


def test_a_claim_without_a_level_says_what_is_missing(mine: Client, me: Seeker, networks: Skill) -> None:
    body = mine.post(reverse("seeker:skill", args=[networks.code]), {"level": "9"}).content.decode()
    assert "Please look at this again" in body
    assert not Evidence.objects.filter(skill=networks).exists()


def test_tapping_nothing_or_the_same_again_adds_nothing(mine: Client, me: Seeker, task: EverydayTask) -> None:
    assert "Tap at least one" in mine.post(reverse("seeker:tasks"), {}).content.decode()
    mine.post(reverse("seeker:tasks"), {"tasks": [task.pk]})
    count = Evidence.objects.count()
    again = mine.post(reverse("seeker:tasks"), {"tasks": [task.pk]}, follow=True)
    assert "already" in again.content.decode()
    assert Evidence.objects.count() == count
    assert mine.post(reverse("seeker:tasks"), {"tasks": ["987654"]}).status_code == 200


def test_every_piece_is_told_in_words_and_can_be_disputed(
    mine: Client, me: Seeker, tickets: Skill, provider: Organization
) -> None:
    row = piece(me, tickets, "completion", 3, organization=provider, at=date(2026, 2, 1))
    body = text(mine, "skill", tickets.code)
    assert provider.name in body
    assert "It carries 100% of the weight." in body and "what we assume of anybody" not in body
    assert "there is other evidence now" in body
    address = reverse("seeker:dispute", args=[row.pk])
    assert "Please look at this again" in mine.post(address, {"words": "no"}).content.decode()
    assert mine.post(address, {"reason": "not_me"}).status_code == 302
    assert "does not count while somebody answers" in text(mine, "skill", tickets.code)


def test_a_claim_alone_says_where_the_rest_of_the_weight_lies(
    mine: Client, me: Seeker, tickets: Skill
) -> None:
    body = text(mine, "skill", tickets.code)
    mine_says, rest = (int(found) for found in re.findall(r"(\d+)% of the weight", body))
    assert 0 < mine_says < 50 and mine_says + rest == 100
    assert "what we assume of anybody we know little of" in body


def test_an_employer_is_hidden_from_and_shown_to_again(
    mine: Client, me: Seeker, employer: Organization
) -> None:
    mine.post(reverse("seeker:block"), {"employer": employer.pk})
    assert EmployerBlock.objects.get().organization == employer
    mine.post(reverse("seeker:unblock"), {"employer": employer.pk})
    assert not EmployerBlock.objects.exists()
    for nothing in ("", "x", "987654", "9" * 40):
        assert mine.post(reverse("seeker:block"), {"employer": nothing}).status_code == 302


def test_an_organization_is_let_in_and_out(mine: Client, me: Seeker, onramp: Organization) -> None:
    assert "Nobody sees you by name." in text(mine, "people")
    mine.post(reverse("seeker:people"), {"whom": f"coaching:{onramp.pk}"})
    grant = Grant.objects.get()
    assert (grant.organization, grant.purpose) == (onramp, "coaching")
    assert onramp.name in text(mine, "people")
    mine.post(reverse("seeker:end_grant", args=[grant.pk]))
    assert Grant.objects.get().ended_at is not None


@pytest.mark.parametrize("whom", ["", "hiring:1", "coaching:987654", "nonsense"])
def test_only_offered_organizations_can_be_let_in(
    mine: Client, me: Seeker, onramp: Organization, whom: str
) -> None:
    assert mine.post(reverse("seeker:people"), {"whom": whom}).status_code == 200
    assert not Grant.objects.exists()


def test_a_job_is_explained_skill_by_skill(
    mine: Client, me: Seeker, posting: Posting, tickets: Skill, networks: Skill
) -> None:
    piece(me, tickets, "proctored_test", 3)
    body = text(mine, "job", posting.identifier)
    assert "You show 1 of 2 essential skills." in body
    assert body.index("th-word--proven") < body.index("Ticket handling") < body.index("Home networks")
    assert "not yet shown" in body
    assert "It is not a chance of being hired." in body
    assert "Be read by a person instead" in body and "18 or older" in body


def test_what_keeps_a_job_away_is_said(mine: Client, me: Seeker, posting: Posting, person: Actor) -> None:
    update_profile(person, me, zip_code="80202", travel_minutes=30, now=NOW)
    assert "farther than you want to travel" in text(mine, "job", posting.identifier)
    assert posting.title not in text(mine, "jobs")
    shown = mine.get(reverse("seeker:jobs"), {"all": "1"}).content.decode()
    assert posting.title in shown
    assert "Kept away because" in shown


def test_a_job_of_an_employer_i_hide_from_says_so(
    mine: Client, me: Seeker, posting: Posting, employer: Organization, tickets: Skill
) -> None:
    findable(me, tickets)
    assert "Its employer can see your skills for this job" in text(mine, "job", posting.identifier)
    mine.post(reverse("seeker:block"), {"employer": employer.pk})
    body = text(mine, "job", posting.identifier)
    assert "You hide from this employer" in body
    assert "can see your skills" not in body


def test_who_is_not_on_the_list_of_a_job_is_not_told_that_its_employer_sees_them(
    mine: Client, me: Seeker, employer: Organization, networks: Skill
) -> None:
    posting = a_posting(employer, {networks: 2})
    findable(me, a_skill("Baking bread"))
    body = text(mine, "job", posting.identifier)
    assert "can see your skills" not in body and "not among the first people" in body
    piece(me, networks, "proctored_test", 3)
    body = text(mine, "job", posting.identifier)
    assert "Its employer can see your skills for this job" in body and "not among the first" not in body


def test_beyond_the_end_of_the_list_is_not_on_it(
    mine: Client, me: Seeker, posting: Posting, tickets: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    findable(me, tickets)
    monkeypatch.setattr("techhire.plays.matches.queries.shortlists.SIZE", 1)
    assert "can see your skills" in text(mine, "job", posting.identifier)
    ahead = found_person(posting.community, {tickets: 5})
    assert "not among the first people" in text(mine, "job", posting.identifier)
    turn_found_off(Actor.system(posting.community_id), ahead, now=NOW)
    assert "can see your skills" in text(mine, "job", posting.identifier)


def test_who_was_on_the_list_before_can_still_be_seen(
    mine: Client, me: Seeker, employer: Organization, networks: Skill
) -> None:
    posting = a_posting(employer, {networks: 2})
    findable(me, a_skill("Baking bread"))
    assert "not among the first people" in text(mine, "job", posting.identifier)
    AccessRecord.objects.create(
        seeker=me,
        organization=employer,
        posting_id=posting.pk,
        purpose="being_found",
        what="shortlist",
        at=NOW,
    )
    assert "can see your skills" in text(mine, "job", posting.identifier)


def test_steps_say_what_opens_if_what_i_told_is_confirmed(
    mine: Client, me: Seeker, posting: Posting, networks: Skill
) -> None:
    body = text(mine, "steps")
    assert "If what you told us is confirmed" in body
    assert "Home networks" in body


def test_who_looked_is_listed_with_what_they_saw(mine: Client, me: Seeker, employer: Organization) -> None:
    assert "Nobody has looked yet." in text(mine, "who_looked")
    AccessRecord.objects.create(
        seeker=me, organization=employer, purpose="being_found", what="shortlist", at=NOW
    )
    body = text(mine, "who_looked")
    assert employer.name in body
    assert "without your name" in body
    assert mine.get(reverse("account:who_looked")).url == reverse("seeker:who_looked")


def test_everything_is_downloaded_and_then_erased(mine: Client, me: Seeker) -> None:
    file = mine.get(reverse("seeker:download"))
    assert file["Content-Disposition"].startswith("attachment")
    assert file.json()["profile"]["name"] == "Dana Reyes"
    assert mine.post(reverse("seeker:erase"), {}).status_code == 200
    assert Seeker.objects.get().state == "active"
    mine.post(reverse("seeker:erase"), {"sure": "on"})
    assert Seeker.objects.get().state == "erased"
    assert "Open your record" in text(mine, "home")


def test_the_pages_of_somebody_who_can_be_found_show_no_other_person(
    mine: Client, me: Seeker, browser: Callable[[Actor], Client], tickets: Skill, onramp: Organization
) -> None:
    other = findable(seeker_in(me.community, name="Quiet Neighbor"), tickets)
    access(other, onramp, "coaching")
    for name in ("home", "profile", "found", "skills", "jobs", "steps", "people", "who_looked"):
        assert "Quiet Neighbor" not in text(mine, name)


def test_pages_take_a_bounded_number_of_queries_however_much_there_is(
    mine: Client,
    me: Seeker,
    community: object,
    tickets: Skill,
    networks: Skill,
    employer: Organization,
    provider: Organization,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for number in range(25):
        skill = a_skill(f"Tool {number}")
        piece(me, skill, "completion", 2, organization=provider)
        a_posting(employer, {tickets: 2, networks: 2, skill: 2})
        OrganizationFactory(community=community, kinds=["onramp"])
        AccessRecord.objects.create(seeker=me, organization=employer, purpose="hiring", what="skills", at=NOW)
    budget = {"home": 31, "profile": 14, "found": 14, "skills": 12, "tasks": 12, "jobs": 16, "steps": 24}
    for name, most in {**budget, "people": 14, "who_looked": 12}.items():
        mine.get(reverse(f"seeker:{name}"))
        with django_assert_max_num_queries(most):
            assert mine.get(reverse(f"seeker:{name}")).status_code == 200
    with django_assert_max_num_queries(22):
        mine.get(reverse("seeker:skill", args=[tickets.code]))
