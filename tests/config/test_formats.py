"""Spanish pages write dates and money as people in the United States read them."""

import datetime

from django.template import Context, Engine
from django.utils import formats, translation

DAY = datetime.date(2026, 12, 4)
MOMENT = datetime.datetime(2026, 12, 4, 14, 5)


def shown(template: str, **values: object) -> str:
    return Engine().from_string(template).render(Context(values))


def test_money_has_a_comma_for_thousands_and_a_point_for_cents() -> None:
    with translation.override("es"):
        assert shown('${{ pay|floatformat:"-2g" }}', pay=2900) == "$2,900"
        assert shown('${{ pay|floatformat:"-2g" }}', pay=21.75) == "$21.75"


def test_a_short_date_names_the_month() -> None:
    with translation.override("es"):
        assert formats.date_format(DAY, "SHORT_DATE_FORMAT") == "4 dic 2026"
        assert formats.date_format(DAY, "DATE_FORMAT") == "4 de diciembre de 2026"


def test_the_hour_is_told_on_twelve_hours() -> None:
    with translation.override("es"):
        assert formats.date_format(MOMENT, "DATETIME_FORMAT") == "4 de diciembre de 2026, 2:05 p.m."


def test_english_keeps_the_formats_of_django() -> None:
    with translation.override("en"):
        assert formats.date_format(DAY, "SHORT_DATE_FORMAT") == "12/04/2026"
        assert shown('${{ pay|floatformat:"-2g" }}', pay=2900) == "$2,900"
