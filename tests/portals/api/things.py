"""Something behind every address of the API: what the small world has, and one of everything else."""

from datetime import date, timedelta
from typing import Any

from techhire.commons.communities.actions import invite_member
from techhire.commons.communities.models import Membership, Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.alignment import align_skills
from techhire.commons.skills.actions.role_life import propose_role
from techhire.commons.skills.actions.role_lines import RoleLine
from techhire.commons.skills.models import ImportRun, Skill
from techhire.plays.assessments.actions.drifting import note_drift
from techhire.plays.assessments.actions.quality import publish_quality_report
from techhire.plays.assessments.actions.simulating import start_simulation
from techhire.plays.assessments.models import Calibration
from techhire.plays.assessments.queries.drift import Sign
from techhire.plays.concerns.actions.deciding import close_concern, hold_concern
from techhire.plays.credentials.actions.outside import send_outside_credential
from techhire.plays.credentials.actions.standing import suspend_badge
from techhire.plays.providers.actions.cohorts import complete_enrollment, enroll
from techhire.plays.providers.actions.vouching import vouch
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.actions.experiences import describe_experience, start_experience
from techhire.plays.seekers.actions.holds import place_hold
from techhire.plays.seekers.models import Consent, Evidence, Grant
from tests.factories.assessments import a_test, a_test_day, checked_in
from tests.factories.banks import ItemFactory
from tests.factories.concerns import a_report
from tests.factories.credentials import badge_for, outside_badge, outside_text
from tests.factories.matches import NOW, a_posting, a_skill
from tests.factories.onramps import on_caseload, walk_in
from tests.factories.providers import a_cohort, a_program, a_trainee
from tests.factories.quality import a_test as a_watched_test
from tests.factories.quality import crowd
from tests.factories.seekers import access, piece, seeker_in
from tests.factories.skills import own_skill
from tests.portals.api.addresses import COACHED, Things, Who
from tests.portals.api.meetings import interviews, judged_work, live_checks, the_check, the_job


def things_in(world: Any, who: Who) -> Things:
    """The whole of it; ``who`` are the actors by role."""
    things = Things()
    the_usual(things, world)
    skills_and_roles(things, world, who)
    banks_and_tests(things, world)
    the_job(things, world, who)
    the_check(things, world, who)
    own_things(things, world, who)
    the_caseload(things, world, who)
    training(things, world, who)
    badges(things, world, who)
    judged_work(things, world, who)
    interviews(things, world, who)
    live_checks(things, world, who)
    the_lead(things, world, who)
    return things


def the_usual(things: Things, world: Any) -> None:
    """What most addresses name."""
    things.at(
        "",
        slug=world.employer.slug,
        employer=world.employer.slug,
        identifier=world.draft.identifier,
        code=world.seeker.code,
        skill="desk-support",
        key="a",
        number=1,
        report=1,
        place=world.enrollment.pk,
    )
    things.at("providers/", slug=world.provider.slug)
    things.at("onramps/", slug=world.onramp.slug, number=world.day.pk)
    things.at("own-programs/", number=world.program.pk)
    things.at("cohorts/", number=world.cohort.pk)
    things.at("me/sittings/", number=world.sitting.pk)
    things.at("me/skills/", code="desk-support")
    things.at("items/", number=world.item.pk)
    grant = Grant.objects.get(seeker=world.seeker, organization=world.provider, purpose="training")
    things.at("me/grants/", number=grant.pk)


def skills_and_roles(things: Things, world: Any, who: Who) -> None:
    """Skills of the community's own at each step of their life, tied to another; a proposed role."""
    used = own_skill(world.community, code="barge", name="Barge", state="published")
    fresh = own_skill(world.community, code="lock", name="Lock", state="proposed")
    tie = align_skills(who["convener"], used, Skill.objects.get(code="cabling"), relation="related", now=NOW)
    things.at("own-skills/", number=used.pk, place=tie.pk)
    things.at("POST own-skills/{number}/review", number=fresh.pk)
    things.at("POST own-skills/{number}/publish", number=fresh.pk)
    told = {"name": "Barge desk", "name_es": "Mesa", "about": "Helps.", "about_es": "Ayuda."}
    asks = [RoleLine(Skill.objects.get(code="desk-support").pk, 2)]
    role = propose_role(who["convener"], lines=asks, now=NOW, **told)
    things.at("own-roles/", number=role.pk)
    run = ImportRun.objects.create(
        community=world.community, kind="case", file_name="list.json", path="x", started_at=NOW
    )
    things.at("imports/", number=run.pk)


