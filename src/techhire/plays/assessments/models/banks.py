"""A bank of items about one skill, each item's life, where levels begin, and what was measured."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.assessments.words import (
    AnswerSource,
    BankKind,
    CalibrationState,
    CutMethod,
    ItemImportState,
    ItemKind,
    ItemState,
    ItemStep,
    Model,
    PullReason,
)


class ItemBank(models.Model):
    """Items on one scale about one skill. A practice bank has no community: all share it, and it proves nothing.

    ``watched_to`` is when the newest test ended that was there when its items were last watched for drift.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, null=True, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    skill_version = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=8, choices=BankKind)
    title = models.CharField(_("name"), max_length=160)
    model = models.CharField(max_length=3, choices=Model, default=Model.ONE)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    watched_to = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["skill"], condition=models.Q(community__isnull=True), name="one_practice_bank_a_skill"
            )
        ]

    def __str__(self) -> str:
        return self.title


class CutScores(models.Model):
    """Where each of the five levels begins on a bank's scale, in logits: who said so, how and when. Newest counts."""

    bank = models.ForeignKey(ItemBank, on_delete=models.PROTECT, related_name="cuts")
    thetas = models.JSONField()
    method = models.CharField(max_length=8, choices=CutMethod)
    panel = models.PositiveSmallIntegerField(_("people on the panel"), default=1)
    note = models.CharField(_("how it was done"), max_length=400, blank=True)
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()


class Item(models.Model):
    """One question. ``content`` is by language: prompt, choices, targets, rationale; ``key`` is shared by all.

    It is about the bank's skill at ``level``, as the skill was described in ``skill_version``. Answers to a version
    before ``worded_in`` were to other words.
    ``a``, ``b``, ``c`` and ``steps`` are the measured curve in logits; ``guessed`` while ``b`` is its author's guess.
    """

    bank = models.ForeignKey(ItemBank, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=ItemKind)
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)
    skill_version = models.PositiveIntegerField(default=1)
    topic = models.CharField(max_length=60, blank=True)
    content = models.JSONField()
    program = models.TextField(blank=True)
    key = models.JSONField()
    tolerance = models.FloatField(default=0)
    case_sensitive = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=ItemState, default=ItemState.DRAFT)
    pulled_for = models.CharField(max_length=9, choices=PullReason, blank=True)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reader = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    a = models.FloatField(default=1.0)
    b = models.FloatField(default=0.0)
    c = models.FloatField(default=0.0)
    steps = models.JSONField(default=list)
    guessed = models.BooleanField(default=True)
    let_through = models.FloatField(default=1.0)
    version = models.PositiveIntegerField(default=1)
    worded_in = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bank", "code"], name="item_code_once_a_bank")]
        indexes = [models.Index(fields=["bank", "state"], name="item_by_state")]


class ItemEvent(models.Model):
    """A step in an item's life: from which state to which, by whom; and what it was before an edit.

    ``shift`` is by how many logits it had drifted where that was seen, or when somebody left it in use.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="events")
    step = models.CharField(max_length=9, choices=ItemStep, default=ItemStep.WRITTEN)
    version = models.PositiveIntegerField(default=1)
    before = models.CharField(max_length=9, choices=ItemState, blank=True)
    after = models.CharField(max_length=9, choices=ItemState)
    was = models.JSONField(null=True)
    shift = models.FloatField(null=True)
    remark = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


class ItemMedia(models.Model):
    """A picture or sound of an item, kept in the database so that several servers share it, with words for it."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="media")
    name = models.CharField(max_length=100)
    content_type = models.CharField(max_length=40)
    data = models.BinaryField()
    alt = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "name"], name="media_name_once_an_item")]


class ItemImport(models.Model):
    """A file of items that was looked at and waits for a yes; ``found`` counts what would be or was done, by code."""

    bank = models.ForeignKey(ItemBank, on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    path = models.CharField(max_length=400, blank=True)
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES, default=2)
    state = models.CharField(max_length=9, choices=ItemImportState, default=ItemImportState.LOOKED_AT)
    found = models.JSONField(default=dict)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)


class Calibration(models.Model):
    """One measuring of a bank's items from answers. ``found`` has a row an item; adopting copies them over.

    ``source`` and ``limit`` (highest share of people who may see one item, None for no lottery) are what was asked
    for; ``answers`` the table it works on, packed and without people, until it is done; ``summary`` figures of the
    whole: alpha, the link to the scale before, what the lottery reached. ``trouble`` is a code of
    ``CalibrationTrouble``, and ``summary["about"]`` names the questions it is about. Where adopting it set the bank's
    scale anew, ``scale_after`` is the newest cut scores there were, by id, 0 for none: those no longer fit.
    """

    bank = models.ForeignKey(ItemBank, on_delete=models.PROTECT, related_name="calibrations")
    model = models.CharField(max_length=3, choices=Model)
    source = models.CharField(max_length=10, choices=AnswerSource, default=AnswerSource.SUPERVISED)
    limit = models.FloatField(null=True)
    answers = models.BinaryField(null=True)
    summary = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=CalibrationState, default=CalibrationState.WAITING)
    people = models.PositiveIntegerField(default=0)
    loglik = models.FloatField(null=True)
    reliability = models.FloatField(null=True)
    found = models.JSONField(default=list)
    trouble = models.CharField(max_length=400, blank=True)
    fact_id = models.BigIntegerField(null=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True)
    scale_after = models.PositiveBigIntegerField(null=True)
