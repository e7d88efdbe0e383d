"""What the demo's employers did so far: lists they looked at, answers they gave, a name they learned, who asked."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from techhire.commons.communities.queries import actor_for
from techhire.plays.marketplace.queries import open_postings, postings_of
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.actions.showing import show_shortlist
from techhire.plays.matches.queries import seeker_behind
from techhire.plays.seekers.queries import seeker_of
from techhire.portals.console.demo.accounts import ENDING

if TYPE_CHECKING:
    from techhire.commons.permits import Actor
    from techhire.plays.marketplace.models import Posting
    from techhire.portals.console.demo.seeding import Scene

LOOKED_AT = 12
ANSWERS = ("yes", "later", "no", "yes")
ASKING = 3
ASKED_BEFORE = timedelta(days=2)


def add_hiring(scene: "Scene") -> None:
    """The demo's employer worked through two postings; other employers looked at the newest help desk ones."""
    for name, seats in scene.seats.items():
        organization = scene.organizations[name]
        actor = actor_for(seats[0], scene.community)
        if organization.pk not in actor.organizations("employer"):
            continue
        published = [p for p in postings_of(actor, organization) if p.state == "published"]
        for posting in published[:2]:
            _work_through(scene, actor, posting)
        for posting in published[:1]:
            _some_ask(scene, actor, posting)
    for posting in open_postings(scene.community).filter(profile=None)[:LOOKED_AT]:
        show_shortlist(scene.system, posting, now=scene.now)


@transaction.atomic
def _work_through(scene: "Scene", actor: "Actor", posting: "Posting") -> None:
    rows = show_shortlist(actor, posting, now=scene.now).rows
    for row, answer in zip(rows, ANSWERS, strict=False):
        seeker = seeker_behind(actor, posting, row.pseudonym)
        if seeker is None:
            continue
        decide(actor, posting, seeker, answer=answer, now=scene.now)
        if answer == ANSWERS[0] and posting.unmask_stage == "after_yes":
            unmask(actor, posting, seeker, now=scene.now)


@transaction.atomic
def _some_ask(scene: "Scene", actor: "Actor", posting: "Posting") -> None:
    """People nobody answered yet, and the demo's job seeker, ask to be read by a person; the first has an answer."""
    began = scene.now - ASKED_BEFORE
    rows = [row for row in show_shortlist(actor, posting, now=scene.now).rows if not row.answer][:ASKING]
    people = [seeker_behind(actor, posting, row.pseudonym) for row in rows]
    named = scene.accounts.get(f"seeker{ENDING}")
    if named is not None:
        people.append(seeker_of(actor_for(named, scene.community)))
    asking = [seeker for seeker in people if seeker is not None]
    for seeker in asking:
        ask_for_review(scene.system, seeker, posting, now=began)
    for seeker in asking[:1]:
        decide(actor, posting, seeker, answer="no", now=scene.now)
