"""schema.org JobPosting as search engines read it (schema.org/JobPosting; Google's required and recommended fields)."""

import json
from html import escape
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from techhire.commons.communities.words import sector_of
from techhire.plays.marketplace.words import Workplace
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.marketplace.models import Posting, Requirement

ESCAPES = {
    ord("<"): "\\u003c",
    ord(">"): "\\u003e",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def script_json(data: dict[str, Any]) -> SafeString:
    """JSON that can stand inside a script element whatever words it holds: no tag can begin or end in it."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))


def job_posting_markup(request: Request, posting: "Posting", lines: "list[Requirement]") -> SafeString:
    """The markup of an open posting."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": posting.title,
        "description": _description(posting, lines),
        "datePosted": posting.community.day_of(posting.published_at).isoformat()
        if posting.published_at
        else None,
        "validThrough": _end_of(posting),
        "employmentType": posting.employment_type,
        "identifier": {
            "@type": "PropertyValue",
            "name": posting.organization.name,
            "value": str(posting.identifier),
        },
        "url": request.build_absolute_uri(reverse("public:job", args=[posting.identifier])),
        "hiringOrganization": _organization(posting),
        "directApply": False,
        "baseSalary": _pay(posting),
        "skills": [_skill(request, line) for line in lines],
        "experienceInPlaceOfEducation": True,
        "occupationalCategory": posting.soc_code or None,
        "industry": _industry(posting),
        "inLanguage": posting.language,
        **_place(posting),
    }
    return script_json({key: value for key, value in data.items() if value is not None})


def _description(posting: "Posting", lines: "list[Requirement]") -> str:
    text = posting.text or ", ".join(line.skill.name for line in lines) or posting.title
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n") if part.strip())


def _end_of(posting: "Posting") -> str | None:
    if posting.valid_through is None:
        return None
    return posting.community.end_of(posting.valid_through).isoformat()


def _organization(posting: "Posting") -> dict[str, str]:
    data = {"@type": "Organization", "name": posting.organization.name}
    if posting.organization.website:
        data["sameAs"] = posting.organization.website
    return data


def _industry(posting: "Posting") -> str | None:
    """The employer's sector, in the language of the ad as the rest of the markup."""
    with translation.override(posting.language):
        return sector_of(posting.organization.naics) or None


def _pay(posting: "Posting") -> dict[str, Any] | None:
    if posting.pay_min is None or posting.pay_max is None:
        return None
    value = {
        "@type": "QuantitativeValue",
        "minValue": float(posting.pay_min),
        "maxValue": float(posting.pay_max),
        "unitText": posting.pay_unit,
    }
    return {"@type": "MonetaryAmount", "currency": "USD", "value": value}


def _skill(request: Request, line: "Requirement") -> dict[str, str]:
    return {
        "@type": "DefinedTerm",
        "name": line.skill.name,
        "termCode": line.skill.code,
        "inDefinedTermSet": request.build_absolute_uri(reverse("public:skills")),
    }


def _place(posting: "Posting") -> dict[str, Any]:
    if posting.workplace == Workplace.REMOTE:
        return {
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": {"@type": "Country", "name": "USA"},
        }
    address = {
        "@type": "PostalAddress",
        "addressLocality": posting.city,
        "addressRegion": posting.state_code,
        "postalCode": posting.zip_code,
        "addressCountry": "US",
    }
    return {"jobLocation": {"@type": "Place", "address": {k: v for k, v in address.items() if v}}}
