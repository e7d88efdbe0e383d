"""What is said to whoever asked for a correction, or to their coach: who looks at it next."""

from django.utils.translation import gettext as _

from techhire.plays.seekers.words import DisputeReason


def who_looks_next(reason: str, can_be_reread: bool, *, to_coach: bool = False) -> str:
    """A level of judged work is read by somebody new; everything else goes to whoever added it."""
    if not (can_be_reread and reason == DisputeReason.WRONG_LEVEL):
        return _("It stopped counting. Whoever added it has to answer now.")
    if to_coach:
        return _("It stopped counting. Somebody who has not read their work reads it next.")
    return _("It stopped counting. Somebody who has not read your work reads it next; we write to you then.")
