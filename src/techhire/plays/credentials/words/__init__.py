"""States and choices of signed credentials, in the words a user reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Method(models.TextChoices):
    """How others find an issuer's keys: at its own web address, or inside the identifier itself."""

    WEB = "web", _("at this site's own address")
    KEY = "key", _("inside the identifier itself")


class KeyStanding(models.TextChoices):
    """Same codes as the credential engine's standings."""

    ACTIVE = "active", _("signs new badges")
    RETIRED = "retired", _("signs no more; what it signed still holds")
    REVOKED = "revoked", _("not to be believed; what it signed does not hold")


class ListPurpose(models.TextChoices):
    """Same codes as the credential engine's purposes."""

    REVOCATION = "revocation", _("taken back")
    SUSPENSION = "suspension", _("on hold")


class CredentialState(models.TextChoices):
    ISSUED = "issued", _("valid")
    SUSPENDED = "suspended", _("on hold")
    REVOKED = "revoked", _("taken back")


class Holder(models.TextChoices):
    """What a badge says about whose it is. Never a name."""

    EMAIL = "email", _("my e-mail address, as a code nobody can read back")
    DID = "did", _("an identifier of my own (a DID), for example from a wallet app")
    NOBODY = "nobody", _("nothing: whoever has the badge can show it")


class SuspendReason(models.TextChoices):
    DISPUTED = "disputed", _("the evidence behind it is disputed")
    LOOKED_INTO = "looked_into", _("somebody is looking into how it was earned")


class RevokeReason(models.TextChoices):
    EVIDENCE_GONE = "evidence_gone", _("the evidence behind it was taken away")
    REVISED = "revised", _("the test behind it was scored again, since a question was wrong or unfair")
    MISTAKE = "mistake", _("it was given by mistake")
    NOT_EARNED = "not_earned", _("it turned out not to be earned")
    GIVEN_UP = "given_up", _("the person gave it up")
    ERASED = "erased", _("the person's record was erased")
    KEY = "key", _("the key that signed it is not to be believed any more")


BY_LEAD = (RevokeReason.MISTAKE, RevokeReason.NOT_EARNED)
"""Reasons the civic lead chooses from; the others happen by themselves."""


class OutsideState(models.TextChoices):
    WAITING = "waiting", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted")
    NOT_ACCEPTED = "not_accepted", _("not accepted")
    TAKEN_BACK = "taken_back", _("taken back by the person")
    ENDED = "ended", _("counts no more")


class NotAcceptedReason(models.TextChoices):
    UNKNOWN_ISSUER = "unknown_issuer", _("we do not know who gave it out")
    NO_SKILL = "no_skill", _("it does not show one of the skills used here")
    NOT_CHECKED = "not_checked", _("it cannot be checked well enough")
    NOT_THEIRS = "not_theirs", _("it does not seem to be about this person")
    TOO_OLD = "too_old", _("it is too old to say what somebody can do now")


class EndedReason(models.TextChoices):
    """Why one that was accepted counts no more. The first ones are what checking it again found."""

    EXPIRED = "expired", _("it has ended")
    REVOKED = "revoked", _("its issuer took it back")
    ON_HOLD = "on_hold", _("its issuer put it on hold")
    KEY_GONE = "key_gone", _("its issuer does not stand by the key it was signed with any more")
    NOT_TRUSTED = "not_trusted", _("credentials of this issuer are not accepted here any more")


class IssuerStanding(models.TextChoices):
    TRUSTED = "trusted", _("trusted")
    REFUSED = "refused", _("not accepted here")


LEVEL_WORDS = {
    1: _("aware"),
    2: _("assisted"),
    3: _("independent"),
    4: _("proficient"),
    5: _("expert"),
}
EVIDENCE_WORDS = {
    "proctored_test": _("a supervised test"),
    "judged_work": _("work judged by an assessor"),
}
