"""Test items in and out of other programs: QTI 3.0 written, QTI 2.1, 2.2 and 3.0 read, in packages or alone.

Pure functions over bytes. Files come from strangers, so nothing is fetched, run, unpacked to disk or believed:
markup becomes text, sizes are bounded, and what cannot be taken is reported with its file and line.
"""

from techhire.engines.item_exchange.item_reading import read_item
from techhire.engines.item_exchange.item_writing import write_item
from techhire.engines.item_exchange.items import KINDS, Choice, ExchangeItem, Media, Reading
from techhire.engines.item_exchange.media_kinds import MEDIA_TYPES, content_type_of
from techhire.engines.item_exchange.packages import read_package, write_package
from techhire.engines.item_exchange.problems import Problem, Reason, Refused
from techhire.engines.item_exchange.safe_zip import LIMITS, Limits
from techhire.engines.item_exchange.words import WORDS, Words, sentence

__all__ = [
    "KINDS",
    "LIMITS",
    "MEDIA_TYPES",
    "WORDS",
    "Choice",
    "ExchangeItem",
    "Limits",
    "Media",
    "Problem",
    "Reading",
    "Reason",
    "Refused",
    "Words",
    "content_type_of",
    "read_item",
    "read_package",
    "sentence",
    "write_item",
    "write_package",
]
