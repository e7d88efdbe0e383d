"""A small demo goes in by the product's own actions, and both communities come out whole and apart."""

from collections import Counter

from django.test import TestCase

from techhire.commons.communities.models import Community, Membership, Organization
from techhire.commons.communities.queries import actor_for, demo_accounts
from techhire.commons.ledger.models import Fact
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.queries import own_roles, role_history, role_profiles, role_steps
from techhire.plays.assessments.models import Item, ItemBank, Rubric, Submission
from techhire.plays.assessments.queries.items import waiting_for_reader
from techhire.plays.assessments.queries.quality import watched_lines
from techhire.plays.assessments.queries.quality_story import story_of
from techhire.plays.assessments.queries.readings import work_due
from techhire.plays.concerns.queries import concerns_here, reports_of
from techhire.plays.credentials.models import Credential
from techhire.plays.credentials.queries.checking import check_credential
from techhire.plays.credentials.queries.offers import offers_of
from techhire.plays.credentials.queries.outside import outside_waiting
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.models import Decision, ReviewRequest, Snapshot, Unmasking
from techhire.plays.matches.queries import near_misses
from techhire.plays.onramps.models import Caseload
from techhire.plays.onramps.queries import owed_in_writing
from techhire.plays.providers.models import Cohort, Enrollment, Program
from techhire.plays.providers.queries.people import people_of
from techhire.plays.seekers.models import (
    AccessRecord,
    Consent,
    EmployerFeedback,
    Estimate,
    Evidence,
    Experience,
    ExperienceSkill,
    Seeker,
    Vouch,
)
from techhire.plays.seekers.queries import seeker_of
from techhire.portals.console.demo.seeding import seed
from tests.conftest import NOW

PEOPLE, POSTINGS = 60, 24


