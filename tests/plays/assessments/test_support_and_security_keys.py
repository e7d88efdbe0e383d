"""The keys of support and security items that can be worked out from their figures and logs."""

import re
from collections import Counter

from tests.plays.assessments.practice_bank import in_order, item, keyed, offered

LOG = re.compile(r"(Failed|Accepted) password for (\w+) from (\S+)")


def figures(text: str) -> list[float]:
    return [float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def test_the_space_to_free_is_what_the_figures_leave() -> None:
    size, system, programs, files, needed = figures(item("computer-troubleshooting-11")["prompt"]["en"])
    assert needed - (size - system - programs - files) == item("computer-troubleshooting-11")["key"]


def test_the_memory_shown_adds_up_and_most_of_it_is_the_browsers() -> None:
    lines = item("computer-troubleshooting-13")["code"].splitlines()[1:]
    memory = [figures(re.search(r"[\d,]+ MB\b", line)[0])[0] for line in lines]  # type: ignore[index]  # every line has it
    assert sum(memory[:-1]) == memory[-1] == 7_800
    assert memory[0] > sum(memory[-1:]) / 2
    assert "because of the browser" in keyed("computer-troubleshooting-13")


def test_the_copy_takes_as_many_minutes_as_the_key_says() -> None:
    size, speed, _, unit = figures(item("computer-troubleshooting-26")["prompt"]["en"])
    assert size * unit / speed / 60 == item("computer-troubleshooting-26")["key"]


def test_the_freezes_share_the_dock_the_key_swaps() -> None:
    rows = [line.split() for line in item("computer-troubleshooting-30")["code"].splitlines()[1:]]
    (dock, times), _ = Counter(row[3] for row in rows).most_common(2)
    assert times == 4
    assert f"dock {dock}" in keyed("computer-troubleshooting-30")
    assert all(max(Counter(row[at] for row in rows).values()) == 2 for at in (2, 4))


def test_the_accounts_locked_are_as_many_as_the_key_says() -> None:
    spread = [
        figures(line.split(maxsplit=1)[1]) for line in item("information-security-12")["code"].splitlines()
    ]
    locked = [wrong for wrong, minutes in spread if wrong >= 5 and minutes <= 10]
    assert len(locked) == item("information-security-12")["key"]
    assert all(wrong < minutes / 8 for wrong, minutes in spread if minutes > 10)


def test_only_one_file_can_be_changed_by_everybody() -> None:
    lines = [line.split() for line in item("information-security-17")["code"].splitlines()]
    assert [line[-1] for line in lines if line[0][8] == "w"] == [keyed("information-security-17")]


def test_only_one_checksum_differs() -> None:
    published, computed = (
        dict(line.split() for line in part.splitlines())
        for part in item("information-security-18")["code"].split("\n\n")
    )
    changed = [name for name in published if published[name] != computed[name]]
    assert changed == item("information-security-18")["key"][:1]


def test_the_holes_stand_in_the_order_of_the_rule() -> None:
    def first(text: str) -> tuple[bool, bool, float]:
        return "attacked now" not in text, "open to the Internet" not in text, -figures(text)[0]

    assert in_order("information-security-20") == sorted(
        offered("information-security-20").values(), key=first
    )


def test_the_saving_is_what_the_figures_give() -> None:
    cost, times, years, tool = figures(item("information-security-25")["prompt"]["en"])
    assert cost * times / years / 2 - tool == item("information-security-25")["key"]


def test_only_one_address_fails_and_then_gets_into_the_same_account() -> None:
    failed, guessed = set(), []
    for outcome, account, source in LOG.findall(item("information-security-26")["code"]):
        if outcome == "Failed":
            failed.add((account, source))
        elif (account, source) in failed:
            guessed.append(source)
    assert guessed == item("information-security-26")["key"][:1]