def banks_and_tests(things: Things, world: Any) -> None:
    """A test of the bank that was tried on made-up people, its measures, and figures of another one."""
    system = Actor.system(world.community.pk)
    test = a_test(world.bank)
    things.at("banks/", number=world.bank.pk)
    things.at("banks/{number}/tests/", place=test.pk)
    start_simulation(system, test, now=NOW)
    row = Calibration.objects.create(bank=world.bank, model="1pl", state="ready", people=400, made_at=NOW)
    things.at("banks/{number}/calibrations/", place=row.pk)
    watched = a_watched_test(world.community, items=(-1.0, 0.0, 1.0))
    things.at("POST banks/{number}/calibrations/numbers", number=watched.bank_id)
    large = world.day.assessments.get().bank
    draft = a_test(large, state="draft")
    things.at("POST banks/{number}/tests/{place}/open", number=large.pk, place=draft.pk)
    steps = {
        "submit": "draft",
        "approve": "in_review",
        "use": "pilot",
        "send-back": "in_review",
        "revive": "retired",
    }
    for step, state in steps.items():
        things.at(f"POST items/{{number}}/{step}", number=ItemFactory(bank=world.bank, state=state).pk)
    drifts = ItemFactory(bank=world.bank)
    note_drift(system, Sign(drifts.pk, drifts.version, -0.6, is_grave=False), now=NOW)
    things.at("POST items/{number}/keep", number=drifts.pk)
    crowd(watched, world.community, 40)
    publish_quality_report(system, watched, now=NOW)
    things.at("quality/", number=watched.pk)


def own_things(things: Things, world: Any, who: Who) -> None:
    """What the person told, was told of, and disputes."""
    seeker, skill, person = world.seeker, world.evidence.skill, who["person"]
    others = {role: sits_in(who[role]) for role in ("neighbor", "rival")}
    things.bodies["POST", "me/grants"] = {"organization": others["neighbor"].slug, "purpose": "coaching"}
    things.bodies["POST", "me/hidden-from"] = {"organization": others["rival"].slug}
    told = start_experience(person, seeker, kind="paid", now=NOW)
    told = describe_experience(person, told, what="I did networking for the family.", now=NOW)
    things.at("me/experiences/", number=told.pk, code="networking")
    things.at("me/evidence/", number=piece(seeker, skill).pk)
    access(seeker, world.provider, "vouching")
    network = Skill.objects.get(code="networking")
    said = {"skill_id": network.pk, "level": 3, "at": date(2026, 2, 1), "now": NOW}
    waits = vouch(who["trainer"], seeker, world.provider, **said)
    things.at("me/vouches/", number=waits.pk)
    things.at(COACHED + "vouches/", number=waits.pk)
    things.at("providers/{slug}/people/{code}/evidence/", number=waits.pk)
    things.at("organizations/{slug}/vouches/", slug=world.provider.slug, number=bad_vouch(world).pk)
    done = piece(seeker, skill, "completion", 2, organization=world.provider)
    row = open_dispute(person, done, reason="wrong_level", now=NOW)
    things.at("corrections/", number=row.pk)
    other = piece(seeker, network, "completion", 2, organization=world.provider)
    for path in ("me/disputes", COACHED + "disputes"):
        things.bodies["POST", path] = {"evidence": other.pk, "reason": "wrong_level", "words": "No"}


def sits_in(actor: Actor) -> Organization:
    """The organization somebody has a seat in."""
    return Organization.objects.get(pk=actor.seats[0].organization_id)


def bad_vouch(world: Any) -> Evidence:
    """A vouch of the provider that a test did not bear out."""
    skill, other = a_skill("Patience"), seeker_in(world.community)
    row = piece(other, skill, "vouch", 4, organization=world.provider)
    piece(other, skill, "proctored_test", 1, at=row.at)
    return row


def the_caseload(things: Things, world: Any, who: Who) -> None:
    """The person is on it, with somebody who came in without an account; a certification; a day to come."""
    on_caseload(world.onramp, world.seeker)
    access(world.seeker, world.onramp, "vouching")
    waits = seeker_in(world.community, name="Ana")
    access(waits, world.onramp, "coaching")
    access(waits, world.provider, "training")
    said = {"person": world.seeker.code, "skill": "desk-support", "level": 2, "at": "2026-02-01"}
    for start in ("providers/{slug}", "onramps/{slug}"):
        things.bodies["POST", f"{start}/vouches"] = said
        things.bodies["POST", f"{start}/credentials"] = said | {"title": "A+", "issuer": "CompTIA"}
    for path in ("onramps/{slug}/caseload", "cohorts/{number}/enrollments"):
        things.bodies["POST", path] = {"person": waits.code}
    things.bodies["POST", "onramps/{slug}/test-days/{number}/people"] = {"person": waits.code}
    ours = piece(world.seeker, world.evidence.skill, "credential", 2, organization=world.onramp)
    things.at(COACHED + "evidence/", number=ours.pk)
    test = world.day.assessments.get()
    day = a_test_day(world.onramp, test, state="planned", starts_at=NOW + timedelta(days=5))
    things.at("onramps/{slug}/test-days/", number=day.pk, place=checked_in(day, waits, confirmed=False).pk)
    open_day = "onramps/{slug}/test-days/{number}/people/{place}/confirm"
    today = checked_in(world.day, waits, confirmed=False)
    things.at(f"POST {open_day}", number=world.day.pk, place=today.pk)
    things.at("POST onramps/{slug}/test-days/{number}/close", number=world.day.pk)
    for deed, state in (("open", "planned"), ("close-check-in", "open")):
        one = a_test_day(world.onramp, test, state=state)
        things.at(f"POST onramps/{{slug}}/test-days/{{number}}/{deed}", number=one.pk)
    for method, path in (("POST", "onramps/{slug}/test-days"), ("PUT", "onramps/{slug}/test-days/{number}")):
        things.bodies[method, path] = {
            "starts_at": "2026-05-02T15:00:00Z",
            "place": "Room",
            "tests": [test.pk],
        }
    came = walk_in(who["coach"], world.onramp)
    consent = Consent.objects.filter(seeker=came, spoken=True).latest("pk")
    things.at(COACHED + "consents/", code=came.code, number=consent.pk)
    things.at(f"POST {COACHED}card", code=came.code)


