"""schema.org EducationalOccupationalProgram as search engines read it (schema.org/EducationalOccupationalProgram)."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import SafeString

from techhire.portals.layout.request import Request
from techhire.portals.public.job_markup import script_json

if TYPE_CHECKING:
    from techhire.plays.providers.models import Cohort, Program, Teaches


def program_markup(
    request: Request, program: "Program", lines: "list[Teaches]", cohorts: "list[Cohort]"
) -> SafeString:
    """The markup of a listed program; ``cohorts`` are the starts to come, the earliest first."""
    address = reverse("public:program", args=[program.organization.slug, program.slug])
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "EducationalOccupationalProgram",
        "name": program.name,
        "description": program.summary or None,
        "url": request.build_absolute_uri(address),
        "inLanguage": program.language,
        "provider": _provider(program),
        "timeToComplete": f"P{program.length_weeks}W",
        "offers": {"@type": "Offer", "price": f"{program.tuition:.2f}", "priceCurrency": "USD"},
        "programPrerequisites": program.admission or None,
        "educationalCredentialAwarded": program.credential or None,
        "educationalProgramMode": "online" if program.online else "onsite",
        "identifier": _code(program),
        "teaches": [_skill(request, line) for line in lines],
        **(_start(cohorts[0]) if cohorts else {}),
    }
    return script_json({key: value for key, value in data.items() if value is not None})


def _provider(program: "Program") -> dict[str, Any]:
    data: dict[str, Any] = {"@type": "EducationalOrganization", "name": program.organization.name}
    if program.organization.website:
        data["url"] = program.organization.website
    if program.city:
        data["address"] = {"@type": "PostalAddress", "addressLocality": program.city, "addressCountry": "US"}
    return data


def _code(program: "Program") -> dict[str, str] | None:
    if program.cip is None:
        return None
    return {"@type": "PropertyValue", "propertyID": "CIP2020", "value": program.cip.code}


def _skill(request: Request, line: "Teaches") -> dict[str, str]:
    return {
        "@type": "DefinedTerm",
        "name": line.skill.name,
        "termCode": line.skill.code,
        "inDefinedTermSet": request.build_absolute_uri(reverse("public:skills")),
    }


def _start(cohort: "Cohort") -> dict[str, Any]:
    data = {"startDate": cohort.starts_on.isoformat(), "maximumEnrollment": cohort.seats}
    if cohort.ends_on is not None:
        data["endDate"] = cohort.ends_on.isoformat()
    if cohort.apply_by is not None:
        data["applicationDeadline"] = cohort.apply_by.isoformat()
    return data
