"""What is published is told in both languages."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from techhire.commons.permits import Refused


def refuse_half_told(said: Mapping[str, Any]) -> None:
    """Seekers read what is published in either language: no text in Spanish, named ``..._es``, may be empty."""
    for field, text in said.items():
        if field.endswith("_es") and not text:
            raise Refused(
                _("People see this in both languages. Fill it in in Spanish before it is published."),
                field=field,
            )
