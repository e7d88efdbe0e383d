"""What letting a result count would change, as the person reads it before they press."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from techhire.plays.seekers.queries import SkillChange, SkillLine


@dataclass(frozen=True)
class ChangeTold:
    """A sentence, and whether the person would stand lower anywhere, so that no button invites them to it."""

    says: str
    lowers: bool


def change_told(change: "SkillChange | None") -> ChangeTold | None:
    """In one or two sentences; None where there is nothing to decide."""
    if change is None:
        return None
    names = {"now": _in_words(change.now), "then": _in_words(change.then), "level": change.lower_from}
    if change.is_lower:
        return ChangeTold(_("This would lower it from “%(now)s” to “%(then)s”.") % names, True)
    if names["now"] == names["then"]:
        said = _("This would change no word: it stays “%(now)s”.") % names
    else:
        said = _("This would change it from “%(now)s” to “%(then)s”.") % names
    if not change.lower_from:
        return ChangeTold(said, False)
    less = _("For a job that asks for level %(level)d or more it would say less than now.") % names
    return ChangeTold(f"{said} {less}", True)


def _in_words(line: "SkillLine") -> str:
    if not line.level:
        return str(line.says)
    if line.word == "claimed":
        return _("%(word)s, level %(level)d") % {"word": line.says, "level": line.level}
    return _("%(word)s up to level %(level)d") % {"word": line.says, "level": line.level}
