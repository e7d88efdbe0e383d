"""Choices and states of people who look for work."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeekerState(models.TextChoices):
    ACTIVE = "active", _("active")
    MERGED = "merged", _("merged")
    ERASED = "erased", _("erased")
    SEALED = "sealed", _("erased, sealed until a date")


OUT_OF_SIGHT = (SeekerState.ERASED, SeekerState.SEALED)
"""States of a record nobody sees or changes any more."""


class HoldReason(models.TextChoices):
    """Why a record has to be kept for a time, in words the person reads."""

    HIRING = "hiring", _("Records of hiring have to be kept for a time")
    FUNDING = "funding", _("Records of training paid by public money have to be kept for a time")
    CASE = "case", _("A complaint or a court case is open, and the record belongs to it")


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


KIND_OF_THEIRS = {EvidenceKind.CLAIM: _("what they told us")}
"""Kinds whose own words speak to the person, as anybody else reads them."""

MEASURED = (EvidenceKind.PROCTORED_TEST, EvidenceKind.UNPROCTORED_TEST, EvidenceKind.JUDGED_WORK)
"""Kinds that come with a standard error of their own."""

ISSUER = "issuer"
"""The source of a piece whose issuer is known by its name alone."""


class EvidenceState(models.TextChoices):
    COUNTS = "counts", _("counts")
    DISPUTED = "disputed", _("disputed, does not count until answered")
    WAITING = "waiting", _("waits for the person's yes")
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
    TESTING = "testing", _("a test day or a live check you take part in")
    BADGES = "badges", _("a signed badge")


class DisputeReason(models.TextChoices):
    NOT_ME = "not_me", _("this is not about me")
    WRONG_LEVEL = "wrong_level", _("the level is wrong")
    TOO_OLD = "too_old", _("it is out of date")
    OTHER = "other", _("something else")


class DisputeAnswer(models.TextChoices):
    STANDS = "stands", _("it stands")
    CORRECTED = "corrected", _("it was corrected")
    REMOVED = "removed", _("it was removed")


class VouchOutcome(models.TextChoices):
    """What became of a vouch as a forecast."""

    HELD = "held", _("held up")
    NOT_HELD = "not_held", _("did not hold up")
    OPEN = "open", _("not checked yet")
    LAPSED = "lapsed", _("nobody checked it within a year")
    WAITING = "waiting", _("waits for the person's yes")


CHECKED_WITHIN = timedelta(days=365)
"""How long after a vouch a supervised test or judged work still says how it turned out."""


class VouchAnswer(models.TextChoices):
    """What a source says to a vouch that did not hold up. It never changes the count."""

    BAD_DAY = "bad_day", _("the person had a bad day")
    FADED = "faded", _("the skill has faded since we saw it")
    TOO_HIGH = "too_high", _("we vouched too high")
    OTHER_WORK = "other_work", _("we saw other work than the test asked for")


class FeedbackState(models.TextChoices):
    """What became of what an employer said about a person's skill."""

    WAITING = "waiting", _("waits for the person's yes")
    AGREED = "agreed", _("used, because the person said yes")
    REFUSED = "refused", _("not used, because the person said no")
    EXPIRED = "expired", _("not used, because the person did not answer")


