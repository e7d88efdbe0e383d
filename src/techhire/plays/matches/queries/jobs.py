"""Which open jobs fit one person, and why others are not shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from techhire.commons.permits import Actor, require
from techhire.engines.matching import Need, Needs, Reason, Sight, Unknown, minutes_to, unknowns, why_not
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.rules import may_see_posting
from techhire.plays.matches.bridge import filters_of, need_of, postings_laid_out, reach_table
from techhire.plays.matches.queries.lines import Line, fit_words, lines_of, shows
from techhire.plays.seekers.models import EmployerBlock, Seeker
from techhire.plays.seekers.queries import codes_of
from techhire.plays.seekers.rules import may_see_seeker

REASONS: dict[Reason, Promise] = {
    Reason.HIDDEN: _("you have not turned on being found"),
    Reason.REMOTE: _("the work is done from home, and you said you do not want that"),
    Reason.TRAVEL: _("it is farther than you want to travel"),
    Reason.AUTHORIZATION: _("it needs authorization to work in the U.S."),
    Reason.SPONSORSHIP: _("the employer does not sponsor work visas"),
    Reason.SCHEDULE: _("the hours are not among the ones you can work"),
    Reason.PAY: _("it pays less than the lowest pay you named"),
    Reason.AVAILABILITY: _("it starts before you can"),
}
UNKNOWNS: dict[Unknown, Promise] = {
    Unknown.PLACE: _("where the work is"),
    Unknown.TRAVEL: _("how far you would travel"),
    Unknown.AUTHORIZATION: _("whether you are authorized to work in the U.S."),
    Unknown.SPONSORSHIP: _("whether the employer sponsors work visas"),
    Unknown.SCHEDULE: _("the hours"),
    Unknown.PAY: _("what it pays"),
    Unknown.START: _("when it starts"),
}


@dataclass(frozen=True)
class JobFit:
    """One posting for one person: fit in words, each line with its word, what keeps it away and what is not known."""

    posting: Posting
    organization_name: str
    fit: float
    group: int
    words: Promise
    shows: int
    of: int
    lines: list[Line]
    why_not: list[Promise] = field(default_factory=list)
    unknown: list[Promise] = field(default_factory=list)
    minutes: int | None = None

    @property
    def is_shown(self) -> bool:
        """Whether employers see the person for this posting once being found is on."""
        return not self.why_not


def blocked_employers(seeker: Seeker) -> set[int]:
    """Employers this person does not want to be found by."""
    return set(EmployerBlock.objects.filter(seeker=seeker).values_list("organization_id", flat=True))


def reasons_against(seeker: Seeker, need: Need) -> list[Reason]:
    """What keeps this posting away, leaving aside whether being found is on: that is said once, not per job."""
    return [reason for reason in why_not(filters_of(seeker), need) if reason is not Reason.HIDDEN]


def fit_for(actor: Actor, seeker: Seeker, posting: Posting) -> JobFit:
    """One posting for one person, whatever stands against it."""
    require(may_see_seeker(actor, seeker))
    require(may_see_posting(actor, posting))
    codes = codes_of([seeker.pk]).get(seeker.pk, {})
    need = need_of(posting)
    standing = Sight(Needs.of([need]), reach_table()).standing(codes)
    return _job(seeker, posting, need, codes, float(standing.fit[0]), int(standing.group[0]))


def jobs_for(
    actor: Actor, seeker: Seeker, /, *, today: date, limit: int = 20, with_hidden: bool = False
) -> list[JobFit]:
    """Open jobs for one person, best fit first. ``with_hidden`` adds the ones something keeps away, at the end."""
    require(may_see_seeker(actor, seeker))
    open_now = postings_laid_out(seeker.community_id)
    postings, needs = open_now.postings, open_now.needs
    if not postings:
        return []
    codes = codes_of([seeker.pk]).get(seeker.pk, {})
    standing = Sight(needs, reach_table()).standing(codes)
    blocked = blocked_employers(seeker)
    order = sorted(
        (
            at
            for at in range(len(postings))
            if postings[at].organization_id not in blocked and standing.fit[at] > 0
        ),
        key=lambda at: (int(standing.group[at]), -float(standing.fit[at]), -postings[at].pk),
    )
    shown: list[int] = []
    hidden: list[int] = []
    for at in order:
        (hidden if reasons_against(seeker, needs.needs[at]) else shown).append(at)
        if len(shown) >= limit:
            break
    chosen = [*shown[:limit], *(hidden[:limit] if with_hidden else [])]
    return [
        _job(seeker, postings[at], needs.needs[at], codes, float(standing.fit[at]), int(standing.group[at]))
        for at in chosen
    ]


def _job(
    seeker: Seeker, posting: Posting, need: Need, codes: Mapping[int, int], fit: float, group: int
) -> JobFit:
    lines = lines_of(posting, codes)
    shown, of = shows(lines)
    filters = filters_of(seeker)
    return JobFit(
        posting=posting,
        organization_name=posting.organization.name,
        fit=fit,
        group=group,
        words=fit_words(group, fit, float(posting.community.interview_threshold)),
        shows=shown,
        of=of,
        lines=lines,
        why_not=[REASONS[reason] for reason in reasons_against(seeker, need)],
        unknown=[UNKNOWNS[unknown] for unknown in unknowns(filters, need)],
        minutes=minutes_to(filters, need),
    )
