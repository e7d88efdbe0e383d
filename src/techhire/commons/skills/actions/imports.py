"""Imports of official lists: looked at wholly before anything changes, then taken in steps of at most 500 rows.

A worker takes the steps one transaction at a time; the console takes the same steps in a row.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.skills.actions.batches import Batch
from techhire.commons.skills.actions.importers import SOURCES, WrongFile
from techhire.commons.skills.actions.importers.files import Folder, Unreadable
from techhire.commons.skills.actions.importers.records import About, Line
from techhire.commons.skills.actions.starter_ties import tie_starter
from techhire.commons.skills.actions.tables import put
from techhire.commons.skills.facts import ImportFinished, ImportRefused, ImportStarted
from techhire.commons.skills.models import Framework, ImportIssue, ImportRun
from techhire.commons.skills.rules import may_start_import
from techhire.commons.skills.words import COMMUNITY_LISTS, STARTER, TIED_LISTS, ImportKind, ImportState
from techhire.commons.uploads import forget_upload

ROWS = 500
ISSUES = 5000
Clock = Callable[[], datetime]
_open_readers: dict[int, tuple[int, Iterator[Line]]] = {}


@transaction.atomic
def start_import(
    actor: Actor, /, *, kind: str, path: str | Path, file_name: str = "", now: datetime
) -> ImportRun:
    """Take an import in hand; the worker does the rest. A file that is plainly the wrong one is refused here."""
    require(may_start_import(actor, kind))
    if kind not in ImportKind.values:
        raise Refused(_("Choose what the file is."), field="kind")
    shown = (file_name or Path(path).name)[:200]
    try:
        folder = Folder(Path(path), shown)
        total = SOURCES[kind].survey(folder)
        _refuse_kept_here(SOURCES[kind].about(folder), actor.community_id, everywhere=actor.is_system)
    except WrongFile as error:
        raise Refused(str(error), field="file") from error
    run = ImportRun.objects.create(
        community_id=None if actor.is_system else actor.community_id,
        kind=kind,
        file_name=shown,
        path=str(path)[:400],
        rows_total=total,
        by_id=actor.account_id,
        started_at=now,
    )
    record(ImportStarted(run.pk, kind), actor=actor, now=now)
    return run


def _refuse_kept_here(about: About | None, community_id: int | None, *, everywhere: bool) -> None:
    """A package of a framework that this site keeps itself would overwrite what people decided here.

    What another community keeps is refused without saying whose it is or how it came here.
    """
    if about is None or not about.identifier:
        return
    here = Framework.objects.filter(identifier=about.identifier).first()
    if here is None:
        return
    is_read_here = everywhere or here.community_id in (None, community_id)
    if is_read_here and here.slug != about.slug:
        raise WrongFile(_("This list is kept on this site itself, so it is changed here and not imported."))
    if not everywhere and here.community_id != community_id:
        raise WrongFile(
            _(
                "This list cannot be imported here: its address is taken on this installation. Ask the operator."
            )
        )


@transaction.atomic
def take_step(run_id: int, at: int, now: datetime) -> int | None:
    """Take the next rows of an import from row ``at``. Returns where to go on, or None when it is finished."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.state in (ImportState.DONE, ImportState.REFUSED):
        return None
    folder = Folder(Path(run.path), run.file_name)
    try:
        about = SOURCES[run.kind].about(folder)
        lines = _next_lines(run, folder, at)
        framework = _framework(run, about, now)
    except (WrongFile, Unreadable, FileNotFoundError) as error:
        _refuse(run, str(error), now)
        return None
    batch = Batch(
        framework=framework,
        by_identifier=run.kind in COMMUNITY_LISTS,
        source=str(ImportKind(run.kind).label),
        vintage=about.version if about else "",
        now=now,
    )
    put(batch, (record for line in lines for record in line.records))
    batch.bad += [line.bad for line in lines if line.bad is not None]
    _tally(run, batch, at + len(lines))
    if len(lines) == ROWS:
        return at + ROWS
    _finish(run, now)
    return None


