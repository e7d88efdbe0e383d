"""What others asked somebody to do or to decide, for their first screen: interviews, work samples, live checks."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from techhire.plays.assessments.queries.interviews import interviews_asking, interviews_of
from techhire.plays.assessments.queries.live import checks_asked_of
from techhire.plays.assessments.queries.works import works_of
from techhire.plays.assessments.words import Agreement, LiveCheckState, WorkState
from techhire.portals.layout.request import Request
from techhire.portals.layout.templatetags.house import said

if TYPE_CHECKING:
    from techhire.plays.assessments.models import LiveCheck, Submission
    from techhire.plays.seekers.models import Seeker

Line = tuple[str, str]
"""What is asked, in a sentence, and the address where it is answered."""
MOST = 5
"""Of each kind; the rest is on the pages of tests and work samples."""


def asked_of_me(request: Request, seeker: "Seeker") -> list[Line]:
    """Everything that waits, what somebody stands beside first. Four queries."""
    return [*_live(request, seeker), *_interviews(request, seeker), *_works(request, seeker)]


def _live(request: Request, seeker: "Seeker") -> list[Line]:
    checks = checks_asked_of(request.actor, seeker)[:MOST]
    return [(_check(one), reverse("seeker:live_check", args=[one.pk])) for one in checks]


def _check(check: "LiveCheck") -> str:
    words = {"who": check.organization.name, "skill": said(check.assessment.bank.skill, "name")}
    if check.state == LiveCheckState.ASKED:
        return _("%(who)s asks for a five-minute live check: %(skill)s. Yes or no?") % words
    if check.state == LiveCheckState.STARTED:
        return _("%(who)s has started the live check: %(skill)s. You can press Begin now.") % words
    return _("Your live check with %(who)s, %(skill)s, begins when both of you are there.") % words


def _interviews(request: Request, seeker: "Seeker") -> list[Line]:
    asking = interviews_asking(request.actor, seeker).filter(permitted=Agreement.WAITING)[:MOST]
    done = interviews_of(request.actor, seeker).filter(agreement=Agreement.WAITING)[:MOST]
    told = [(row, _("%(who)s wants to interview you. May they rate your answers?")) for row in asking]
    told += [(row, _("%(who)s interviewed you. May the result stand on your record?")) for row in done]
    return [
        (words % {"who": row.organization.name}, reverse("seeker:interview", args=[row.pk]))
        for row, words in told
    ]


def _works(request: Request, seeker: "Seeker") -> list[Line]:
    to_do = works_of(request.actor, seeker).filter(state__in=(WorkState.OFFERED, WorkState.UNDER_WAY))[:MOST]
    return [(_work(one), _where(one)) for one in to_do]


def _work(work: "Submission") -> str:
    title = said(work.edition, "title")
    if work.state == WorkState.UNDER_WAY:
        return _("You began a work sample: %(title)s. Go on with it.") % {"title": title}
    who = work.offered_by.name if work.offered_by is not None else work.rubric.organization.name
    return _("%(who)s offers you a work sample: %(title)s") % {"who": who, "title": title}


def _where(work: "Submission") -> str:
    if work.state == WorkState.UNDER_WAY:
        return reverse("seeker:work", args=[work.pk])
    return reverse("seeker:work_about", args=[work.rubric_id])
