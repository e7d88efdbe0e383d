"""The keys of the Git items, found again by running the commands in a small repository."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.plays.assessments.practice_bank import in_order, item, keyed, offered, pairs, right_ones

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None, reason="the commands asked about are not installed"
)
APART = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_EDITOR": "true",
    "LC_ALL": "C",
    **{f"GIT_{who}_{what}": "kim@site.test" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


class Folder:
    """A repository whose branch is main. What the commands of an item do to it can be asked afterward."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir()
        self.git("init -q -b main")

    def run(self, line: str) -> str:
        """What one line of commands prints, joined by ; as in the items."""
        return "".join(self.git(command.strip().removeprefix("git ")) for command in line.split(";"))

    def git(self, words: str) -> str:
        environment = {**{k: v for k, v in os.environ.items() if not k.startswith("GIT_")}, **APART}
        command = f"git {words}"
        done = subprocess.run(
            command, shell=True, cwd=self.place, env=environment, capture_output=True, text=True, check=False
        )
        return done.stdout

    def write(self, name: str, text: str) -> None:
        (self.place / name).write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        path = self.place / name
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def save(self, name: str, text: str = "new\n") -> None:
        """One commit that gives the file this text; the file's name is the message."""
        self.write(name, text)
        self.git(f"add {name}")
        self.git(f"commit -q -m {name}")

    def titles(self, what: str = "HEAD") -> list[str]:
        return self.git(f"log --format=%s {what}").split()


@pytest.fixture
def new(tmp_path: Path) -> Callable[[], Folder]:
    """Makes one repository after another."""
    made = iter(range(100))
    return lambda: Folder(tmp_path / f"folder{next(made)}")


def test_the_log_shows_the_newest_commit_first(new: Callable[[], Folder]) -> None:
    folder = new()
    for name in ("first", "second"):
        folder.save(name)
    assert folder.titles() == ["second", "first"]
    assert item("git-02")["code"].splitlines()[1].startswith(keyed("git-02"))


def test_only_one_command_makes_the_branch_and_moves_to_it(new: Callable[[], Folder]) -> None:
    moved = set()
    for one, command in offered("git-09").items():
        folder = new()
        folder.save("a")
        folder.run(command)
        moved |= {one} if folder.git("branch --show-current").strip() == "layout" else set()
    assert moved == right_ones("git-09")


def test_a_commit_holds_only_what_was_staged(new: Callable[[], Folder]) -> None:
    folder = new()
    for name in ("report.py", "data.csv"):
        folder.save(name)
        folder.write(name, "changed\n")
    for line in item("git-10")["code"].splitlines():
        folder.run(line.removeprefix("$ "))
    assert folder.git("show --format= --name-only").split() == ["report.py"]
    assert keyed("git-10") == "Only that of report.py"


def forked(folder: Folder) -> Folder:
    """Two shared commits, one more on main, two more on form: the history the items draw."""
    for name in ("start", "page"):
        folder.save(name)
    folder.git("checkout -q -b form")
    for name in ("phone", "zip"):
        folder.save(name)
    folder.git("checkout -q main")
    folder.save("prices")
    return folder


def test_the_branch_has_as_many_commits_of_its_own_as_the_key_says(new: Callable[[], Folder]) -> None:
    assert len(forked(new()).titles("main..form")) == item("git-11")["key"]


def test_merging_leaves_as_many_commits_as_the_key_says(new: Callable[[], Folder]) -> None:
    folder = forked(new())
    folder.git("merge -q form")
    assert len(folder.git("log --format=%h").split()) == item("git-25")["key"]
    assert item("git-25")["code"].count("*") == 5


def test_a_folder_named_in_the_file_of_the_key_is_left_out(new: Callable[[], Folder]) -> None:
    folder = new()
    (folder.place / "logs").mkdir()
    folder.write("logs/today", "ran\n")
    folder.write(item("git-12")["key"][0], "logs/\n")
    assert "logs" not in folder.git("status --short")


def test_only_some_commands_bring_back_one_file_and_spare_the_others(new: Callable[[], Folder]) -> None:
    spared = set()
    for one, command in offered("git-16").items():
        folder = new()
        for name in ("index.html", "style.css"):
            folder.save(name)
            folder.write(name, "changed\n")
        folder.run(command)
        kept = (folder.read("index.html"), folder.read("style.css")) == ("new\n", "changed\n")
        spared |= {one} if kept else set()
    assert spared == right_ones("git-16")