class TestTheDemo(TestCase):
    """One small demo for all of these, taken back at the end."""

    river: Community
    told: list[str]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.told = []
        seed(PEOPLE, postings=POSTINGS, now=NOW, say=cls.told.append)
        cls.river = Community.objects.get(slug="river-city")

    def test_each_role_has_somebody_to_be(self) -> None:
        roles = [account.handle.partition("@")[0] for account, _name in demo_accounts(self.river)]
        assert roles == ["convener", "employer", "provider", "onramp", "support", "assessor", "seeker"]
        assert not any(account.has_usable_password() for account in Account.objects.all())

    def test_partners_of_the_demo_have_two_owners(self) -> None:
        for role in ("convener", "employer", "provider", "onramp", "support"):
            account = Account.objects.get(handle=f"{role}@demo.example")
            seat = Membership.objects.get(account=account)
            assert Membership.objects.filter(organization=seat.organization, role="owner").count() >= 2

    def test_postings_are_in_every_state_people_meet(self) -> None:
        states = set(Posting.objects.filter(community=self.river).values_list("state", flat=True))
        assert Posting.objects.filter(community=self.river).count() == POSTINGS
        assert {"published", "draft", "checked"} <= states
        published = Posting.objects.filter(community=self.river, state="published")
        assert all(p.published_at <= NOW and p.valid_through > NOW.date() for p in published)

    def test_people_are_entered_with_evidence_estimates_and_consents(self) -> None:
        here = Seeker.objects.filter(community=self.river)
        found = here.filter(found=True)
        assert here.count() >= PEOPLE
        assert 0.4 < found.count() / here.count() < 0.8
        assert not found.exclude(is_adult=True).exists()
        assert Consent.objects.filter(seeker__in=found, purpose="being_found").count() == found.count()
        pairs = (
            Evidence.objects.filter(seeker__community=self.river, state="counts")
            .values_list("seeker_id", "skill_id")
            .distinct()
        )
        assert Estimate.objects.filter(seeker__community=self.river).count() == pairs.count()

    def test_the_snapshot_holds_those_who_can_be_found(self) -> None:
        newest = Snapshot.objects.filter(community=self.river).order_by("-pk")[0]
        assert newest.people > 0.4 * PEOPLE

    def test_courses_have_cohorts_and_people_in_them(self) -> None:
        assert Program.objects.filter(organization__community=self.river, state="listed").count() >= 25
        assert Cohort.objects.filter(
            program__organization__community=self.river, starts_on__gt=NOW.date()
        ).exists()
        states = set(Enrollment.objects.filter(seeker__community=self.river).values_list("state", flat=True))
        assert {"enrolled", "completed"} <= states

    def test_there_is_a_measured_bank_with_an_item_that_waits_for_the_civic_lead(self) -> None:
        bank = ItemBank.objects.get(community=self.river)
        states = Counter(bank.items.values_list("state", flat=True))
        assert states["active"] >= 25 and states["pilot"] == 3
        assert (states["in_review"], states["draft"]) == (1, 1)
        assert not bank.items.filter(state="active", guessed=True).exists()
        assert bank.calibrations.get().state == "adopted"
        assert set(bank.tests.values_list("kind", "state")) == {("adaptive", "active"), ("confirm", "active")}
        lead = actor_for(Account.objects.get(handle="convener@demo.example"), self.river)
        assert len(waiting_for_reader(lead)) == 1

    def test_the_tests_of_that_bank_have_figures_to_look_at(self) -> None:
        lead = actor_for(Account.objects.get(handle="convener@demo.example"), self.river)
        told = [line for line in watched_lines(lead) if line.report is not None]
        assert [line.assessment.bank.community for line in told] == [self.river]
        (line,) = told
        assert line.report is not None and story_of(line.report).exact["people"] >= PEOPLE

    def test_no_question_of_a_test_that_counts_can_be_read_in_practice(self) -> None:
        private = list(ItemBank.objects.get(community=self.river).items.all())
        practice = Item.objects.filter(bank__kind="practice")
        known = {said["prompt"] for item in practice for said in item.content.values()}
        prompts = [said["prompt"] for item in private for said in item.content.values()]
        assert len(set(prompts)) == len(prompts) == 2 * 33
        assert not known & set(prompts)
        rationales = {said["rationale"] for item in practice for said in item.content.values()}
        assert not rationales & {said["rationale"] for item in private for said in item.content.values()}

    def test_few_people_wait_for_their_yes_in_writing_and_one_of_them_too_long(self) -> None:
        onramp = Organization.objects.get(community=self.river, name="Eastside Career House")
        owed = owed_in_writing(Actor.system(self.river.pk), onramp)
        assert len(owed) == 3
        assert sum(one.due < NOW.date() for one in owed) == 1

    def test_onramps_have_people(self) -> None:
        eastside = Organization.objects.get(community=self.river, name="Eastside Career House")
        assert Caseload.objects.filter(organization=eastside).count() >= 10

    def test_the_job_seeker_of_the_demo_has_a_next_step_and_was_looked_at(self) -> None:
        account = Account.objects.get(handle="seeker@demo.example")
        seeker = seeker_of(actor_for(account, self.river))
        assert seeker is not None and seeker.found and seeker.language == "es"
        assert Estimate.objects.filter(seeker=seeker).count() > 10
        assert AccessRecord.objects.filter(seeker=seeker).exists()
        misses = near_misses(actor_for(account, self.river), seeker, today=NOW.date())
        assert misses.open_now > 0 and len(misses) > 0

    def test_the_employer_of_the_demo_has_answered_some_people(self) -> None:
        harborlight = Organization.objects.get(community=self.river, name="Harborlight Health")
        answers = set(
            Decision.objects.filter(posting__organization=harborlight).values_list("answer", flat=True)
        )
        assert answers == {"yes", "no", "later"}
        assert Unmasking.objects.filter(posting__organization=harborlight).exists()

    def test_the_job_seeker_of_the_demo_told_what_she_did(self) -> None:
        told = Experience.objects.filter(seeker__account__handle="seeker@demo.example")
        assert told.count() == 2
        skills = ExperienceSkill.objects.filter(experience__in=told)
        assert skills.filter(level__gt=0).exists() and skills.filter(level=None).exists()

    def test_an_employer_said_something_the_job_seeker_has_to_read(self) -> None:
        named = Seeker.objects.get(account__handle="seeker@demo.example")
        assert EmployerFeedback.objects.filter(seeker=named, state="waiting").count() == 1

    def test_vouches_were_checked_answered_and_one_waits(self) -> None:
        eastside = Organization.objects.get(community=self.river, name="Eastside Career House")
        about = Vouch.objects.filter(evidence__organization=eastside)
        assert about.filter(turned_out=True).exists()
        assert about.filter(turned_out=False).exclude(answer="").exists()
        named = Seeker.objects.get(account__handle="seeker@demo.example")
        assert Evidence.objects.filter(seeker=named, kind="vouch", state="waiting").count() == 1

    def test_some_people_asked_to_be_read_and_one_was_answered(self) -> None:
        asked = ReviewRequest.objects.filter(posting__organization__name="Harborlight Health")
        assert asked.filter(answered_at__isnull=True).count() >= 2
        assert asked.filter(answered_at__isnull=False).count() == 1
        assert asked.filter(seeker__account__handle="seeker@demo.example").exists()

    def test_the_two_communities_share_nobody(self) -> None:
        ozark = Community.objects.get(slug="ozark-springs")
        for posting in Posting.objects.filter(community=ozark).select_related("organization"):
            assert posting.organization.community_id == ozark.pk
        assert not Evidence.objects.filter(
            seeker__community=ozark, organization__community=self.river
        ).exists()
        assert not AccessRecord.objects.filter(
            seeker__community=ozark, organization__community=self.river
        ).exists()
        assert not Enrollment.objects.filter(
            seeker__community=ozark, cohort__program__organization__community=self.river
        ).exists()

    def test_every_batch_left_its_fact(self) -> None:
        names = set(Fact.objects.filter(community_id=self.river.pk).values_list("name", flat=True))
        assert {"SeekersEntered", "EvidenceRowsAdded", "FoundTurnedOnForMany", "PostingPublished"} <= names

    def test_things_were_reported_and_none_of_them_asks_for_money(self) -> None:
        lead = actor_for(Account.objects.get(handle="convener@demo.example"), self.river)
        waiting = [(one.thing, one.state, one.number, one.money) for one in concerns_here(lead)]
        assert waiting == [("job", "read", 2, 0), ("program", "new", 1, 0)]
        (settled,) = concerns_here(lead, closed=True)
        assert settled.outcome == "corrected" and settled.organization.name == "Harborlight Health"
        (report,) = reports_of(lead, settled)
        assert report.told_at is not None and report.made_at < report.told_at < NOW

    def test_the_community_has_a_role_profile_of_its_own_with_a_history(self) -> None:
        lead = actor_for(Account.objects.get(handle="convener@demo.example"), self.river)
        (role,) = own_roles(lead)
        assert (role.state, role.version, role.asked) == ("published", 3, 7)
        assert [step.state for step in role_steps(role_history(role))] == [
            "published",
            "proposed",
            "proposed",
        ]
        assert role in role_profiles(self.river) and role not in role_profiles()

    def test_each_step_tells_how_long_it_took(self) -> None:
        assert len(self.told) == 38
        assert all(line.endswith(" s)") for line in self.told)

    def test_work_was_judged_twice_and_a_piece_waits_for_the_provider(self) -> None:
        rubrics = Rubric.objects.filter(organization__community=self.river)
        kinds = sorted(rubrics.values_list("kind", flat=True))
        assert kinds == ["interview", "work_sample", "work_sample", "work_sample"]
        judged = Submission.objects.filter(seeker__community=self.river, state="judged")
        assert judged.count() == 10 and judged.filter(readings=2).count() >= 6
        assert not judged.filter(evidence=None).exists() and not judged.filter(level_sd=0).exists()
        imani = actor_for(Account.objects.get(handle="provider@demo.example"), self.river)
        assert len(work_due(imani)) == 2
        offered = Submission.objects.get(state="offered", seeker__community=self.river)
        assert offered.seeker.account is not None and offered.seeker.account.handle == "seeker@demo.example"

    def test_the_trainer_may_vouch_for_some_of_the_people_in_training_and_not_for_others(self) -> None:
        imani = actor_for(Account.objects.get(handle="provider@demo.example"), self.river)
        school = Organization.objects.get(community=self.river, name="River City Community College")
        assert {row.may_vouch for row in people_of(imani, school)} == {True, False}

    def test_there_are_badges_of_every_standing_and_a_credential_waits(self) -> None:
        here = Credential.objects.filter(community=self.river)
        assert set(here.values_list("state", flat=True)) == {"issued", "revoked"}
        seeker = Seeker.objects.get(account__handle="seeker@demo.example")
        actor = Actor.system(self.river.pk)
        assert [offer.level for offer in offers_of(actor, seeker, NOW)] == [3]
        assert outside_waiting(actor).count() == 1
        for badge in here:
            wanted = "valid" if badge.state == "issued" else "not_valid"
            assert check_credential(self.river, badge.document, now=NOW).verdict == wanted
