"""Every number the evidence model assumes, in one place and with a name."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Parameters:
    """Defaults are judgment until local results say otherwise. All sds are in levels of the 0 to 5.5 scale.

    prior_mean, prior_sd: what is assumed of anyone, used only while there is no evidence beyond claims.
    claim_sd ... employer_sd: sd of one piece of that kind. Tests and judged work bring their own.
    unproctored_factor: a test nobody watched has this many times its own standard error.
    source_*: sd that all pieces of one source share; it is added once and does not age.
    vouch_minimum: checked vouches under which a source's record is neutral.
    vouch_pooling: how many vouches the community's rate weighs when a source's record is pooled.
    claims_cap: the most a skill with claims only contributes.
    proven_at, likely_at: chances from which the words proven and likely are used.
    test_error: standard error of the proctored test that a "what if" imagines (0.36 with its source's sd).
    """

    prior_mean: float = 1.5
    prior_sd: float = 1.2
    claim_sd: float = 1.6
    completion_sd: float = 1.1
    vouch_sd: float = 0.9
    credential_sd: float = 0.8
    employer_sd: float = 0.7
    unproctored_factor: float = 1.5
    source_self: float = 1.0
    source_provider: float = 0.6
    source_unproctored_test: float = 0.4
    source_proctored_test: float = 0.2
    source_judged_work: float = 0.3
    source_credential: float = 0.5
    source_employer: float = 0.5
    vouch_minimum: int = 5
    vouch_pooling: float = 10.0
    claims_cap: float = 0.35
    proven_at: float = 0.8
    likely_at: float = 0.5
    test_error: float = 0.3

    def __post_init__(self) -> None:
        for field in fields(self):
            if not getattr(self, field.name) > 0:
                raise ValueError(f"parameter {field.name} must be above 0")
        if not self.claims_cap < self.likely_at <= self.proven_at < 1:
            raise ValueError("claims_cap, likely_at and proven_at must rise in this order and stay under 1")


DEFAULTS = Parameters()
