"""Files of a task and of what people hand in: few, small, of known kinds, kept in the database until removed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from techhire.commons.permits import Actor, Refused, require
from techhire.commons.uploads import FileKind
from techhire.plays.assessments.actions.readings import hold_submission
from techhire.plays.assessments.actions.rubrics import check_edition, hold_edition, note_change
from techhire.plays.assessments.actions.submissions import check_time
from techhire.plays.assessments.models import RubricEdition, Submission, SubmittedFile, TaskFile
from techhire.plays.assessments.rules.judging import may_save_work, may_update_rubric
from techhire.plays.assessments.words import LARGEST_FILE, MOST_FILES

WORK_KINDS = (FileKind.PDF, FileKind.PNG, FileKind.JPG, FileKind.CSV, FileKind.TXT)
"""What can be handed in. Packed files are not taken: an assessor would unpack them where nobody checks."""


@transaction.atomic
def add_task_file(
    actor: Actor, edition: RubricEdition, /, *, kind: str, data: bytes, version: int, now: datetime
) -> TaskFile:
    """Add made-up material to a task; ``data`` was let in by ``take_upload`` as ``kind``."""
    edition = hold_edition(edition)
    require(may_update_rubric(actor, edition))
    check_edition(edition, version)
    _check(kind, data, edition.files.count())
    place = (edition.files.aggregate(last=Max("place"))["last"] or 0) + 1
    file = TaskFile.objects.create(edition=edition, place=place, kind=kind, size=len(data), data=data)
    note_change(edition, actor, "files", now)
    return file


@transaction.atomic
def remove_task_file(
    actor: Actor, edition: RubricEdition, /, *, place: int, version: int, now: datetime
) -> RubricEdition:
    """Take a file of a task away."""
    edition = hold_edition(edition)
    require(may_update_rubric(actor, edition))
    check_edition(edition, version)
    edition.files.filter(place=place).delete()
    return note_change(edition, actor, "files", now)


@transaction.atomic
def add_work_file(
    actor: Actor,
    submission: Submission,
    /,
    *,
    kind: str,
    data: bytes,
    words: str | None = None,
    now: datetime,
) -> SubmittedFile:
    """Add a file to work under way, until the time is over; ``words`` are what ``take_upload`` read in a PDF."""
    submission = hold_submission(submission.pk)
    require(may_save_work(actor, submission))
    check_time(submission, now)
    if not submission.edition.takes_files:
        raise Refused(_("This task is answered in writing, without files."), field="file")
    _check(kind, data, submission.files.count())
    place = (submission.files.aggregate(last=Max("place"))["last"] or 0) + 1
    return SubmittedFile.objects.create(
        submission=submission, place=place, kind=kind, size=len(data), data=data, words=words
    )


@transaction.atomic
def remove_work_file(actor: Actor, submission: Submission, /, *, place: int, now: datetime) -> Submission:
    """Take a file out of work under way."""
    submission = hold_submission(submission.pk)
    require(may_save_work(actor, submission))
    submission.files.filter(place=place).delete()
    return submission


def _check(kind: str, data: bytes, there: int) -> None:
    if kind not in WORK_KINDS:
        raise Refused(_("We do not take this kind of file."), field="file")
    if not 0 < len(data) <= LARGEST_FILE:
        raise Refused(
            _("A file may have %(most)d MB at most.") % {"most": LARGEST_FILE // 1_048_576}, field="file"
        )
    if there >= MOST_FILES:
        raise Refused(_("There can be %(most)d files at most.") % {"most": MOST_FILES}, field="file")
