"""To somebody who reported and left an address: how it ended, and nothing of what or whom it was about."""

from django.utils.translation import gettext as _

from techhire.commons.ledger.registry import Done, Step, reacts_to
from techhire.plays.concerns.facts import ReporterTold
from techhire.plays.concerns.queries import reporter_to_write_to
from techhire.portals.letters.sending import send_letter


@reacts_to(ReporterTold)
def write_to_reporter(step: Step) -> Done:
    """In the language the report was made in. A mailbox may be shared, so it names nothing."""
    report = reporter_to_write_to(step.data["report_id"])
    if report is not None:
        concern = report.concern
        shown = {"community": concern.community, "outcome": concern.outcome}
        send_letter(
            step.fact_id,
            report.email,
            report.language,
            lambda: _("Your report is settled"),
            "report_settled",
            shown,
        )
    return Done()
