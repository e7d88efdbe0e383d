"""Kinds and states of skills, how they align, and how a role asks for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

STARTER = "starter"


def own_slug(community_id: int) -> str:
    """Slug of the framework a community adds its own skills to, whose skills are used beside the starter's."""
    return f"community-{community_id}-skills"


class SkillKind(models.TextChoices):
    TOOL = "tool", _("tool")
    LANGUAGE = "language", _("programming language")
    PLATFORM = "platform", _("platform")
    METHOD = "method", _("method")
    KNOWLEDGE = "knowledge", _("knowledge")
    WORKPLACE = "workplace", _("workplace skill")
    OTHER = "other", _("other")


class SkillState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    REPLACED = "replaced", _("replaced")
    RETIRED = "retired", _("retired")


class Relation(models.TextChoices):
    EXACT = "exact", _("exact")
    BROADER = "broader", _("broader")
    NARROWER = "narrower", _("narrower")
    RELATED = "related", _("related")


class Scheme(models.TextChoices):
    SOC_2018 = "soc2018", "SOC 2018"
    SOC_2010 = "soc2010", "SOC 2010"
    ONET = "onet", "O*NET-SOC"
    ESCO = "esco", "ESCO"
    OES_2019 = "oes2019", "OES 2019"


class ImportState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    REFUSED = "refused", _("refused")


class Importance(models.TextChoices):
    ESSENTIAL = "essential", _("essential")
    PREFERRED = "preferred", _("preferred")


class When(models.TextChoices):
    DAY_ONE = "day_one", _("needed on day one")
    LEARNED = "learned", _("learned on the job")


class TaskKind(models.TextChoices):
    """How central a task is to an occupation, by its source; emerging ones were written in by workers."""

    CORE = "core", _("core")
    SUPPLEMENTAL = "supplemental", _("supplemental")
    EMERGING = "emerging", _("emerging")
    NOT_RATED = "not_rated", _("not rated")


class CredentialKind(models.TextChoices):
    CERTIFICATION = "certification", _("certification")
    LICENSE = "license", _("license")


PREPARATION = {
    1: _("Little or no preparation: a few days to a few months on the job."),
    2: _("Some preparation: a few months to one year, often learned on the job."),
    3: _("Medium preparation: one or two years of training, experience or an apprenticeship."),
    4: _("Considerable preparation: several years of experience or study."),
    5: _("Extensive preparation: long experience and study."),
}
"""Our words for the five job zones of O*NET."""


class ImportKind(models.TextChoices):
    """Official layouts the importers read."""

    ONET = "onet", "O*NET"
    ESCO = "esco", "ESCO"
    CASE = "case", "CASE 1.1"
    CTDL_ASN = "ctdl-asn", "CTDL-ASN"
    SOC = "soc", "SOC 2018"
    CIP = "cip", "CIP 2020"
    CREDENTIALS = "credentials", _("certifications and licenses")


COMMUNITY_LISTS = frozenset({ImportKind.CASE.value, ImportKind.CTDL_ASN.value})
"""Lists that become a community's own framework; every other list is one table for the whole installation."""

TIED_LISTS = frozenset({ImportKind.ONET.value, ImportKind.ESCO.value})
"""Lists the starter framework is tied to; each becomes the shared framework of the same short name."""


LEVELS = (1, 2, 3, 4, 5)
LEVEL_CHOICES = [
    (1, _("1 aware")),
    (2, _("2 assisted")),
    (3, _("3 independent")),
    (4, _("4 proficient")),
    (5, _("5 expert")),
]
LEVEL_WORDS = {
    1: _("aware"),
    2: _("assisted"),
    3: _("independent"),
    4: _("proficient"),
    5: _("expert"),
}

TASK_AREAS = {
    "call-center": _("In a call center"),
    "retail": _("In a store"),
    "warehouse": _("In a warehouse"),
    "kitchen": _("In a kitchen"),
    "caregiving": _("Caring for people"),
    "reception": _("At a front desk"),
    "school-office": _("In a school or an office"),
    "repair-shop": _("In a repair shop"),
    "construction": _("On a building site"),
    "driving": _("On the road"),
    "military": _("In the military"),
    "home": _("At home"),
    "club": _("In a club or a church"),
    "gaming-community": _("In games and online groups"),
}
"""Where everyday tasks are done, in the order they are offered."""

ROLE_TEXTS = {
    "name": _("title"),
    "name_es": _("title in Spanish"),
    "about": _("what the job is"),
    "about_es": _("what the job is, in Spanish"),
    "soc_code": _("occupation code"),
}
"""What a role profile says of itself beside what it asks for, as its history calls it."""
