"""The keys of the Python items, found again by running their scripts."""

import sqlite3
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO

import pytest

from tests.plays.assessments.practice_bank import in_order, item, keyed, offered, pairs, right_ones


def printed(script: str, **names: object) -> str:
    """What a script of the repository prints, or the name of the error it stops with."""
    out = StringIO()
    with redirect_stdout(out):
        try:
            exec(compile(script, "script", "exec"), dict(names))
        except Exception as error:  # any error is an answer here: the item asks which one
            return type(error).__name__
    return out.getvalue().strip()


def those_printing(identifier: str, wanted: str, script: Callable[[str], str], **names: object) -> set[str]:
    """Ids of the choices whose script prints the wanted text."""
    return {one for one, text in offered(identifier).items() if printed(script(text), **names) == wanted}


@pytest.mark.parametrize(
    "identifier", ["python-01", "python-09", "python-13", "python-15", "python-21", "python-25", "python-31"]
)
def test_the_script_prints_what_the_key_says(identifier: str) -> None:
    assert printed(item(identifier)["code"]) == keyed(identifier)


@pytest.mark.parametrize("identifier", ["python-11", "python-26"])
def test_the_script_prints_the_number_of_the_key(identifier: str) -> None:
    assert printed(item(identifier)["code"]) == str(item(identifier)["key"])


@pytest.mark.parametrize("identifier", ["python-07", "python-16"])
def test_the_script_prints_the_first_accepted_answer(identifier: str) -> None:
    assert printed(item(identifier)["code"]).casefold() == item(identifier)["key"][0]


def test_the_loop_prints_as_many_lines_as_the_key_says() -> None:
    assert len(printed(item("python-05")["code"]).splitlines()) == item("python-05")["key"]


def test_a_name_never_given_a_value_stops_with_the_error_shown() -> None:
    assert printed("print(totl)") == "NameError"
    assert "totl is spelled" in keyed("python-03")


def test_only_one_changed_line_moves_every_use_of_the_number() -> None:
    lines = [line.split(maxsplit=1) for line in item("python-04")["code"].splitlines()]

    def changed(text: str) -> str:
        line, _, new = text.removeprefix("Line ").partition(": ")
        kept = [new if number == line else old for number, old in lines]
        return "\n".join("    " + one if one.startswith('print("Send') else one for one in kept)

    typed = {"input": lambda _: "9"}
    assert those_printing("python-04", "1 days left", changed, **typed) == right_ones("python-04")


def test_each_value_has_the_type_it_is_matched_to() -> None:
    assert all(type(eval(value)).__name__ == kind for value, kind in pairs("python-06").items())


def test_the_lines_run_in_the_order_of_the_key() -> None:
    assert printed("\n".join(in_order("python-08"))) == "15"


def test_only_one_change_gives_twice_the_number() -> None:
    def changed(text: str) -> str:
        return item("python-10")["code"].replace("print(count * 2)", text)

    typed = {"input": lambda _: "5"}
    assert printed(item("python-10")["code"], **typed) == "55"
    assert those_printing("python-10", "10", changed, **typed) == right_ones("python-10")


def test_only_one_opening_reads_the_lines_and_leaves_the_file() -> None:
    def opened(_name: str, mode: str = "r") -> StringIO:
        return StringIO("ok\nERROR 7\n" if mode == "r" else "")

    def filled(text: str) -> str:
        return item("python-12")["code"].replace("______", text)

    assert those_printing("python-12", "ERROR 7", filled, open=opened) == right_ones("python-12")


def test_the_values_that_bring_the_message_are_those_of_the_key() -> None:
    values = {one: eval(text.partition(" (")[0]) for one, text in offered("python-14").items()}
    spoken = {one for one, value in values.items() if printed(item("python-14")["code"], name=value)}
    assert spoken == right_ones("python-14")


def test_the_lines_are_printed_in_the_order_of_the_key() -> None:
    assert printed(item("python-17")["code"]).splitlines() == in_order("python-17")


def test_each_error_comes_from_the_line_it_is_matched_to() -> None:
    for error, line in pairs("python-18").items():
        assert printed(line, d={"a": 1}, s=[5, 6]) == error


def test_returning_the_product_mends_the_function() -> None:
    code = item("python-19")["code"]
    assert printed(code) == "None"
    assert printed(code.replace("    price", "    return price")) == "108.0"
    assert "does not return" in keyed("python-19")


def test_bad_rows_are_skipped_without_a_word() -> None:
    rows = [{"qty": "2"}, {"qty": "two"}, {"qty": "1"}]
    assert printed(item("python-22")["code"] + "\nprint(total)", rows=rows) == "3"
    assert keyed("python-22").startswith("Bad rows are skipped silently")


def test_the_checks_that_fail_are_those_of_the_key() -> None:
    code = item("python-23")["code"] + "\n"
    found = those_printing("python-23", "AssertionError", lambda text: code + text)
    assert found == right_ones("python-23")


def test_each_module_does_the_job_it_is_matched_to() -> None:
    jobs = {module: job.split(" ")[0] for job, module in pairs("python-27").items()}
    assert jobs == {"csv": "Read", "json": "Turn", "datetime": "Count", "pathlib": "Go"}


def test_only_one_line_keeps_what_is_typed_out_of_the_command() -> None:
    base = sqlite3.connect(":memory:")
    base.executescript("CREATE TABLE users (id, name); INSERT INTO users VALUES (7, 'Kim')")
    names = {"cur": base.cursor(), "name": "x' OR '1'='1"}
    found = those_printing("python-28", "[]", lambda text: f"{text}\nprint(cur.fetchall())", **names)
    base.close()
    assert found == right_ones("python-28")


def test_the_first_accepted_name_tells_a_script_from_an_import() -> None:
    script = item("python-29")["code"].replace("______", item("python-29")["key"][0])
    ran = {name: printed(script, __name__=name, main=lambda: print("ran")) for name in ("__main__", "bill")}
    assert ran == {"__main__": "ran", "bill": ""}
