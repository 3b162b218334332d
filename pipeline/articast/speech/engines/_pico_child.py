"""A process of its own in which Pico has not spoken yet. Run as a program; it imports nothing of ours.

Pico's noise generator carries over from one text to the next, and some texts never come back. So this program,
started once, forks a child a text, which speaks and dies, or is killed when its time is over: that of the processor,
since on a machine under load a good text may take long by the clock, which is only for what is stuck. Where there is
no fork (Windows) it speaks one text and ends, and its owner starts another.

It reads lines of JSON `{"text", "voice", "seconds", "patience"}` (seconds of processor time and by the clock) from
standard input and answers each with a header of five bytes, status (`o` spoken, `e` error, `l` its processor time is
over, `s` stuck, `c` crashed) and length (big-endian), and that many bytes of PCM or of message.
"""

from __future__ import annotations

import json
import math
import os
import select
import signal
import struct
import sys
import time
from typing import Any


def main() -> None:
    """Answer until standard input ends."""
    from py_nanotts import NanoTTS

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ended by whoever started it, by closing its input
    pico = NanoTTS()
    # By descriptor, unbuffered: a child must not inherit half-read input.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever the library prints is not an answer
    for line in sys.stdin:
        asked = json.loads(line)
        if hasattr(os, "fork"):
            status, pcm = _in_child(pico, asked)
        else:
            answer = _speak(pico, asked)
            status, pcm = answer[:1], answer[1:]
        answers.write(status + struct.pack(">I", len(pcm)) + pcm)
        answers.flush()
        if not hasattr(os, "fork"):
            return


def _speak(pico: Any, asked: dict[str, Any]) -> bytes:
    """Status and PCM; `e` and a message where the library says that it failed."""
    try:
        return b"o" + bytes(pico.speak(asked["text"], voice=asked["voice"]))
    except (RuntimeError, ValueError, MemoryError) as error:
        return b"e" + str(error).encode()


def _in_child(pico: Any, asked: dict[str, Any]) -> tuple[bytes, bytes]:
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        try:
            _limit(asked["seconds"])
            with os.fdopen(writer, "wb") as out:
                out.write(_speak(pico, asked))
        finally:
            os._exit(0)
    os.close(writer)
    deadline = time.monotonic() + asked["patience"]
    pcm = bytearray()
    stuck = False
    while not stuck:
        stuck = not select.select([reader], [], [], max(0.0, deadline - time.monotonic()))[0]
        part = b"" if stuck else os.read(reader, 1 << 16)
        if not part:
            break
        pcm += part
    os.close(reader)
    if stuck:
        os.kill(child, signal.SIGKILL)
    _, ended = os.waitpid(child, 0)
    if stuck:
        return b"s", b""
    if os.WIFSIGNALED(ended):
        return (b"l" if os.WTERMSIG(ended) == signal.SIGXCPU else b"c"), b""
    return (bytes(pcm[:1]), bytes(pcm[1:])) if pcm else (b"c", b"")


def _limit(seconds: float) -> None:
    """Die of SIGXCPU, without a core file, after so much processor time of this process."""
    import resource

    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    limit = math.ceil(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))


if __name__ == "__main__":
    main()
