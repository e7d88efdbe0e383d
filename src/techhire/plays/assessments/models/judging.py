"""Judged work: rubrics by edition, who judges, what people hand in, and what assessors say of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.commons.vault import EncryptedTextField
from techhire.plays.assessments.words import (
    LONGEST_WORK,
    OPEN_WORK,
    Agreement,
    InterviewState,
    LeftFor,
    ReadingState,
    Remark,
    RubricKind,
    RubricState,
    SecondReadings,
    WorkState,
)
from techhire.plays.seekers.models import Dispute, Evidence, Seeker


class Rubric(models.Model):
    """A work sample or an interview guide about one skill, kept by its steward; what it says stands in its editions."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=11, choices=RubricKind)
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()


class RubricEdition(models.Model):
    """One wording of a rubric, never changed once in use. ``minutes`` is null for interviews; see ``lasts``.

    ``author`` wrote it last, ``reader`` put it into use; they are two people. ``skill_version`` is the skill's own
    when it was drafted. ``own_material`` and ``fictional`` are the steward's word that it is nobody's live work.
    """

    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=RubricState, default=RubricState.DRAFT)
    skill_version = models.PositiveIntegerField()
    title = models.CharField(_("name"), max_length=160)
    title_es = models.CharField(_("name in Spanish"), max_length=160, blank=True)
    task = models.TextField(_("what to do"), max_length=6000, blank=True)
    task_es = models.TextField(_("what to do, in Spanish"), max_length=6000, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    takes_files = models.BooleanField(_("files may be handed in"), default=False)
    second_readings = models.PositiveSmallIntegerField(
        _("read by a second assessor"), choices=SecondReadings, default=SecondReadings.FIFTH
    )
    own_material = models.BooleanField(_("never the employer's live work"), default=False)
    fictional = models.BooleanField(_("made-up material"), default=False)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reader = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rubric", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["rubric"], condition=Q(state=RubricState.ACTIVE), name="one_edition_in_use"
            ),
            models.UniqueConstraint(
                fields=["rubric"],
                condition=Q(state__in=(RubricState.DRAFT, RubricState.IN_REVIEW)),
                name="one_edition_in_the_making",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def lasts(self) -> int:
        """Minutes a work sample takes at most; one from before it had to say so takes the longest there is."""
        return self.minutes or LONGEST_WORK


class Criterion(models.Model):
    """What is looked at in the work, or asked in the interview, and how much it weighs."""

    edition = models.ForeignKey(RubricEdition, on_delete=models.CASCADE, related_name="criteria")
    place = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    name = models.CharField(_("what is looked at"), max_length=120)
    name_es = models.CharField(_("what is looked at, in Spanish"), max_length=120, blank=True)
    question = models.CharField(_("question"), max_length=400, blank=True)
    question_es = models.CharField(_("question in Spanish"), max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "place"], name="criterion_place_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="criterion_weighs_something"),
        ]


class CriterionAnchor(models.Model):
    """What work at a level looks like, by one criterion."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="anchors")
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)
    text = models.CharField(max_length=400)
    text_es = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["criterion", "level"], name="criterion_anchor_once")]


class TaskFile(models.Model):
    """Made-up material that belongs to a task, in the database so that several servers share it."""

    edition = models.ForeignKey(RubricEdition, on_delete=models.CASCADE, related_name="files")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "place"], name="task_file_once")]


class Assessor(models.Model):
    """Somebody the steward named to judge by a rubric, from the organization they write for."""

    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="assessors")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rubric", "account"], condition=Q(ended_at__isnull=True), name="assessor_named_once"
            )
        ]


class Submission(models.Model):
    """One person's try at a work sample, by the edition they began. Assessors know it by ``pseudonym`` alone.

    ``posting_id`` is the posting it was offered for, where it was. ``readings`` is how many are needed so far;
    ``level`` and ``level_sd`` are set with ``evidence`` by the last one. ``dispute`` is the one that had it read
    once more, which happens at most once. The person's own time does not stay beside a result: once handed in or
    taken back ``ends_at`` is empty, and ``begun_at`` says the day alone.
    """

    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(RubricEdition, on_delete=models.PROTECT, related_name="+")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=WorkState)
    pseudonym = models.CharField(max_length=8, unique=True)
    offered_by = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    posting_id = models.BigIntegerField(null=True)
    text = EncryptedTextField(blank=True)
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(null=True)
    handed_in_at = models.DateTimeField(null=True)
    judged_at = models.DateTimeField(null=True)
    readings = models.PositiveSmallIntegerField(default=0)
    level = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    level_sd = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    dispute = models.ForeignKey(Dispute, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rubric", "seeker"], condition=Q(state__in=OPEN_WORK), name="one_open_try_a_rubric"
            )
        ]
        indexes = [
            models.Index(fields=["seeker", "state"], name="work_of_person"),
            models.Index(fields=["rubric", "state"], name="work_by_rubric"),
        ]


class SubmittedFile(models.Model):
    """A file handed in with the work: typed by what it holds, never opened here, handed out under a neutral name.

    ``words`` are what stands in a PDF, until it is handed in; null where that could not be read, and for other kinds.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    data = models.BinaryField()
    words = EncryptedTextField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "place"], name="submitted_file_once")]


class Interview(models.Model):
    """One structured interview of one person by staff of one organization; for a posting where there is one.

    It is rated only after the person was told by what guide, by whom and for whose eyes, and said yes: ``permitted``.
    It counts for them only after a second yes, to the result: ``agreement``.
    """

    edition = models.ForeignKey(RubricEdition, on_delete=models.PROTECT, related_name="+")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    posting_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=InterviewState, default=InterviewState.OPEN)
    permitted = models.CharField(max_length=10, choices=Agreement, default=Agreement.WAITING)
    permitted_at = models.DateTimeField(null=True)
    agreement = models.CharField(max_length=10, choices=Agreement)
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    level = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    level_sd = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "seeker", "organization", "posting_id"],
                condition=Q(state=InterviewState.OPEN),
                name="one_open_interview_a_posting",
            ),
            models.UniqueConstraint(
                fields=["edition", "seeker", "organization"],
                condition=Q(state=InterviewState.OPEN, posting_id__isnull=True),
                name="one_open_interview_a_guide",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "posting_id"], name="interview_for_posting"),
            models.Index(fields=["seeker", "state"], name="interview_of_person"),
        ]


class Judgment(models.Model):
    """What one assessor says of one piece of work or one interview, criterion by criterion.

    ``organization`` is the one they write for; the person reads its kind, never its name. ``overall`` is the weighted
    mean once given; ``place`` counts the readings that were asked, so that the first two make a pair. ``is_fresh``
    marks one that was asked because the person disputed the result; the assessor cannot see it.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="judgments")
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, null=True, related_name="judgments")
    assessor = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.PositiveSmallIntegerField()
    is_fresh = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=ReadingState, default=ReadingState.WAITING)
    left_for = models.CharField(max_length=12, choices=LeftFor, blank=True)
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    overall = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(submission__isnull=True) ^ Q(interview__isnull=True),
                name="judgment_of_one_thing",
            ),
            models.UniqueConstraint(fields=["submission", "assessor"], name="work_read_once_each"),
            models.UniqueConstraint(fields=["interview", "assessor"], name="interview_rated_once_each"),
        ]
        indexes = [models.Index(fields=["assessor", "state"], name="judgment_of_assessor")]


class Score(models.Model):
    """The level one assessor gave by one criterion, with a remark from the list."""

    judgment = models.ForeignKey(Judgment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES, null=True)
    remark = models.CharField(max_length=12, choices=Remark, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["judgment", "criterion"], name="score_once")]
