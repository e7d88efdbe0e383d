"""Texts of questions as a page shows them: plain text, with code between backticks."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
CODE = re.compile(r"`([^`\n]+)`")


@register.filter
def asked(text: str) -> SafeString:
    """Paragraphs, one empty line apart: ``{{ question.prompt|asked }}``."""
    return mark_safe("".join(f"<p>{asked_line(part)}</p>" for part in text.split("\n\n") if part.strip()))  # noqa: S308  # every part was escaped


@register.filter
def asked_line(text: str) -> SafeString:
    """One line of text; everything is escaped before code is marked."""
    return mark_safe(CODE.sub(r"<code>\1</code>", str(conditional_escape(text))))  # noqa: S308  # escaped first
