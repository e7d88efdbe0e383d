"""What a report is about, what it says is wrong, how far it is, and how it ended."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Thing(models.TextChoices):
    JOB = "job", _("job")
    ORGANIZATION = "organization", _("organization")
    PROGRAM = "program", _("program")


class Wrong(models.TextChoices):
    """What a person says is wrong. Its words are told to the owner, so none of them says who reported."""

    MONEY = "money", _("It asks for money, or for bank details")
    NOT_REAL = "not_real", _("It is not real: no such job or course exists")
    DIFFERS = "differs", _("It pays less, costs more, or is other than it says")
    UNFAIR = "unfair", _("It treats people unfairly")
    OUTDATED = "outdated", _("It is wrong or out of date")
    OTHER = "other", _("Something else")


class ConcernState(models.TextChoices):
    NEW = "new", _("new")
    READ = "read", _("being looked at")
    CLOSED = "closed", _("closed")


class Outcome(models.TextChoices):
    NOTHING_WRONG = "nothing_wrong", _("nothing wrong was found")
    CORRECTED = "corrected", _("it was corrected")
    TAKEN_DOWN = "taken_down", _("it was taken down")


def settled_already(outcome: str) -> str:
    """What is said to whoever decides about something that ended with an ``Outcome`` meanwhile."""
    return gettext("Somebody settled this already: %(how)s.") % {"how": Outcome(outcome).label}


LONGEST_WORDS = 2000
"""Characters of a report, of an owner's answer, and of what the civic lead writes to an owner."""

AN_HOUR = 20
"""Reports of one thing taken in an hour, beside those of money, which are counted by address alone. A judgment."""

CONTACT_DAYS = 90
"""Days after which a way to reach whoever reported is erased from a report that is closed."""
