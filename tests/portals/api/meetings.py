"""Where an employer and a person meet: jobs, the work and the interviews that are judged, and live checks."""

from datetime import date
from typing import Any

from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.interviews import finish_interview, give_rating, open_interview
from techhire.plays.assessments.actions.live import agree_to_confirm, ask_for_confirm
from techhire.plays.assessments.actions.quality import publish_judged_quality
from techhire.plays.assessments.actions.submissions import begin_work, save_work
from techhire.plays.assessments.models import Judgment
from techhire.plays.marketplace.actions.checking import accept_suggestion
from techhire.plays.marketplace.bridge import check, finding_key
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.live import ask_for_live_check
from techhire.plays.matches.actions.messages import send_message
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.queries import pseudonym_of
from techhire.plays.matches.queries.meeting import job_of
from techhire.plays.seekers.actions.feedback import give_feedback
from techhire.plays.seekers.models import Seeker
from tests.factories.assessments import a_live_check
from tests.factories.judging import WORDS, a_rubric, handed_in, judged_crowd, names, permitted, scored
from tests.factories.marketplace import PostingFactory
from tests.factories.matches import NOW, a_posting, a_skill
from tests.factories.onramps import walk_in
from tests.factories.seekers import piece
from tests.portals.api.addresses import COACHED, MET, Things, Who


def the_job(things: Things, world: Any, who: Who) -> None:
    """The person is known by name for two jobs; for one they were written to and spoken of."""
    job, seeker, manager = world.posting, world.seeker, who["hiring_manager"]
    skill = world.evidence.skill
    printers = a_skill("Printers")
    piece(seeker, printers, "proctored_test", 3)
    unasked, open_job = (a_posting(world.employer, {one: 2}) for one in (printers, skill))
    for one in (job, unasked):
        meet(one, seeker, who)
    for start in ("people", "shortlist", "asked"):
        there = {"identifier": job.identifier, "pseudonym": pseudonym_of(job.pk, seeker.pk)}
        things.at(f"postings/{{identifier}}/{start}/", **there)
    there = {"identifier": unasked.identifier, "pseudonym": pseudonym_of(unasked.pk, seeker.pk)}
    for rest in ("people/{pseudonym}/messages", "people/{pseudonym}/live-checks", "live-checks"):
        things.at(f"POST postings/{{identifier}}/{rest}", **there)
    message = send_message(manager, job, seeker, text="Tuesday at 10?", now=NOW)
    for start in (MET + "messages/", "me/messages/"):
        things.at(start, number=message.pk)
    given = {"posting_id": job.pk, "skill_id": skill.pk, "level": 4, "at": date(2026, 2, 20), "now": NOW}
    said = give_feedback(manager, seeker, world.employer, **given)
    for start in ("me/feedback/", COACHED + "feedback/"):
        things.at(start, number=said.pk)
    for start in ("me/fits/", COACHED + "fits/"):
        things.at(start, identifier=job.identifier)
        things.at(f"POST {start}{{identifier}}/review", identifier=open_job.identifier)
    things.at("POST postings/{identifier}/pause", identifier=open_job.identifier)
    paused = PostingFactory(organization=world.employer, published=True, state="paused")
    things.at("POST postings/{identifier}/resume", identifier=paused.identifier)
    ready = PostingFactory(organization=world.employer, ready=True)
    things.at("POST postings/{identifier}/publish", identifier=ready.identifier)


def meet(job: Posting, seeker: Seeker, who: Who) -> None:
    """The person asks to be read for the job, is shown, and gets a yes."""
    manager = who["hiring_manager"]
    ask_for_review(who["person"], seeker, job, now=NOW)
    show_shortlist(manager, job, now=NOW)
    decide(manager, job, seeker, answer="yes", now=NOW)
    unmask(manager, job, seeker, now=NOW)


def the_check(things: Things, world: Any, who: Who) -> None:
    """An ad with words that shut people out, and the same ad with some of them changed."""
    ad = {"text": "You need a bachelor's degree. You are a rockstar. You lift 50 pounds."}
    as_it_was, changed = (
        a_posting(world.employer, {}, state="draft", published_at=None, **ad) for _unused in range(2)
    )
    found = check(as_it_was)
    softer = finding_key(next(one for one in found if not one.advice))
    address = "POST postings/{identifier}/check/"
    things.at(address + "{key}/accept", identifier=as_it_was.identifier, key=softer)
    kept = next(one for one in found if one.advice)
    things.at(address + "{key}/keep", identifier=as_it_was.identifier, key=finding_key(kept))
    accept_suggestion(who["hiring_manager"], changed, finding_key=softer, now=NOW)
    for step in ("taken/{place}/undo", "restore"):
        things.at(address + step, identifier=changed.identifier, place=1)


