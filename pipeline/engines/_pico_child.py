"""A process of its own in which Pico has not spoken yet. Run as a program; it imports nothing of ours.

Pico's noise generator carries over from one text to the next, and some texts never come back. So this program,
started once, forks a child a text, which speaks and dies, or is killed when its time is over. Where there is no fork
(Windows) it speaks one text and ends, and its owner starts another.

It reads lines of JSON `{"text", "voice", "seconds"}` from standard input and answers each with a header of five bytes,
status (`o` spoken, `e` error, `l` late, `c` crashed) and length (big-endian), and that many bytes of PCM or of message.
"""

from __future__ import annotations

import json
import os
import select
import signal
import struct
import sys
import time
from typing import Any


def main() -> None:
    """Answer until standard input ends."""
    from py_nanotts import NanoTTS  # noqa: PLC0415 - once, before any fork

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
            with os.fdopen(writer, "wb") as out:
                out.write(_speak(pico, asked))
        finally:
            os._exit(0)
    os.close(writer)
    deadline = time.monotonic() + asked["seconds"]
    pcm = bytearray()
    late = False
    while not late:
        late = not select.select([reader], [], [], max(0.0, deadline - time.monotonic()))[0]
        part = b"" if late else os.read(reader, 1 << 16)
        if not part:
            break
        pcm += part
    os.close(reader)
    if late:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return (b"l", b"") if late else (bytes(pcm[:1]), bytes(pcm[1:])) if pcm else (b"c", b"")


if __name__ == "__main__":
    main()
