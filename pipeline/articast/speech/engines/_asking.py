"""How to ask a service over a network: paced, within a budget, again when it failed, and not at all once it said no.

One `Service` an engine and process: all threads share its pace, its budget and its end. When budget or patience is at
its end, every further call in this run raises ExhaustedError at once, without a request; clips made so far are kept by
whoever asked, and the next run goes on with the first that is missing.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from articast.errors import EngineError, ExhaustedError
from articast.limits import whole

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)
logging.getLogger("stamina").addHandler(logging.NullHandler())  # else its bare "retry_scheduled" is printed over ours

FIRST_WAIT = 1.0
"""Seconds before the second request, doubled each time, plus up to as much at random."""
LONGEST_WAIT = 30.0
BAD_ANSWERS = 4
"""How often one text may come back broken while the service is up: then it is the text, not the network."""
REST = 3600.0
"""Seconds after which to go on where the service did not say: hosted services count by the hour or the day."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How to ask; see `articast.speech.engines.NetworkEngine.configure`."""

    pace: float
    """Requests a second."""
    budget: int
    """Requests a run; 0: no limit."""
    patience: float
    """Seconds for one text."""
    timeout: float
    """Seconds of silence from the service."""


class AgainError(EngineError):
    """An answer after which asking again makes sense."""

    def __init__(self, message: str, retry_after: float | None = None, *, service: bool = True) -> None:
        super().__init__(message, retry_after)
        self.service = service
        """True: the service is at fault and would answer other texts no better."""


class Service:
    """A service as all threads of this process see it."""

    def __init__(self, name: str, terms: Terms) -> None:
        self.name = name
        self.terms = terms
        self._lock = threading.Lock()
        self._sent = 0
        self._next = 0.0
        self._ended: ExhaustedError | None = None

    def configure(self, terms: Terms) -> None:
        """Take new terms and forget what was: a new run."""
        with self._lock:
            self.terms, self._sent, self._next, self._ended = terms, 0, 0.0, None

    @property
    def sent(self) -> int:
        """Requests in this run."""
        return self._sent

    def ask(self, send: Callable[[float], Answer]) -> Answer:
        """What `send` returns; it makes one request, with this time limit in seconds.

        Raises:
            ExhaustedError: budget or patience is at its end, now or earlier in this run.
            EngineError: this text cannot be had; whatever else `send` raises goes through.
        """
        import stamina

        deadline = time.monotonic() + self.terms.patience
        broken = 0

        def again(error: Exception) -> bool | float:
            nonlocal broken
            if not isinstance(error, AgainError):
                return False
            broken += not error.service
            _log.info("%s: %s; asking again", self.name, error)
            if broken >= BAD_ANSWERS:
                return False
            if error.retry_after is None:
                return time.monotonic() < deadline
            wait = error.retry_after + random.uniform(0, FIRST_WAIT)  # noqa: S311 - no secret
            self._hold(wait)
            return wait if time.monotonic() + error.retry_after < deadline else False

        try:
            for attempt in stamina.retry_context(
                again,
                attempts=None,
                timeout=self.terms.patience,
                wait_initial=FIRST_WAIT,
                wait_jitter=FIRST_WAIT,
                wait_max=LONGEST_WAIT,
            ):
                with attempt:
                    self._slot()
                    return self._whole(send, deadline)
        except AgainError as error:
            if error.service:
                raise self.end(f"gave up: {error}", error.retry_after) from error
            raise EngineError(f"{self.name}: {error}") from error
        raise AssertionError  # pragma: no cover - stamina lets the last error through

    def _whole(self, send: Callable[[float], Answer], deadline: float) -> Answer:
        """One request with its answer: a service that sends a byte now and then holds nobody for longer than that.

        Raises:
            AgainError: it was not whole in time.
        """
        seconds = max(self.terms.timeout, deadline - time.monotonic())
        try:
            return whole(partial(send, self.terms.timeout), seconds)
        except TimeoutError as error:
            raise AgainError(f"no whole answer within {_duration(seconds)}") from error

    def end(self, why: str, retry_after: float | None = None) -> ExhaustedError:
        """Ask no more in this run; the error to raise."""
        wait = REST if retry_after is None else retry_after
        error = ExhaustedError(
            f"{self.name} {why}; what was spoken is kept: run again in {_duration(wait)} to go on", retry_after=wait
        )
        with self._lock:
            self._ended = self._ended or error
        return error

    def _slot(self) -> None:
        """Wait for this request's turn."""
        with self._lock:
            self._check()
            if self.terms.budget and self._sent >= self.terms.budget:
                self._ended = ExhaustedError(
                    f"{self.name}: this run's budget of {self.terms.budget} requests is spent; "
                    "what was spoken is kept: run again to go on",
                    retry_after=0.0,
                )
                self._check()
            self._sent += 1
            turn = max(time.monotonic(), self._next)
            self._next = turn + 1 / self.terms.pace
        time.sleep(max(0.0, turn - time.monotonic()))
        with self._lock:
            if self._ended:
                self._sent -= 1
                self._check()

    def _check(self) -> None:
        if self._ended:
            raise ExhaustedError(str(self._ended), self._ended.retry_after)

    def _hold(self, seconds: float) -> None:
        """Nobody asks for so long: the service said so to one of us."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds that a `Retry-After` header asks for: a number, or a date (RFC 9110); None where it is neither."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - (now or datetime.now(UTC))).total_seconds())


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 90 else f"{seconds / 60:.0f} minutes"
