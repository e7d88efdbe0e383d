"""Trying a test on made-up people: started from a page, done a part at a time, kept until somebody tries it again."""

from datetime import datetime

from django.db import transaction

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, require
from techhire.plays.assessments.facts import SimulationStarted
from techhire.plays.assessments.models import Assessment, Simulation
from techhire.plays.assessments.queries.simulating import PARTS, PartThought
from techhire.plays.assessments.rules import may_simulate_bank
from techhire.plays.assessments.words import SimulationState


@transaction.atomic
def start_simulation(actor: Actor, assessment: Assessment, /, *, now: datetime) -> Simulation:
    """Let the worker try the test as it is set now. What is there or under way for the same rules and bank is taken."""
    held = Assessment.objects.select_for_update(of=("self",), no_key=True).select_related("bank")
    test = held.get(pk=assessment.pk)
    require(may_simulate_bank(actor, test.bank))
    tries = Simulation.objects.filter(assessment=test)
    same = tries.filter(test_version=test.version, bank_version=test.bank.version)
    there = same.exclude(state=SimulationState.FAILED).order_by("-pk").first()
    if there is not None:
        return there
    tries.delete()
    row = Simulation.objects.create(
        assessment=test,
        test_version=test.version,
        bank_version=test.bank.version,
        made_by_id=actor.account_id,
        made_at=now,
    )
    row.fact_id = record(SimulationStarted(row.pk, test.pk), actor=actor, now=now).pk
    row.save(update_fields=["fact_id"])
    return row


def keep_simulation_part(thought: PartThought, /) -> int | None:
    """Write down what a part came to; returns the number of the next, or None where the work is done.

    Where rules or bank changed meanwhile it begins anew with what they are now.
    """
    found = Simulation.objects.select_for_update(of=("self",)).select_related("assessment__bank")
    row = found.filter(pk=thought.simulation_id, state=SimulationState.WAITING).first()
    if row is None:
        return None
    test = row.assessment
    now = (test.version, test.bank.version)
    if now != (thought.test_version, thought.bank_version) or now != (row.test_version, row.bank_version):
        row.test_version, row.bank_version, row.parts = *now, []
        row.save(update_fields=["test_version", "bank_version", "parts"])
        return 0
    if len(row.parts) != thought.part:
        return len(row.parts)
    return _kept(row, thought)


def _kept(row: Simulation, thought: PartThought) -> int | None:
    row.parts = [*row.parts, thought.ran]
    if thought.trouble:
        row.state, row.trouble, row.parts = SimulationState.FAILED, thought.trouble, []
    elif thought.told is not None:
        row.state, row.found, row.parts = SimulationState.READY, thought.told, []
    row.save(update_fields=["state", "trouble", "found", "parts"])
    return thought.part + 1 if row.state == SimulationState.WAITING and thought.part + 1 < PARTS else None
