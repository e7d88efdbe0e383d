"""What `backup` writes, `restore` brings back; and neither destroys anything by mistake."""

import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from techhire.portals.console.archives import Manifest, key_marks, pack, unpack, write_manifest
from techhire.portals.console.backups import copy_database
from techhire.portals.console.keys import new_secrets
from techhire.portals.console.restoring import put_database, put_files
from techhire.portals.console.stopping import Stop

JOURNEY = """
import json, sys
from pathlib import Path
from techhire.portals.console import main
data = Path(sys.argv[1])
codes = []
def run(*words):
    codes.append(main(list(words)))
lead = ("--civic-lead", "The Council", "--email", "a@example.org")
run("new-community", "--slug", "here", "--name", "Here Hires", *lead)
run("new-community", "--slug", "here", "--name", "Here Again", *lead)
run("check")
(data / "files").mkdir()
(data / "files" / "note.txt").write_text("kept")
run("backup", str(data / "one.tar.gz"))
run("backup", str(data / "one.tar.gz"))
run("restore", str(data / "one.tar.gz"))
from django.utils import timezone
from techhire.commons.communities.actions import create_community
from techhire.commons.communities.queries import all_communities
from techhire.commons.permits import Actor
create_community(Actor.system(), slug="later", name="Made after the backup", now=timezone.now())
(data / "files" / "note.txt").write_text("changed")
run("restore", str(data / "one.tar.gz"), "--replace")
slugs = sorted(community.slug for community in all_communities())
run("rotate-keys")
run("worker", "--once")
print(json.dumps({"codes": codes, "slugs": slugs, "note": (data / "files" / "note.txt").read_text()}))
"""


def environment(data: Path) -> dict[str, str]:
    """A site of its own on SQLite, whatever database the tests run on."""
    own = {
        "TECHHIRE_MODE": "demo",
        "TECHHIRE_DATA_DIR": str(data),
        "TECHHIRE_ALLOWED_HOSTS": "localhost",
    }
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    return {**kept, **own, **new_secrets()}


def test_a_site_is_founded_backed_up_and_brought_back(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", JOURNEY, str(tmp_path)],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    assert result["codes"] == [0, 1, 0, 0, 2, 1, 0, 0, 0]
    assert result["slugs"] == ["here"]
    assert result["note"] == "kept"
    assert "/invitation/" in done.stdout
    assert "There is a community with this address already" in done.stderr
    assert "This site can serve." in done.stdout
    assert "Add --replace" in done.stderr
    assert (tmp_path / "one.tar.gz").stat().st_mode & 0o077 == 0


def test_a_copy_of_sqlite_is_whole_while_somebody_writes(tmp_path: Path) -> None:
    source, target = tmp_path / "live.sqlite3", tmp_path / "copy"
    target.mkdir()
    with closing(sqlite3.connect(source)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE kept (word TEXT)")
        writer.execute("INSERT INTO kept VALUES ('before')")
        writer.commit()
        writer.execute("INSERT INTO kept VALUES ('not yet')")
        copy_database({"NAME": source}, "sqlite", target)
        writer.rollback()
    with closing(sqlite3.connect(target / "database.sqlite3")) as copy:
        assert copy.execute("SELECT word FROM kept").fetchall() == [("before",)]


def test_a_damaged_copy_is_refused_and_leaves_the_database_alone(tmp_path: Path) -> None:
    live, copy = tmp_path / "live.sqlite3", tmp_path / "database.sqlite3"
    for path, many in ((live, 1), (copy, 2000)):
        with closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TABLE kept (word TEXT)")
            database.executemany("INSERT INTO kept VALUES (?)", [("word" * 50,)] * many)
            database.commit()
    data = bytearray(copy.read_bytes())
    data[8192:40960] = b"\x00" * 32768
    copy.write_bytes(bytes(data))
    with pytest.raises((Stop, sqlite3.DatabaseError)):
        put_database({"NAME": live}, "sqlite", tmp_path)
    with closing(sqlite3.connect(live)) as database:
        assert database.execute("SELECT count(*) FROM kept").fetchone() == (1,)


def test_a_backup_of_a_database_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Stop, match="no database"):
        copy_database({"NAME": tmp_path / "none.sqlite3"}, "sqlite", tmp_path)
    assert not (tmp_path / "none.sqlite3").exists()


def test_an_archive_comes_back_as_it_was_packed(tmp_path: Path) -> None:
    source, files, back = tmp_path / "source", tmp_path / "files", tmp_path / "back"
    for folder in (source, files / "deep", back):
        folder.mkdir(parents=True)
    (files / "deep" / "word.txt").write_text("here")
    manifest = Manifest("sqlite", "2026-03-02T00:00:00+00:00", "1", key_marks(["one", "two"]))
    write_manifest(source, manifest)
    pack(source, files, tmp_path / "a.tar.gz")
    assert unpack(tmp_path / "a.tar.gz", back) == manifest
    assert (back / "files" / "deep" / "word.txt").read_text() == "here"
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("content", [b"", b"not an archive", b"\x1f\x8b broken"])
def test_what_is_no_backup_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.tar.gz"
    path.write_bytes(content)
    (tmp_path / "out").mkdir()
    with pytest.raises(Stop, match="not a backup"):
        unpack(path, tmp_path / "out")


def test_an_archive_cannot_write_outside_its_folder(tmp_path: Path) -> None:
    evil, inside = tmp_path / "evil.tar.gz", tmp_path / "deep" / "inside"
    inside.mkdir(parents=True)
    (tmp_path / "payload").write_text("x")
    with tarfile.open(evil, "w:gz") as archive:
        archive.add(tmp_path / "payload", "../escaped.txt")
    with pytest.raises(Stop, match="not a backup"):
        unpack(evil, inside)
    assert not (tmp_path / "deep" / "escaped.txt").exists()


def test_files_of_the_backup_take_the_place_of_those_there(tmp_path: Path) -> None:
    new, place = tmp_path / "new", tmp_path / "files"
    for folder, name in ((new, "kept.txt"), (place, "gone.txt")):
        folder.mkdir()
        (folder / name).write_text(name)
    put_files(new, place)
    assert [path.name for path in place.iterdir()] == ["kept.txt"]
    assert not (tmp_path / "files.before-restore").exists()


def test_marks_of_keys_do_not_give_keys_away() -> None:
    key = new_secrets()["TECHHIRE_FIELD_KEYS"]
    (mark,) = key_marks([key])
    assert len(mark) == 16 and mark not in key


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_postgresql_comes_back_as_it_was(tmp_path: Path) -> None:
    assert connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept_for_test (word TEXT)")
        cursor.execute("INSERT INTO kept_for_test VALUES ('before')")
    copy_database(connection.settings_dict, "postgresql", tmp_path)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kept_for_test SET word = 'after'")
    connection.close()
    try:
        put_database(connection.settings_dict, "postgresql", tmp_path)
        with connection.cursor() as cursor:
            cursor.execute("SELECT word FROM kept_for_test")
            assert cursor.fetchall() == [("before",)]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE kept_for_test")
