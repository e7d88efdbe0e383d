"""Whatever somebody may do, a program of theirs may do as well; or it stands here why it may not."""

import ast
from functools import cache
from itertools import chain

from tests.house.every import every
from tests.house.test_actions import FILES, SOURCE, public_functions, takes_actor

ACTIONS = sorted(
    f"{path.relative_to(SOURCE).parts[1]}.{function.name}"
    for path in FILES
    for function in public_functions(path)
    if takes_actor(function)
)


@cache
def called_by_the_api() -> frozenset[str]:
    """Actions the modules of the API name, as ``app.action``: imported one by one, or by their module."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (SOURCE / "portals" / "api").glob("*.py")]
    return frozenset(chain.from_iterable(_called_in(tree) for tree in trees))


def _called_in(tree: ast.AST) -> set[str]:
    found, modules = set(), {}
    for node in ast.walk(tree):
        parts = (node.module or "").split(".") if isinstance(node, ast.ImportFrom) else []
        if "actions" in parts:
            found |= {f"{parts[2]}.{one.name}" for one in node.names}
            modules |= {one.asname or one.name: parts[2] for one in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            found.add(f"{modules[node.value.id]}.{node.attr}")
    return found


NOT_FOR_PROGRAMS = {
    "accounts, cards, seats and tokens: a person proves who they are in a browser": (
        "communities.accept_invitation",
        "communities.create_token",
        "communities.decline_invitation",
        "communities.end_token",
        "people.change_account",
        "people.end_card",
        "people.lock_account",
        "people.recover_account",
    ),
    "what cannot be taken back is done by a person on a page that says what goes, an account with a fresh sign-in": (
        "communities.erase_person",
        "people.erase_account",
        "seekers.erase_seeker",
        "communities.close_organization",
    ),
    "a test is taken on its page, where a question is shown to the one person who answers it, in their time": (
        "assessments.answer_question",
        "assessments.begin_confirm",
        "assessments.begin_sitting",
        "assessments.close_on_time",
        "assessments.count_practice",
        "assessments.delete_practice",
        "assessments.end_sitting",
        "assessments.keep_private",
        "assessments.note_happening",
        "assessments.open_question",
        "assessments.resume_sitting",
        "assessments.take_break",
        "assessments.use_code",
    ),
    "whoever watches a test stands beside the person and says so on the page of the test day": (
        "assessments.confirm_from_paper",
        "assessments.give_code",
        "assessments.give_time_back",
        "assessments.take_back_identity",
        "assessments.void_sitting",
    ),
    "the time somebody needs is told to the page of their coach alone, and stands in no answer of the API": (
        "assessments.set_accommodation",
    ),
    "the API takes JSON and no files: a file is sent, looked at and decided about on a page": (
        "communities.change_logo",
        "assessments.add_media",
        "assessments.add_task_file",
        "assessments.add_work_file",
        "assessments.drop_item_import",
        "assessments.remove_media",
        "assessments.remove_task_file",
        "assessments.remove_work_file",
        "assessments.start_item_import",
        "assessments.take_items",
        "skills.start_import",
    ),
    "answers of people leave as a file on a page, which says what may be done with them": (
        "assessments.export_answers",
    ),
    "a rubric is written beside the page it looks like, read by a second person, and its assessors named there": (
        "assessments.change_rubric",
        "assessments.draft_rubric",
        "assessments.end_assessor",
        "assessments.name_assessor",
        "assessments.open_rubric",
        "assessments.remove_criterion",
        "assessments.retire_rubric",
        "assessments.send_back",
        "assessments.send_for_reading",
        "assessments.set_criterion",
        "assessments.update_rubric",
    ),
    "sex, race and age are asked on one page that says what for, and nowhere else": (
        "seekers.take_back_about_self",
        "seekers.tell_about_self",
    ),
    "signing keys are changed by a person who has read what it does to badges that were given": (
        "credentials.open_issuer",
        "credentials.revoke_key",
        "credentials.rotate_key",
    ),
    "the worker does it in its time, or another action does it on the way": (
        "assessments.ask_fresh_reading",
        "assessments.call_off_fresh_reading",
        "assessments.clear_work",
        "assessments.close_overdue",
        "assessments.count_waiting",
        "assessments.forget_tests_of",
        "assessments.load_practice",
        "assessments.note_drift",
        "assessments.note_watched",
        "assessments.publish_judged_quality",
        "assessments.publish_quality_report",
        "assessments.end_offer",
        "assessments.remind_of_test_day",
        "communities.take_seat",
        "credentials.end_outside_credential",
        "credentials.recheck_outside_credential",
        "credentials.reissue_badges",
        "marketplace.hold_posting",
        "marketplace.read_posting",
        "marketplace.release_posting",
        "marketplace.take_down_posting",
        "matches.clear_messages",
        "matches.note_shown",
        "matches.remind_of_reviews",
        "matches.settle_live_check",
        "matches.settle_review",
        "people.issue_card",
        "providers.hold_program",
        "providers.release_program",
        "providers.take_down_program",
        "seekers.add_evidence",
        "seekers.add_evidence_rows",
        "seekers.age_community",
        "seekers.agree_to_be_read",
        "seekers.begin_fresh_look",
        "seekers.end_fresh_look",
        "seekers.expire_feedback",
        "seekers.finish_erasure",
        "seekers.hear_badge_yes",
        "seekers.note_spoken",
        "seekers.open_account",
        "seekers.revise_evidence",
        "seekers.take_back_reading",
    ),
    "the operator's command line founds a community and carries over what it had before": (
        "assessments.enter_results",
        "communities.create_community",
        "seekers.enter_seekers",
        "seekers.turn_found_on_for_many",
    ),
    "a visitor keeps answers under a code of their own, and a token belongs to somebody who is no visitor": (
        "matches.save_draft",
    ),
}
LEFT = {name: why for why, names in NOT_FOR_PROGRAMS.items() for name in names}


@every("action", ACTIONS)
def test_an_action_is_in_the_api_or_says_why_not(action: str) -> None:
    assert action in called_by_the_api() or action in LEFT, f"no program can {action}, and nobody says why"


@every("action", sorted(LEFT))
def test_a_reason_is_about_an_action_that_programs_do_not_have(action: str) -> None:
    assert action in ACTIONS, f"{action} is no action"
    assert action not in called_by_the_api(), f"programs can {action}; its reason is out of date"


def test_no_action_has_two_reasons() -> None:
    assert len(LEFT) == sum(len(names) for names in NOT_FOR_PROGRAMS.values())