def test_fetching_alone_leaves_branch_and_files_untouched(new: Callable[[], Folder]) -> None:
    got = set()
    for one, command in offered("git-19").items():
        server, own = new(), new()
        server.save("a")
        own.git(f"remote add origin {server.place}")
        own.git("pull -q origin main")
        own.git("branch -q -u origin/main")
        server.save("b")
        own.run(command)
        got |= {one} if (own.titles(), own.titles("origin/main")) == (["a"], ["b", "a"]) else set()
    assert got == right_ones("git-19")


def test_a_conflict_is_drawn_as_the_item_shows_it(new: Callable[[], Folder]) -> None:
    folder = new()
    folder.save("page", "Mon-Fri 10-16\n")
    folder.git("checkout -q -b hours")
    folder.save("page", "Mon-Fri 8-18\n")
    folder.git("checkout -q main")
    folder.save("page", "Mon-Fri 9-17\n")
    folder.run(in_order("git-27")[0])
    assert folder.read("page").strip() == item("git-21")["code"]
    assert keyed("git-21") == "Only the line Mon-Fri 8-18"


def test_only_one_way_undoes_a_shared_commit_and_keeps_the_history(new: Callable[[], Folder]) -> None:
    undone = set()
    for one, commands in offered("git-22").items():
        server, own = new(), new()
        server.git("config receive.denyCurrentBranch ignore")
        for name in ("start", "bad", "later"):
            own.save(name)
        own.git(f"remote add origin {server.place}")
        own.git("push -q -u origin main")
        own.run(commands.replace("4f2a9c1", own.git("rev-parse HEAD~1").strip()))
        names = set(server.git("ls-tree --name-only main").split())
        kept = names == {"start", "later"} and server.titles("main")[-3:] == ["later", "bad", "start"]
        undone |= {one} if kept else set()
    assert undone == right_ones("git-22")


def test_a_commit_takes_what_the_left_column_shows(new: Callable[[], Folder]) -> None:
    folder = new()
    for name in ("app.py", "notes.md", "test.py"):
        folder.save(name)
        folder.write(name, "once\n")
    folder.git("add app.py test.py")
    folder.write("test.py", "twice\n")
    folder.write("draft.txt", "new\n")
    lines = item("git-23")["code"].splitlines()
    assert sorted(folder.git("status --short").splitlines()) == sorted(lines[1:])
    folder.git('commit -q -m "Fix"')
    assert folder.git("show HEAD:app.py HEAD:test.py HEAD:notes.md") == "once\nonce\nnew\n"
    assert keyed("git-23") == "app.py and a part of the changes of test.py"


def test_only_one_order_moves_the_commit_to_its_branch(new: Callable[[], Folder]) -> None:
    moved = set()
    for one, commands in offered("git-28").items():
        folder = new()
        for name in ("start", "late"):
            folder.save(name)
        folder.run(commands)
        moved |= (
            {one}
            if (folder.titles("main"), folder.titles("fix")) == (["start"], ["late", "start"])
            else set()
        )
    assert moved == right_ones("git-28")


def test_unstaging_keeps_the_change_of_the_file(new: Callable[[], Folder]) -> None:
    folder = new()
    folder.save("data.csv")
    folder.write("data.csv", "changed\n")
    folder.git("add data.csv")
    folder.run(pairs("git-29")["data.csv was staged by mistake; its change should stay"])
    assert folder.git("status --short") == " M data.csv\n"


def test_the_reflog_still_knows_commits_nothing_points_to(new: Callable[[], Folder]) -> None:
    folder = new()
    for name in ("start", "one", "two", "three"):
        folder.save(name)
    folder.git("reset -q --hard HEAD~3")
    folder.git("branch again HEAD@{1}")
    assert folder.titles("again") == ["three", "two", "one", "start"]
    assert "git reflog" in keyed("git-30")


def test_only_one_list_leaves_the_two_commits_wanted(new: Callable[[], Folder]) -> None:
    cleaned = set()
    for one, steps in offered("git-31").items():
        folder = new()
        folder.save("start")
        named = {}
        for name, file, text in (
            ("a1f", "price", "prise\n"),
            ("b2e", "price", "price\n"),
            ("c3d", "tax", "tax\n"),
        ):
            folder.save(file, text)
            named[name] = folder.git("rev-parse HEAD").strip()
        folder.save("color")
        named["d4c"] = folder.git("rev-parse HEAD").strip()
        steps = re.sub("|".join(named), lambda found, named=named: named[found[0]], steps)
        (folder.place.parent / "steps").write_text(steps.replace(", ", "\n") + "\n", encoding="utf-8")
        folder.git('-c sequence.editor="cp ../steps" rebase -q -i HEAD~4')
        as_wanted = (
            folder.titles() == ["tax", "price", "start"] and folder.git("show HEAD~1:price") == "price\n"
        )
        cleaned |= {one} if as_wanted and not folder.read("color") else set()
    assert cleaned == right_ones("git-31")
