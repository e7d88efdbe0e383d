"""What can be done with accounts and cards."""

from techhire.commons.people.actions.accounts import (
    change_account,
    create_account,
    enter_demo,
    erase_account,
    lock_account,
    note_sign_up,
    recover_account,
)
from techhire.commons.people.actions.cards import end_card, issue_card, sign_in_by_card

__all__ = [
    "change_account",
    "create_account",
    "end_card",
    "enter_demo",
    "erase_account",
    "issue_card",
    "lock_account",
    "note_sign_up",
    "recover_account",
    "sign_in_by_card",
]
