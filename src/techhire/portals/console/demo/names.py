"""Names that belong to nobody: a first and a last name drawn apart."""

import random

from techhire.portals.console.demo.tables import Urn, rows, rows_of


def draw_name(dice: random.Random, language: str) -> str:
    """A full name; people who speak Spanish mostly draw from Spanish names, others from all."""
    spanish = language == "es" and dice.random() < 0.9
    first = rows_of("first_names", "language", "es") if spanish else rows("first_names")
    last = rows_of("last_names", "language", "es") if spanish else rows("last_names")
    return f"{Urn(first).draw(dice)['name']} {Urn(last).draw(dice)['name']}"
