"""Choices and states of people who look for work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeekerState(models.TextChoices):
    ACTIVE = "active", _("active")
    MERGED = "merged", _("merged")
    ERASED = "erased", _("erased")


class TravelMode(models.TextChoices):
    CAR = "car", _("by car")
    TRANSIT = "transit", _("by bus or train")
    NONE = "none", _("not at all")


class Said(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    NOT_SAID = "not_said", _("not said")


class EvidenceKind(models.TextChoices):
    """Same codes as the evidence engine's kinds."""

    CLAIM = "claim", _("what you told us")
    COMPLETION = "completion", _("a finished course")
    VOUCH = "vouch", _("somebody vouched")
    UNPROCTORED_TEST = "unproctored_test", _("a practice test")
    PROCTORED_TEST = "proctored_test", _("a supervised test")
    JUDGED_WORK = "judged_work", _("work judged by an assessor")
    CREDENTIAL = "credential", _("an accepted credential")
    EMPLOYER_FEEDBACK = "employer_feedback", _("feedback of an employer")


class EvidenceState(models.TextChoices):
    COUNTS = "counts", _("counts")
    DISPUTED = "disputed", _("disputed, does not count until answered")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ContactKind(models.TextChoices):
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("phone")
    PERSON = "person", _("through a person")


class Purpose(models.TextChoices):
    """Why somebody may see or hold something about a person."""

    BEING_FOUND = "being_found", _("being found by employers")
    TRAINING = "training", _("training with this provider")
    COACHING = "coaching", _("coaching by this onramp")
    HIRING = "hiring", _("hiring for a posting")
    VOUCHING = "vouching", _("vouching for skills")


class DisputeReason(models.TextChoices):
    NOT_ME = "not_me", _("this is not about me")
    WRONG_LEVEL = "wrong_level", _("the level is wrong")
    TOO_OLD = "too_old", _("it is out of date")
    OTHER = "other", _("something else")


class DisputeAnswer(models.TextChoices):
    STANDS = "stands", _("it stands")
    CORRECTED = "corrected", _("it was corrected")
    REMOVED = "removed", _("it was removed")


class SkillWord(models.TextChoices):
    """Words for a skill at a level, best first. Same codes as the evidence engine's words."""

    PROVEN = "proven", _("proven")
    LIKELY = "likely", _("likely")
    CLAIMED = "claimed", _("claimed")
    NOT_YET_SHOWN = "not_yet_shown", _("not yet shown")


SKILL_WORDS = {word: word.label for word in SkillWord}
STANDINGS = {
    "counts": _("counts"),
    "disputed": _("does not count while somebody answers what you said"),
    "superseded_by_evidence": _("does not count any more: there is other evidence now"),
    "repeated_claim": _("does not count twice: you said this again later"),
}
LOOKED_AT = {
    "shortlist": _("saw your skills in a list, without your name"),
    "skills": _("read your skills one by one, without your name"),
    "asked": _("read your skills without your name, because you asked to be read by a person"),
    "name": _("saw your name"),
    "record": _("opened your record"),
}
FOUND_SCOPE = {
    "skills": _("your skills, with the word for each"),
    "schedule": _("when you can work"),
    "travel": _("that the way to work is short enough for you"),
    "name_after_yes": _("your name, after they said yes to you"),
    "contact_after_yes": _("how to reach you, after they said yes to you"),
}
READING_SCOPE = ("skills", "name_after_yes", "contact_after_yes")
"""What the employer of one posting may read of somebody who asked to be read by a person."""


SCHEDULE_BITS = {
    "days": 1,
    "evenings": 2,
    "nights": 4,
    "weekends": 8,
    "full_time": 16,
    "part_time": 32,
}
SCHEDULE_WORDS = {
    "days": _("days"),
    "evenings": _("evenings"),
    "nights": _("nights"),
    "weekends": _("weekends"),
    "full_time": _("full time"),
    "part_time": _("part time"),
}
