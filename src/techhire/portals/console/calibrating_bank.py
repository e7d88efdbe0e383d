"""`techhire calibrate --bank`: a community's own bank measured from the command line, in somebody's name."""

from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from techhire.portals.console.ground import refusals_told, stand_up
from techhire.portals.console.opening import named
from techhire.portals.console.showing import settle_if_made
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    from techhire.commons.permits import Actor
    from techhire.plays.assessments.models import Calibration, ItemBank

LARGEST = 32 * 1024 * 1024


def calibrate_bank(options: Namespace) -> None:
    """Write the bank's answers, take measured items in, or measure; then adopt where that was asked for."""
    _check_words(options)
    settle_if_made()
    stand_up()
    from django.utils import timezone

    bank, actor = _whose(options)
    now = timezone.now()
    with refusals_told():
        if options.export:
            _export(options, actor, bank, now)
            return
        found = (_taken if options.take else _measured)(options, actor, bank, now)
        _tell(found)
        if options.out:
            _write(options.out, found)
        if options.adopt:
            _adopt(options, actor, found, now)


def _check_words(options: Namespace) -> None:
    if not options.whose:
        raise Stop("Say who does it with --as EMAIL: somebody who writes for the civic lead.", 2)
    if options.anchors:
        raise Stop(
            "With --bank, the questions the bank measured before hold the scale. Leave --anchors out.", 2
        )
    if options.id or getattr(options, "prior", "none") != "none":
        raise Stop(
            "--id and --prior go without --bank: measure a file with them, then --take what it wrote.", 2
        )
    if options.export and (options.take or options.responses or options.adopt):
        raise Stop("--export only writes answers. Measure them, then come back with --take.", 2)
    if options.take and (options.responses or options.model):
        raise Stop("--take takes in what was measured before. Leave the answers and --model out.", 2)
    if not (options.export or options.take or options.model):
        raise Stop("Say which curve with --model.", 2)
    if (options.use_pilots or options.against_known) and not options.adopt:
        raise Stop("--use-pilots and --against-known go with --adopt.", 2)


def _whose(options: Namespace) -> "tuple[ItemBank, Actor]":
    """The bank, and the actor in its community; what the actor may do is for the rules to say."""
    from techhire.commons.communities.queries import actor_for
    from techhire.commons.people.queries import account_at
    from techhire.plays.assessments.queries.banks import private_bank

    bank = private_bank(options.bank)
    if bank is None or bank.community is None:
        raise Stop(f"There is no bank of a community's own with the number {options.bank}.", 2)
    account = account_at(options.whose)
    if account is None:
        raise Stop(f"Nobody signs in here as {options.whose}.", 2)
    return bank, actor_for(account, bank.community, channel="console")


def _export(options: Namespace, actor: "Actor", bank: "ItemBank", now: datetime) -> None:
    from techhire.plays.assessments.actions.calibrating import export_answers

    table = export_answers(actor, bank, source=options.source, now=now)
    _put(options.export, table.as_csv())
    print(f"{table.people} people, {len(table.codes)} questions, written to {options.export}")


def _taken(options: Namespace, actor: "Actor", bank: "ItemBank", now: datetime) -> "Calibration":
    from techhire.plays.assessments.actions.taking_numbers import take_numbers
    from techhire.plays.assessments.queries.item_files import read_measured

    return take_numbers(actor, bank, read_measured(_bytes(options.take)), now=now)


def _measured(options: Namespace, actor: "Actor", bank: "ItemBank", now: datetime) -> "Calibration":
    """Measured here and now, by the steps of the worker; where a worker runs too, whoever is first does a step."""
    from techhire.plays.assessments.actions.calibrating import keep_calibration_step, start_calibration
    from techhire.plays.assessments.queries.answer_files import read_answers
    from techhire.plays.assessments.queries.calibration_steps import think_calibration_step
    from techhire.plays.assessments.queries.measured import trouble_in_words
    from techhire.plays.assessments.words import AnswerSource, CalibrationState

    given: dict[str, Any] = {"model": options.model, "source": options.source, "limit": options.limit}
    if options.responses:
        given |= {
            "source": AnswerSource.FILE.value,
            "table": read_answers(_bytes(options.responses), freq=options.freq or ""),
        }
    found = start_calibration(actor, bank, now=now, **given)
    _in_steps(found.pk, think_calibration_step, keep_calibration_step, now)
    found.refresh_from_db()
    if found.state == CalibrationState.FAILED:
        raise Stop(trouble_in_words(found))
    return found


def _in_steps(pk: int, think: Callable[..., Any], keep: Callable[..., int | None], now: datetime) -> None:
    from django.db import transaction

    step: int | None = 0
    while step is not None:
        thought = think(pk, step)
        with transaction.atomic():
            step = None if thought is None else keep(thought, now=now)


def _tell(found: "Calibration") -> None:
    """The whole in two lines, then each question with what to look at."""
    from techhire.plays.assessments.words import ItemFlag, Scale

    scale = (
        f"on the bank's scale, held by {found.summary['anchors']} questions"
        if found.summary.get("scale") == Scale.KEPT
        else "on a new scale: say where levels begin once it is adopted"
    )
    print(f"calibration {found.pk}: model {found.model}, people {found.people}, {scale}")
    print(f"{'a':>7} {'b':>7} {'se':>6}  item")
    for one in found.found:
        flags = "; ".join(str(ItemFlag(code).label) for code in one.get("flags", ()))
        numbers = (one.get("a"), one.get("b"), one.get("se_b"))
        curve = " ".join(_cell(value, width) for value, width in zip(numbers, (7, 7, 6), strict=True))
        print(f"{curve}  {one['code']}{f'  ({flags})' if flags else ''}")


def _cell(value: float | None, width: int) -> str:
    return f"{value:>{width}.3f}" if value is not None else f"{'-':>{width}}"


def _write(path: str, found: "Calibration") -> None:
    from techhire.plays.assessments.queries.measured import numbers_file

    _put(path, numbers_file(found))


def _adopt(options: Namespace, actor: "Actor", found: "Calibration", now: datetime) -> None:
    from techhire.plays.assessments.actions.calibrating import adopt_calibration

    given = {"use_pilots": options.use_pilots, "against_known": options.against_known}
    adopt_calibration(actor, found, now=now, **given)
    print("Adopted: the questions have these numbers from now on.")


def _bytes(path: str) -> bytes:
    file = Path(path)
    if not file.is_file():
        raise Stop(f"There is no file at {path}.", 2)
    if file.stat().st_size > LARGEST:
        raise Stop(f"{named(path)} is larger than 32 MB.", 2)
    return file.read_bytes()


def _put(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror or error}.") from error
