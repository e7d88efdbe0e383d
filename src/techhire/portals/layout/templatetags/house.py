"""Tags and filters every template may use: the reader's language of a row, counts, levels, fields."""

import re
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.translation import get_language, ngettext

from techhire.plays.seekers.words import SCHEDULE_BITS, SCHEDULE_WORDS
from techhire.portals.layout.read_with import described_by, errors_named, file_again, saved_now_of

register = template.Library()
GROUPS = ("radioselect", "checkboxselectmultiple")
BULLET = re.compile(r"^\s*[-*\u2022\u00b7\u2013\u2014]\s+")


@register.filter
def said(row: Any, field: str) -> str:
    """The field in the reader's language, falling back to English: ``{{ skill|said:"name" }}``."""
    if row is None:
        return ""
    language = (get_language() or "en")[:2]
    if language != "en":
        other = getattr(row, f"{field}_{language}", "")
        if other:
            return str(other)
    return str(getattr(row, field, ""))


@register.filter
def time_in_words(minutes: int) -> str:
    """Minutes as a person says them: 75 is "1 hour 15 minutes"."""
    hours, rest = divmod(int(minutes), 60)
    said = [ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}] if hours else []
    said += [ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest}] if rest or not hours else []
    return " ".join(said)


@register.filter
def hours_in_words(schedule: int) -> str:
    """The hours of a job as they are ticked: "days, weekends"; empty where none are."""
    return ", ".join(str(SCHEDULE_WORDS[word]) for word, bit in SCHEDULE_BITS.items() if schedule & bit)


@register.filter
def parted(line: str, words: str) -> tuple[str, str, str]:
    """A line of an ad without its bullet, cut into what stands before some words of it, the words, and what follows."""
    plain, said = BULLET.sub("", line), BULLET.sub("", words).strip()
    head, mark, tail = plain.partition(said) if said else (plain, "", "")
    return head, mark, tail


@register.filter
def test_title(assessment: Any) -> str:
    """What a test is called: where that is the name of its skill, in the reader's language."""
    skill = assessment.bank.skill
    return said(skill, "name") if assessment.title == skill.name[:160] else str(assessment.title)


@register.inclusion_tag("layout/components/field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """A form field with its label, hint and errors, as the design system draws it; they are read with the field."""
    hint = hint or str(bound.help_text)
    described = described_by(bound, hint)
    group = bound.widget_type in GROUPS
    return {
        "field": bound,
        "hint": hint,
        "kind": bound.widget_type,
        "errors": errors_named(bound),
        "kept": saved_now_of(bound),
        "again": file_again(bound),
        "described": described,
        "widget": ""
        if group
        else bound.as_widget(attrs={"aria-describedby": described} if described else None),
    }