FEEDBACK_OPEN = timedelta(days=30)
"""How long what an employer said waits for the person's yes."""


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
    "waiting": _("does not count until you say yes to it"),
    "superseded_by_evidence": _("does not count any more: there is other evidence now"),
    "repeated_claim": _("does not count twice: you said this again later"),
}
LOOKED_AT = {
    "shortlist": _("saw your skills in a list, without your name"),
    "search": _("saw your skills, without your name, in a search by skill"),
    "skills": _("read your skills one by one, without your name"),
    "asked": _("read your skills without your name, because you asked to be read by a person"),
    "name": _("saw your name"),
    "record": _("opened your record"),
    "credential": _("looked at a credential you sent them"),
    "disputed_work": _("read your work without your name, to answer what you said is wrong"),
}
FOUND_SCOPE = {
    "skills": _("your skills, with the word for each"),
    "schedule": _("when you can work"),
    "travel": _("that the way to work is short enough for you"),
    "name_after_yes": _("your name, after they said yes to you"),
    "contact_after_yes": _("how to reach you, after they said yes to you"),
}
VOUCH_SCOPE = {
    "collect": _(
        "they write down a skill and a level they saw you use; you read it before anybody else does"
    ),
    "count": _("how their vouches turn out in later tests is counted, without your name"),
    "show": _("it counts among your skills, and employers see that somebody vouched, not who"),
}
INTERVIEW_SCOPE = {
    "rate": _(
        "those who interview you rate your answers by their guide; you read every rating, and nobody else does unless "
        "you say yes again"
    ),
}
BADGE_SCOPE = {
    "sign": _("the community signs a badge that says the skill and its level, and names nobody"),
    "link": _("a link shows the badge to whoever you give it to"),
    "employers": _("employers here who can find you see that a badge stands behind the skill"),
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


class Sex(models.TextChoices):
    """What a person calls themself, as the statistics of fairness count it."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    ANOTHER = "another", _("Another answer")
    NOT_SAID = "not_said", _("Rather not say")


class Race(models.TextChoices):
    """Race and ethnicity in the categories of the federal report EEO-1; all others are not Hispanic or Latino."""

    HISPANIC = "hispanic", _("Hispanic or Latino")
    WHITE = "white", _("White")
    BLACK = "black", _("Black or African American")
    PACIFIC = "pacific", _("Native Hawaiian or other Pacific Islander")
    ASIAN = "asian", _("Asian")
    NATIVE = "native", _("American Indian or Alaska Native")
    SEVERAL = "several", _("Two or more races")
    NOT_SAID = "not_said", _("Rather not say")


class Age(models.TextChoices):
    """Only what the law on age asks for: never a birthday."""

    FORTY = "forty_plus", _("40 or older")
    UNDER = "under_forty", _("Under 40")
    NOT_SAID = "not_said", _("Rather not say")


ABOUT_SELF: dict[str, type[models.TextChoices]] = {"sex": Sex, "race": Race, "age": Age}
"""The questions a person may answer about themself. Every code has under 16 letters, so that all seal equally long."""


class WorkKind(models.TextChoices):
    """Where somebody did something worth telling; paid or not makes no difference to what it shows."""

    PAID = "paid", _("Paid work, also by the day or for cash")
    HELPING = "helping", _("Helping out without pay")
    FAMILY = "family", _("Caring for a family or a home")
    MILITARY = "military", _("Military service")
    COMMUNITY = "community", _("Work for a community, a church or a club")


class UsedWhere(models.TextChoices):
    """Where a skill was used. Work counts paid or not; use at home is told and does not count."""

    WORK = "work", _("at work")
    UNPAID = "unpaid", _("in unpaid work")
    HOME = "home", _("at home")


ON_THE_JOB = (UsedWhere.WORK, UsedWhere.UNPAID)
"""Uses that keep evidence from aging."""
WHERE_IT_WAS = {
    WorkKind.PAID: UsedWhere.WORK,
    WorkKind.MILITARY: UsedWhere.WORK,
    WorkKind.HELPING: UsedWhere.UNPAID,
    WorkKind.FAMILY: UsedWhere.UNPAID,
    WorkKind.COMMUNITY: UsedWhere.UNPAID,
}
"""Which use somebody tells of with something they did."""


class Often(models.TextChoices):
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    SOMETIMES = "sometimes", _("Now and then")
    ONCE = "once", _("Once, for a while")


class FoundIn(models.TextChoices):
    """Which answer a skill was found in."""

    WHAT = "what", _("what you did")
    TOOLS = "tools", _("what you used")
    TASK = "task", _("what you tapped")


class WorkTitle(models.TextChoices):
    """Names for what somebody was, as a resume in English says them."""

    CASHIER = "cashier", _("Cashier")
    SALES_CLERK = "sales_clerk", _("Sales clerk")
    STREET_VENDOR = "street_vendor", _("Street vendor")
    OWNER = "owner", _("Owner of a small business")
    WAREHOUSE = "warehouse", _("Warehouse worker")
    FACTORY = "factory", _("Factory worker")
    DELIVERY = "delivery", _("Delivery driver")
    DRIVER = "driver", _("Driver")
    COOK = "cook", _("Cook")
    SERVER = "server", _("Restaurant server")
    CLEANER = "cleaner", _("Cleaner")
    CAREGIVER = "caregiver", _("Family caregiver")
    HOME_MANAGER = "home_manager", _("Manager of a household")
    CHILD_CARE = "child_care", _("Child care worker")
    HEALTH_AIDE = "health_aide", _("Home health aide")
    RECEPTION = "reception", _("Receptionist")
    OFFICE = "office", _("Office assistant")
    CALL_CENTER = "call_center", _("Call center agent")
    TELLER = "teller", _("Bank teller")
    TEACHER_AIDE = "teacher_aide", _("Teacher's aide")
    TUTOR = "tutor", _("Tutor")
    INTERPRETER = "interpreter", _("Interpreter")
    CONSTRUCTION = "construction", _("Construction worker")
    MECHANIC = "mechanic", _("Mechanic")
    REPAIRER = "repairer", _("Repairer of phones and computers")
    LANDSCAPER = "landscaper", _("Landscaper")
    FARM = "farm", _("Farm worker")
    STYLIST = "stylist", _("Hair stylist")
    TAILOR = "tailor", _("Tailor")
    GUARD = "guard", _("Security guard")
    SERVICE_MEMBER = "service_member", _("Service member")
    RADIO = "radio", _("Radio operator")
    SUPPLY = "supply", _("Supply clerk")
    COMMUNITY_WORKER = "community_worker", _("Community volunteer")
    ORGANIZER = "organizer", _("Organizer of events")
    SOUND = "sound", _("Sound and video volunteer")
    GROUP_ADMIN = "group_admin", _("Administrator of an online group")


EARLIEST_YEAR = 1940
"""Before it nobody who looks for work did anything to tell of."""
YEAR_TOO_EARLY = _("Enter a year from %(limit_value)s on, like 2019.")
YEAR_TO_COME = _("That year has not come yet.")
