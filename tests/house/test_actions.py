"""Every action is permitted by a rule and records a fact, or says here why it does neither."""

import ast
from pathlib import Path

from tests.house.every import every

SOURCE = Path(__file__).parents[2] / "src" / "techhire"
FILES = sorted(
    path
    for app in [*SOURCE.glob("plays/*"), *SOURCE.glob("commons/*")]
    for path in [*app.glob("actions.py"), *app.glob("actions/*.py")]
    if path.name != "__init__.py"
)
NOT_ACTIONS: dict[str, str] = {}


def public_functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def takes_actor(function: ast.FunctionDef) -> bool:
    first = [*function.args.posonlyargs, *function.args.args][:1]
    return bool(first) and first[0].arg == "actor"


ACTIONS = [(path, function) for path in FILES for function in public_functions(path) if takes_actor(function)]


def calls_in(function: ast.FunctionDef, path: Path) -> set[str]:
    """Names called in a function, and in the private functions of its file that it calls."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    private = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name.startswith("_")}
    seen: set[str] = set()
    todo: list[ast.AST] = [function]
    while todo:
        for node in ast.walk(todo.pop()):
            names = []
            if isinstance(node, ast.Call):
                target = node.func
                names.append(target.id if isinstance(target, ast.Name) else getattr(target, "attr", ""))
                names += [arg.id for arg in node.args if isinstance(arg, ast.Name)]
            for name in names:
                if name not in seen:
                    seen.add(name)
                    if name in private:
                        todo.append(private[name])
    return seen


@every(("path", "function"), ACTIONS)
def test_an_action_asks_a_rule(path: Path, function: ast.FunctionDef) -> None:
    called = calls_in(function, path)
    asked = "require" in called or any(name.startswith("may_") for name in called)
    assert asked or function.name in OPEN_TO_ALL, f"{function.name} asks no rule"


@every(("path", "function"), ACTIONS)
def test_an_action_records_a_fact(path: Path, function: ast.FunctionDef) -> None:
    called = calls_in(function, path)
    assert called & RECORDS or function.name in KEEPS_NO_FACT, f"{function.name} records no fact"


RECORDS = {
    "record",
    "_record",
    "add_evidence",
    "read_posting",
    "update_posting",
    "grant_access",
    "note_change",
    "pass_on",
    "reworded",
    "close_sitting",
    "confirm_identity",
    "count_result",
    "ask_for_confirm",
    "ask_for_live_check",
    "withdraw_confirm",
    "withdraw_work",
    "move_program",
}
OPEN_TO_ALL = {
    "note_spoken": "a step shared by actions that have asked their own rule",
    "save_draft": "a visitor keeps answers of their own under a code of their own",
    "record_access": "the record itself; whoever reveals a person has asked a rule before",
    "take_seat": "the step shared by actions that have asked their own rule",
    "use_code": "whoever holds the code staff gave may open those tests",
    "decline_invitation": "whoever holds the letter may say no",
    "show_shortlist": "it asks through the query it shows",
    "show_person": "it asks through the query it shows",
    "show_people_asking": "it asks through the query it shows",
    "show_person_asking": "it asks through the query it shows",
    "settle_review": "a step of a decision, which has asked its own rule",
    "settle_live_check": "it ends an ask by the actions that ask their own rules",
}
KEEPS_NO_FACT = {
    "record_access": "it writes the access record, which is the person's own to read",
    "save_work": "a draft of the person's own; beginning and handing in are the facts",
    "add_work_file": "part of that draft",
    "remove_work_file": "part of that draft",
    "save_judgment": "an assessor's draft; handing it in is the fact",
    "save_rating": "an interviewer's draft; handing it in is the fact",
    "clear_work": "it follows from an erasure, which has its fact",
    "open_question": "it only remembers which question is shown; what ends a sitting records that it ended",
    "note_watched": "it only remembers which tests were looked at; a question that drifts has its fact",
    "note_happening": "a note of a page for a human to read is no deed",
    "note_shown": "it writes access records for people shown without a name",
    "show_shortlist": "it writes access records for people shown without a name",
    "show_person": "it writes access records for the person shown",
    "show_people_asking": "it writes access records for people read without a name",
    "show_person_asking": "it writes access records for the person read",
}
