"""What follows for people's records: estimates move on with the month and with a source's record; erasure spreads."""

from techhire.commons.communities.models import Community
from techhire.commons.ledger.registry import Done, More, Step, reacts_to
from techhire.commons.ledger.schedule import every
from techhire.commons.people.facts import AccountErased
from techhire.commons.permits import Actor
from techhire.commons.skills.facts import SkillStandsElsewhere
from techhire.plays.seekers.actions.aging import (
    age_community,
    reage_step,
    reestimate_vouched_step,
    restand_step,
)
from techhire.plays.seekers.actions.erasure import erase_seeker, finish_erasure
from techhire.plays.seekers.actions.feedback import expire_feedback
from techhire.plays.seekers.facts import CommunityAged, VouchSettled
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.queries import sealed_and_free
from techhire.plays.seekers.words import OUT_OF_SIGHT


@every("age_estimates", "day")
def age_communities(step: Step) -> Done:
    """Move the date of every community's estimates to the first of its month, which begins at its own midnight."""
    for community in Community.objects.order_by("pk"):
        today = community.day_of(step.now)
        age_community(Actor.system(community.pk), community, as_of=today, now=step.now)
    return Done()


@every("expire_feedback", "day")
def end_waiting(step: Step) -> Done:
    """What employers said and nobody answered stops waiting after thirty days."""
    for community in Community.objects.order_by("pk"):
        expire_feedback(Actor.system(community.pk), community, now=step.now)
    return Done()


@every("finish_erasures", "day")
def finish_erasures(step: Step) -> Done | More:
    """Sealed records that no law keeps any more are erased, one a step."""
    for community in Community.objects.order_by("pk"):
        seeker = sealed_and_free(community.pk, community.day_of(step.now))
        if seeker is not None:
            finish_erasure(Actor.system(community.pk), seeker, now=step.now)
            return More({"last": seeker.pk})
    return Done()


@reacts_to(CommunityAged)
def reage_people(step: Step) -> Done | More:
    """Re-estimate everybody in the community, at most 500 people a step."""
    community_id = int(step.data["aged_community_id"])
    last, done = reage_step(community_id, int(step.cursor.get("after", 0)))
    if not done:
        return Done()
    so_far = int(step.cursor.get("done", 0)) + done
    total = Seeker.objects.filter(community_id=community_id).count()
    return More({"after": last, "done": so_far}, done=so_far, total=total)


@reacts_to(VouchSettled)
def reestimate_vouched(step: Step) -> Done | More:
    """A source's record changed, so its other vouches weigh differently."""
    if step.community_id is None:
        return Done()
    organization_id = int(step.data["organization_id"])
    last, done = reestimate_vouched_step(step.community_id, organization_id, int(step.cursor.get("after", 0)))
    return More({"after": last}) if done else Done()


@reacts_to(SkillStandsElsewhere)
def restand_people(step: Step) -> Done | More:
    """What people showed of a skill counts as another from now on, or for itself again."""
    skill_id, changed = step.data["skill_id"], {step.data["before_id"], step.data["after_id"]}
    last, done = restand_step(skill_id, changed, int(step.cursor.get("after", 0)))
    return More({"after": last}) if done else Done()


@reacts_to(AccountErased)
def erase_records(step: Step) -> Done | More:
    """Whoever erases their account erases their records, in every community, one a step."""
    mine = Seeker.objects.filter(account_id=step.data["account_id"]).exclude(state__in=OUT_OF_SIGHT)
    seeker = mine.order_by("pk").first()
    if seeker is None:
        return Done()
    erase_seeker(Actor.system(seeker.community_id), seeker, now=step.now)
    return More({"last": seeker.pk})
