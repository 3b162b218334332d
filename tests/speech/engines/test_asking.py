"""How services are asked."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from articast.errors import EngineError, ExhaustedError
from articast.speech.engines._asking import AgainError, Service, Terms, retry_after

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("7", 7.0),
        ("0", 0.0),
        (" 30 ", 30.0),
        ("Sun, 22 Nov 2026 12:02:00 GMT", 120.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(header, seconds):
    assert retry_after(header, NOW) == seconds


def test_an_answer_is_handed_through():
    assert Service("x", Terms(1000, 0, 5, 1)).ask(lambda timeout: timeout + 1) == 2


def test_what_is_not_worth_asking_again_goes_through_at_once(swift):
    service, calls = Service("x", Terms(1000, 0, 5, 1)), []

    def send(timeout: float) -> None:
        calls.append(timeout)
        raise EngineError("this text cannot be")

    with pytest.raises(EngineError, match="cannot be"):
        service.ask(send)
    assert len(calls) == 1


def test_a_second_request_is_told_of_by_name_and_cause(swift, caplog):
    caplog.set_level("INFO")
    answers = iter([AgainError("down for a moment"), None])

    def send(_: float) -> str:
        if error := next(answers):
            raise error
        return "fine"

    assert Service("x", Terms(1000, 0, 5, 1)).ask(send) == "fine"
    assert "x: down for a moment; asking again" in caplog.text


def test_a_service_that_never_comes_to_an_end_is_waited_for_as_long_as_its_patience_says():
    service, forever = Service("x", Terms(1000, 0, 0.05, 0.02)), threading.Event()
    try:
        with pytest.raises(ExhaustedError, match="x gave up: no whole answer within"):
            service.ask(lambda _: forever.wait(60))
    finally:
        forever.set()


def test_the_end_of_one_is_the_end_of_all_until_the_next_run(swift):
    service = Service("x", Terms(1000, 0, 0.05, 1))

    def send(_: float) -> None:
        raise AgainError("down")

    for _ in range(2):
        with pytest.raises(ExhaustedError, match=r"x gave up: down; .* run again in 60 minutes"):
            service.ask(send)
    sent = service.sent
    with pytest.raises(ExhaustedError):
        service.ask(lambda _: "fine")
    assert service.sent == sent
    service.configure(Terms(1000, 0, 5, 1))
    assert service.ask(lambda _: "fine") == "fine"
