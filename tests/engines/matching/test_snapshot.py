"""A snapshot on disk says what was saved, or says clearly why it cannot."""

import json

import numpy as np
import pytest

from techhire.engines.matching import (
    Filters,
    Need,
    People,
    Person,
    Requirement,
    SnapshotError,
    open_snapshot,
    pack,
    rank,
)
from techhire.engines.matching.people import ARRAYS
from tests.engines.matching.worlds import SPOTS, TABLE

NEED = Need(1, (Requirement(1, 2), Requirement(2, 3, 2)), place=SPOTS[0])


def some_people(first: int = 1) -> People:
    """Forty people in three blocks, some without a place, some with no skills."""
    crowd = [
        Person(
            first + one,
            {skill: pack(1 + one % 3, 40 + one, one % 32) for skill in range(one % 4)},
            Filters(found=one % 5 > 0, place=SPOTS[one % 5] if one % 3 else None, minutes=30 + one),
        )
        for one in range(40)
    ]
    return People.build(crowd, block=16)


def test_a_snapshot_opens_as_it_was_saved(tmp_path) -> None:
    people = some_people()
    people.save(tmp_path, "monday")
    opened = open_snapshot(tmp_path)
    assert opened.block == people.block
    for name in ARRAYS:
        left, right = getattr(people, name), getattr(opened, name)
        assert left.dtype == right.dtype and left.tolist() == right.tolist(), name
    assert rank(opened, NEED, TABLE).person_ids.tolist() == rank(people, NEED, TABLE).person_ids.tolist()


def test_columns_are_mapped_from_disk_and_cannot_be_written(tmp_path) -> None:
    some_people().save(tmp_path, "monday")
    opened = open_snapshot(tmp_path)
    assert isinstance(opened.codes.base, np.memmap)
    with pytest.raises(ValueError, match="read-only"):
        opened.codes[0] = 0


def test_an_empty_community_has_a_snapshot_too(tmp_path) -> None:
    People.build([]).save(tmp_path, "empty")
    assert len(rank(open_snapshot(tmp_path), NEED, TABLE)) == 0


def test_a_new_snapshot_replaces_the_one_before_while_readers_keep_theirs(tmp_path) -> None:
    some_people(1).save(tmp_path, "a")
    old = open_snapshot(tmp_path)
    some_people(500).save(tmp_path, "b")
    some_people(900).save(tmp_path, "c")
    assert open_snapshot(tmp_path).sorted_ids[0] == 900
    assert old.sorted_ids[0] == 1
    assert sorted(folder.name for folder in tmp_path.iterdir() if folder.is_dir()) == ["b", "c"]


def test_a_half_written_snapshot_is_never_opened(tmp_path) -> None:
    some_people(1).save(tmp_path, "a")
    draft = tmp_path / ".b.draft"
    draft.mkdir()
    (draft / "ids.npy").write_bytes(b"half")
    assert open_snapshot(tmp_path).sorted_ids[0] == 1
    some_people(500).save(tmp_path, "b")
    assert open_snapshot(tmp_path).sorted_ids[0] == 500


def test_a_name_is_used_once(tmp_path) -> None:
    some_people().save(tmp_path, "a")
    with pytest.raises(SnapshotError, match="already there"):
        some_people().save(tmp_path, "a")


@pytest.mark.parametrize("name", ["", ".hidden", "a/b", ".."])
def test_a_name_that_is_no_folder_is_refused(tmp_path, name) -> None:
    with pytest.raises(ValueError, match="name"):
        some_people().save(tmp_path, name)


def test_without_a_snapshot_the_message_says_so(tmp_path) -> None:
    with pytest.raises(SnapshotError, match="no snapshot has been published"):
        open_snapshot(tmp_path)


def test_another_version_is_refused(tmp_path) -> None:
    folder = some_people().save(tmp_path, "a")
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"version": 99}))
    with pytest.raises(SnapshotError, match="99.*build it again"):
        open_snapshot(tmp_path)


def test_a_manifest_that_is_not_json_is_refused(tmp_path) -> None:
    folder = some_people().save(tmp_path, "a")
    (folder / "manifest.json").write_text("{")
    with pytest.raises(SnapshotError, match="manifest"):
        open_snapshot(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY\x01\x00", b"x" * 200])
def test_a_damaged_column_is_refused(tmp_path, damage) -> None:
    folder = some_people().save(tmp_path, "a")
    (folder / "codes.npy").write_bytes(damage)
    with pytest.raises(SnapshotError, match="column codes"):
        open_snapshot(tmp_path)


def test_a_cut_off_column_is_refused(tmp_path) -> None:
    folder = some_people().save(tmp_path, "a")
    whole = (folder / "ids.npy").read_bytes()
    (folder / "ids.npy").write_bytes(whole[:-8])
    with pytest.raises(SnapshotError, match="column ids"):
        open_snapshot(tmp_path)


def test_a_column_of_another_length_is_refused(tmp_path) -> None:
    folder = some_people().save(tmp_path, "a")
    np.save(folder / "ids.npy", np.arange(3))
    with pytest.raises(SnapshotError, match="not what its manifest says"):
        open_snapshot(tmp_path)


def test_a_lost_column_is_named(tmp_path) -> None:
    folder = some_people().save(tmp_path, "a")
    (folder / "ids.npy").unlink()
    with pytest.raises(SnapshotError, match="ids.npy"):
        open_snapshot(tmp_path)


def test_a_person_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="person 4 is handed over twice"):
        People.build([Person(4), Person(4)])


def test_people_of_one_region_stand_together() -> None:
    crowd = [Person(one, {}, Filters(found=True, place=SPOTS[one % 5])) for one in range(40)]
    people = People.build(crowd, block=8)
    assert people.block_places.tolist() == [[spot, spot] for spot in range(5)]


def test_unknown_ids_have_no_row() -> None:
    people = some_people()
    rows = people.rows_of(np.array([3, 7, 9999, -1]))
    assert people.ids[rows].tolist() == [3, 7]