def _next_lines(run: ImportRun, folder: Folder, at: int) -> list[Line]:
    """Rows from ``at`` on. The reader of the last step goes on where it stands; after a restart it is led there."""
    place, reader = _open_readers.pop(run.pk, (-1, iter(())))
    if place != at:
        reader = SOURCES[run.kind].read(folder)
        next(islice(reader, at, at), None)
    lines = list(islice(reader, ROWS))
    if len(lines) == ROWS:
        _open_readers.clear()
        _open_readers[run.pk] = (at + ROWS, reader)
    return lines


def _framework(run: ImportRun, about: About | None, now: datetime) -> Framework | None:
    """Where the skills go. Raises ``WrongFile`` where somebody else began to keep this list since the import began."""
    if about is None or not about.slug:
        return None
    details = {
        "name": about.name,
        "name_es": about.name_es,
        "publisher": about.publisher,
        "version": about.version,
        "source_url": about.source_url,
        "license": about.license,
    }
    more = {"identifier": about.identifier} if about.identifier else {}
    community = Community.objects.filter(pk=run.community_id or 0).first() if about.identifier else None
    everywhere = run.community_id is None and run.by_id is None
    try:
        framework, made = Framework.objects.get_or_create(
            slug=about.slug, defaults={**details, **more, "community": community, "changed_at": now}
        )
    except IntegrityError:
        _refuse_kept_here(about, run.community_id, everywhere=everywhere)
        raise
    if not made:
        _refuse_kept_here(about, run.community_id, everywhere=everywhere)
    if not made and any(getattr(framework, key) != value for key, value in details.items()):
        Framework.objects.filter(pk=framework.pk).exclude(slug=STARTER).update(**details, changed_at=now)
    return framework


def _tally(run: ImportRun, batch: Batch, rows_read: int) -> None:
    room = max(0, ISSUES - run.bad)
    ImportIssue.objects.bulk_create(
        ImportIssue(run=run, file_name=bad.file[:200], line=bad.line, reason=bad.reason[:400])
        for bad in batch.bad[:room]
    )
    run.state = ImportState.RUNNING
    run.rows_read = rows_read
    run.added += batch.added
    run.updated += batch.updated
    run.unchanged += batch.unchanged
    run.bad += len(batch.bad)
    run.save(update_fields=["state", "rows_read", "added", "updated", "unchanged", "bad"])
    if batch.framework is not None and batch.language_changed:
        Framework.objects.filter(pk=batch.framework.pk).update(changed_at=batch.now)


def _finish(run: ImportRun, now: datetime) -> None:
    run.state = ImportState.DONE
    run.finished_at = now
    run.save(update_fields=["state", "finished_at"])
    _forget_file(run)
    if run.kind in TIED_LISTS:
        tie_starter(now=now)
    body = ImportFinished(run.pk, run.kind, run.added, run.updated, run.bad)
    record(body, actor=Actor.system(run.community_id), now=now)


def _refuse(run: ImportRun, reason: str, now: datetime) -> None:
    _open_readers.pop(run.pk, None)
    run.state = ImportState.REFUSED
    run.refusal = reason[:400]
    run.finished_at = now
    run.save(update_fields=["state", "refusal", "finished_at"])
    _forget_file(run)
    record(ImportRefused(run.pk, run.kind), actor=Actor.system(run.community_id), now=now)


def _forget_file(run: ImportRun) -> None:
    """An uploaded file is not kept once it is in. What the operator named by its place is left alone."""
    path = Path(run.path)
    transaction.on_commit(lambda: forget_upload(path))


def run_import(
    kind: str, path: str | Path, clock: Clock, on_progress: Callable[[ImportRun], None] | None = None
) -> ImportRun:
    """Import here and now, as the operator does from the console. Raises ``Refused`` where it is the wrong file."""
    run = start_import(Actor.system(), kind=kind, path=Path(path).absolute(), now=clock())
    at: int | None = 0
    while at is not None:
        at = take_step(run.pk, at, clock())
        run.refresh_from_db()
        if on_progress is not None:
            on_progress(run)
    return run
