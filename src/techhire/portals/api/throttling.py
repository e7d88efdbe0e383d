"""Slowing down whoever asks too often: by token where there is one, else by address, kept as a fingerprint."""

import threading
import time

from ninja.throttling import BaseThrottle

from techhire.portals.layout.request import Request
from techhire.portals.layout.throttle import is_too_often, print_of_address

A_MINUTE, TEN_MINUTES = 60, 600


def who_asks(request: Request) -> str:
    """The token, else what is kept of the address."""
    token = getattr(request, "token_id", None)
    return print_of_address(request) if token is None else f"token:{token}"


class Pace(BaseThrottle):
    """At most so many requests a minute, counted in each process: cheap enough for every request."""

    def __init__(self, *, with_token: int, without: int) -> None:
        self.with_token, self.without = with_token, without
        self.lock = threading.Lock()
        self.minute, self.counts = 0, {}  # type: int, dict[str, int]

    def limit(self, request: Request) -> int:
        """How many this asker may send within the time."""
        return self.with_token if hasattr(request, "token_id") else self.without

    def allow_request(self, request: Request) -> bool:  # type: ignore[override]  # Django's request, as our middleware leaves it
        """Count one more."""
        minute, who = int(time.time()) // A_MINUTE, who_asks(request)
        with self.lock:
            if minute != self.minute:
                self.minute, self.counts = minute, {}
            self.counts[who] = count = self.counts.get(who, 0) + 1
        return count <= self.limit(request)

    def wait(self) -> float:
        """Seconds until the count starts anew."""
        return A_MINUTE - time.time() % A_MINUTE


class Costly(Pace):
    """At most so many in ten minutes, counted for all processes together, and with a page that counts the same deed."""

    def __init__(self, deed: str, *, with_token: int, without: int) -> None:
        super().__init__(with_token=with_token, without=without)
        self.deed = deed

    def allow_request(self, request: Request) -> bool:  # type: ignore[override]  # Django's request, as our middleware leaves it
        """Count one more of this deed."""
        limit, who = self.limit(request), who_asks(request)
        return not is_too_often(request, self.deed, limit=limit, seconds=TEN_MINUTES, who=who)

    def wait(self) -> float:
        """Seconds until the count starts anew."""
        return TEN_MINUTES - time.time() % TEN_MINUTES


pace = Pace(with_token=1200, without=300)
reading = Costly("reading", with_token=300, without=30)
following = Costly("report_state", with_token=300, without=30)