def judged_work(things: Things, world: Any, who: Who) -> None:
    """A task the person began, one handed in that waits for an assessor, one nobody began, and figures."""
    system, seeker, person = Actor.system(world.community.pk), world.seeker, who["person"]
    skill = world.evidence.skill
    first, second, third = (a_rubric(world.onramp, skill) for _unused in range(3))
    work = begin_work(person, seeker, first, now=NOW)
    work = save_work(person, work, text=WORDS, version=work.version, now=NOW)
    things.at("me/work/", number=work.pk)
    things.bodies["PUT", "me/work/{number}"] = {"text": WORDS, "version": work.version}
    names(second, who["neighbor"])
    handed_in(seeker, second)
    judgment = Judgment.objects.get()
    scores = [
        {"criterion": pk, "level": level, "remark": remark}
        for pk, (level, remark) in scored(second.editions.get(), 3, 3).items()
    ]
    things.at("me/judgments/", number=judgment.pk)
    given = {"scores": scores, "version": judgment.version}
    things.bodies["PUT", "me/judgments/{number}"] = given
    things.bodies["POST", "me/judgments/{number}/give"] = given
    things.at("rubrics/", number=third.pk)
    things.bodies["POST", "me/work"] = {"rubric": third.pk}
    for path in (COACHED, "providers/{slug}/people/{code}/", MET):
        things.bodies["POST", f"{path}work"] = {"rubric": third.pk}
    judged_crowd(third, 40)
    publish_judged_quality(system, third, now=NOW)
    things.at("quality/judged/", number=third.pk)


def interviews(things: Things, world: Any, who: Who) -> None:
    """One under way for the job, one of the onramp that is finished, one that waits for a yes."""
    job, manager, coach, seeker = world.posting, who["hiring_manager"], who["coach"], world.seeker
    skill = world.evidence.skill
    guide = a_rubric(world.employer, skill, kind="interview")
    ours = a_rubric(world.onramp, skill, kind="interview")
    things.bodies["POST", f"{MET}interviews"] = {"guide": guide.pk}
    things.bodies["POST", f"{COACHED}interviews"] = {"guide": ours.pk}
    asked: tuple[Any, ...] = (manager, world.employer, seeker, guide)
    under_way = permitted(open_interview(*asked, job=job_of(manager, job), now=NOW))
    things.at("interviews/", number=under_way.pk)
    scores = scored(under_way.edition, 3, 3)
    said = [{"criterion": pk, "level": level, "remark": mark} for pk, (level, mark) in scores.items()]
    for method, end in (("PUT", ""), ("POST", "/give")):
        things.bodies[method, f"interviews/{{number}}/rating{end}"] = {"scores": said, "version": 0}
    rated = permitted(open_interview(coach, world.onramp, seeker, ours, now=NOW))
    give_rating(coach, rated, scores=scored(rated.edition, 3, 3), version=0, now=NOW)
    things.at("POST interviews/{number}/finish", number=rated.pk)
    done = permitted(
        open_interview(coach, world.onramp, seeker, a_rubric(world.onramp, skill, kind="interview"), now=NOW)
    )
    give_rating(coach, done, scores=scored(done.edition, 3, 3), version=0, now=NOW)
    things.at("me/interviews/", number=finish_interview(coach, done, now=NOW).pk)
    more = a_rubric(world.onramp, skill, kind="interview")
    things.at("me/interview-requests/", number=open_interview(coach, world.onramp, seeker, more, now=NOW).pk)
    heard = open_interview(coach, world.onramp, walk_in(who["coach"], world.onramp), ours, now=NOW)
    things.at("POST interviews/{number}/permission", number=heard.pk)


def live_checks(things: Things, world: Any, who: Who) -> None:
    """One agreed to of the employer, one of the onramp, and one the person was only asked."""
    manager, seeker, person = who["hiring_manager"], world.seeker, who["person"]
    skill = world.evidence.skill
    a_live_check(world.community, skill)
    asked = ask_for_live_check(manager, world.posting, seeker, skill_id=skill.pk, now=NOW)
    things.at(MET + "live-checks/", number=agree_to_confirm(person, asked, now=NOW).pk)
    coach, test = who["coach"], a_live_check(world.community, Skill.objects.get(code="networking"))
    mine = ask_for_confirm(coach, seeker, world.onramp, test, now=NOW)
    things.at(COACHED + "live-checks/", number=agree_to_confirm(person, mine, now=NOW).pk)
    other = a_live_check(world.community, Skill.objects.get(code="printers"))
    things.at("me/live-checks/", number=ask_for_confirm(coach, seeker, world.onramp, other, now=NOW).pk)
    a_live_check(world.community, Skill.objects.get(code="cabling"))
