"""Fields that lay in the clear are sealed by a migration, in steps, and opened again on the way back."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from techhire.commons.communities.models import Community
from techhire.commons.vault import moving, open_column_values, seal, seal_column_values, unseal
from techhire.plays.seekers.models import Seeker

pytestmark = pytest.mark.django_db
NAMES = ("zip_code", "latitude", "pay_floor_cents")
PLAIN = ("64106", "39.1", "0")


@pytest.fixture
def plain(community: Community, now: datetime) -> list[Seeker]:
    """Seven people whose answers lie in the table as they did before, one of whom gave none."""
    people = [Seeker.objects.create(community=community, code=f"c{n}", made_at=now) for n in range(7)]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE seekers_seeker SET zip_code = %s, latitude = %s, pay_floor_cents = %s", PLAIN)
        cursor.execute(
            "UPDATE seekers_seeker SET zip_code = '', latitude = NULL WHERE id = %s", [people[0].pk]
        )
    return people


def stored() -> list[tuple[str | None, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(NAMES)} FROM seekers_seeker ORDER BY id")
        return [tuple(row) for row in cursor.fetchall()]


def test_what_is_sealed_reads_as_before_and_comes_back_to_the_letter(plain: list[Seeker]) -> None:
    before = stored()
    assert seal_column_values(Seeker, NAMES, batch=3) == 7
    assert not any(value in PLAIN for row in stored() for value in row)
    read = list(Seeker.objects.order_by("pk").values_list(*NAMES))
    assert read == [("", None, 0), *[("64106", 39.1, 0)] * 6]
    assert open_column_values(Seeker, NAMES, batch=3) == 7
    assert stored() == before


def test_stopped_half_way_it_goes_on_where_it_was(
    plain: list[Seeker], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, sealed = stored(), 0

    def until_the_power_fails(said: str) -> str:
        nonlocal sealed
        sealed += 1
        if sealed > 11:
            raise RuntimeError("no power")
        return seal(said)

    with monkeypatch.context() as patch:
        patch.setattr(moving, "seal", until_the_power_fails)
        with pytest.raises(RuntimeError):
            seal_column_values(Seeker, NAMES, batch=2)
    half = stored()
    assert half != before and half[-1] == before[-1]
    assert 0 < seal_column_values(Seeker, NAMES, batch=2) < 7
    assert stored()[0] == half[0]
    assert seal_column_values(Seeker, NAMES) == 0
    open_column_values(Seeker, NAMES)
    assert stored() == before


def saved_meanwhile(
    monkeypatch: pytest.MonkeyPatch, name: str, does: Callable[[], object], real: Callable[[str], str]
) -> None:
    """Let somebody at a page do this once, after a row was read and before it is written."""
    left = [does]

    def slow(said: str) -> str:
        while left:
            left.pop()()
        return real(said)

    monkeypatch.setattr(moving, name, slow)


def test_what_somebody_saves_while_it_is_sealed_is_kept_and_sealed(
    plain: list[Seeker], monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_plainly() -> None:
        """As a web process does that does not seal yet."""
        with connection.cursor() as cursor:
            cursor.execute("UPDATE seekers_seeker SET zip_code = '64110', latitude = NULL")

    saved_meanwhile(monkeypatch, "seal", write_plainly, seal)
    assert seal_column_values(Seeker, NAMES) == 7
    assert set(Seeker.objects.values_list(*NAMES)) == {("64110", None, 0)}
    assert not any(row[0] == "64110" for row in stored())


def test_what_somebody_seals_while_it_is_sealed_is_not_overwritten(
    plain: list[Seeker], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved_meanwhile(monkeypatch, "seal", lambda: Seeker.objects.update(zip_code="64110"), seal)
    seal_column_values(Seeker, NAMES)
    assert set(Seeker.objects.values_list("zip_code", flat=True)) == {"64110"}


def test_what_somebody_seals_while_it_is_opened_is_opened_too(
    plain: list[Seeker], monkeypatch: pytest.MonkeyPatch
) -> None:
    seal_column_values(Seeker, NAMES)
    saved_meanwhile(monkeypatch, "unseal", lambda: Seeker.objects.update(zip_code="64110"), unseal)
    open_column_values(Seeker, NAMES)
    assert {row[0] for row in stored()} == {"64110"}


def test_a_row_erased_meanwhile_stays_erased(plain: list[Seeker], monkeypatch: pytest.MonkeyPatch) -> None:
    def erase() -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM seekers_seeker WHERE id = %s", [plain[3].pk])

    saved_meanwhile(monkeypatch, "seal", erase, seal)
    assert seal_column_values(Seeker, NAMES) == 6
    assert Seeker.objects.count() == 6