def training(things: Things, world: Any, who: Who) -> None:
    """A program that is not listed yet, and somebody who finished today."""
    draft = a_program(world.provider, {world.evidence.skill: 2})
    a_cohort(draft, starts_on=NOW.date() + timedelta(days=9))
    things.at("POST own-programs/{number}/list", number=draft.pk)
    done = enroll(who["trainer"], world.cohort, a_trainee(world.provider), now=NOW)
    complete_enrollment(who["trainer"], done, on=NOW.date(), now=NOW)
    things.at("POST cohorts/{number}/enrollments/{place}/undo", place=done.pk)


def badges(things: Things, world: Any, who: Who) -> None:
    """Badges of the person and of somebody without an account, one suspended; certificates of others, sent."""
    skill = world.evidence.skill
    mine = badge_for(world.seeker, skill)
    for start in ("me/badges/", COACHED + "badges/", "issued-badges/"):
        things.at(start, identifier=mine.identifier)
    came = walk_in(who["coach"], world.onramp)
    theirs = badge_for(came, skill)
    sharing = COACHED + "badges/{identifier}/sharing"
    things.at(f"PUT {sharing}", code=came.code, identifier=theirs.identifier)
    held = suspend_badge(
        who["convener"], badge_for(walk_in(who["coach"], world.onramp), skill), reason="looked_into", now=NOW
    )
    things.at("POST issued-badges/{identifier}/reinstate", identifier=held.identifier)
    civic = sits_in(who["convener"])
    sent = send_outside_credential(
        who["person"], world.seeker, civic, text=outside_text(), agreed=True, now=NOW
    )
    for start in ("me/outside-credentials/", COACHED + "outside-credentials/", "outside-credentials/"):
        things.at(start, number=sent.pk)
    for path in ("me/outside-credentials", COACHED + "outside-credentials"):
        said = {"organization": civic.slug, "credential": outside_badge(id="urn:uuid:2"), "agreed": True}
        things.bodies["POST", path] = said | ({} if path.startswith("me/") else {"words": "Yes"})


def the_lead(things: Things, world: Any, who: Who) -> None:
    """A hold, reports of a job, a member and an invitation."""
    lead = who["convener"]
    said = {"reason": "funding", "law": "29 USC 3245"}
    hold = place_hold(lead, walk_in(who["coach"], world.onramp), until=date(2027, 3, 1), now=NOW, **said)
    things.at("holds/", number=hold.pk)
    things.bodies["POST", "holds"] = said | {"until": "2027-03-01", "person": world.seeker.code}
    report = a_report(world.posting, email="ana@example.org")
    things.at("community/concerns/", number=report.concern_id, report=report.pk)
    hidden = a_report(a_posting(world.employer, {world.evidence.skill: 2})).concern
    hold_concern(lead, hidden, now=NOW)
    things.at("POST community/concerns/{number}/release", number=hidden.pk)
    things.at("me/notices/", number=hidden.pk)
    settled = a_report(world.program, email="ana@example.org")
    close_concern(lead, settled.concern, outcome="corrected", now=NOW)
    tell = "POST community/concerns/{number}/reports/{report}/tell"
    things.at(tell, number=settled.concern_id, report=settled.pk)
    member = Membership.objects.get(organization=world.employer, account_id=who["hiring_manager"].account_id)
    things.at("members/", number=member.pk)
    note = invite_member(who["owner"], world.employer, email="new@example.org", role="member", now=NOW)
    things.at("organizations/{slug}/invitations/", number=note.pk)
    things.at("partners/", slug=world.provider.slug)
