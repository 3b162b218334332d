"""The quality gate: what is wrong with a sentence's speech, before it is kept. Pure: looks at samples, hears no words.

Whether the right words were said needs a recogniser; that is `verify`'s work. Every bound here is wide enough that a
good voice passes (`python -m benchmarks.gate`: 1 of 1725 refused, and none three times) and is measured against planted
defects there; change none alone, and run it again.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from articast.speech.pace import FLAT_UNKNOWN, Pace, letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from articast.model import Speech

    Floats = NDArray[np.float32]

STEP = 0.01
"""Seconds of one step of the envelope."""

SILENT = -60.0
"""dBFS: a voice under it is none."""

HOLE, HOLE_EXPLAINED = 1.2, 2.0
"""Seconds of silence inside a sentence that are too long: without and with punctuation inside it. Voices pause up to
0.6 s at a comma, up to 1 s at a full stop, dash or ellipsis."""

FLAT = 0.0005
"""Share of samples in runs of three or more at the very peak, for a clean voice; a voice that clips by itself may have
three times its own, up to `FLAT_UNKNOWN`. Good voices have none; Pico at its own volume has 0.015 in German."""

ABRUPT = 16.0
"""dB: a sentence whose last 10 ms are no more than this under the voice's level was cut."""

TAIL, TAIL_AT_LEAST = 0.65, 0.05
"""Share of the voice's least silence at the end that must be there after an ordinary end of a sentence, and seconds
after any other. After a colon, an ellipsis, an abbreviation, a number or no sign at all Pico leaves 0.08 s of its 0.57,
espeak 0.21 of 0.34."""

FADED = 35.0
"""dB under the voice from which on nothing is of the last word: Pico breathes, 42 dB under it, after «yo duermo»."""

ORDINARY_END = re.compile(r"[^\W\d_]{5,}[.!?][\"”“»’)\]]*$")

EDGE = 0.5
"""Seconds of silence at each edge that count for the length; more is trimmed away and harms nobody."""

SHORTEST, LONGEST = (0.78, -0.7), (1.7, 1.5)
"""Bounds of the length: factor of the expected one, plus seconds, which keep them wide for a single word. Good
sentences: 0.65 of the expected for a few words («Oh yeah, one more thing…»), 0.78 and more for longer ones."""

ABSURD = (4.0, 40.0)
"""Letters a second that no voice speaks below or above, over a second of grace: all that is known without a pace."""

SUSPECT = 1.15
"""Times the expected length from which on repetitions are looked for: a repetition makes long, and looking costs."""

SAID_TWICE, SAID_MORE = 2.0, 0.1
"""A copy is none that the text explains: it must be longer than this many times what comes twice in the text, plus
seconds. What comes twice may be said slower than the rest («We dance: one. We dance: two. We dance: three.»), and the
text counts letters, not sounds."""

COPY, COPY_LEAST, COPY_MOST = (0.22, 1.0), (0.4, 0.4), 0.45
"""How long a copy is, as a share of what is heard and in seconds, whichever is less: of a sentence, and at least, of a
word or two, whose parts rhyme («A, B, C», «Part six»). At the most, all of it comes twice."""

QUIET, PAUSE = 25.0, 0.05
"""dB under the loudest tenth from which on a step is unheard, and seconds of such that are kept of a pause: pauses are
like each other («Sí. No. Quizás.»), and say nothing."""

TWICE = 0.5
"""Share of a text that comes twice in it from which on nothing can be told: «No, no, no!»."""

ALIKE = 0.88
"""Correlation of two stretches' spectra over a second from which on one is a copy of the other. Copies: 0.95 and more.
Different words: under 0.8."""

OVERHEAD = (0.2, 0.8)
"""Seconds that a sentence takes besides its letters, silence at the edges included: a handful of sentences of like
length does not tell more."""

STANDS_OUT = 0.15
"""How much more alike a copy is than the stretches at other distances are to each other: one long «shh» is like itself
everywhere."""

FEWEST = 4
"""Sentences from which on their extremes are trusted."""


def learn(pairs: Sequence[tuple[str, float]], speeches: Sequence[Speech] = ()) -> Pace | None:
    """The pace of a voice.

    Args:
        pairs: said text and seconds of its speech (`Speech.seconds`), five or more of various lengths.
        speeches: the same speeches. With them the voice's way of ending and its clipping are known too, so that
            sentences that were cut in a pause are found, and a clipped one among clean ones.

    Returns:
        None where there is nothing to learn from.
    """
    points = [(letters(said), seconds) for said, seconds in pairs if seconds > 0 and letters(said)]
    if not points:
        return None
    x, y = (np.array(column, dtype=float) for column in zip(*points, strict=True))
    longer = [(one, other) for one in range(len(x)) for other in range(len(x)) if x[other] >= x[one] + 10]
    slopes = [(y[j] - y[i]) / (x[j] - x[i]) for i, j in longer]  # Theil and Sen: one bad sentence moves nothing
    overhead = float(np.clip(np.median(y - np.median(slopes) * x), *OVERHEAD)) if slopes else sum(OVERHEAD) / 2
    rate = 1 / max(float(np.median((y - overhead) / x)), 0.01)
    if len(speeches) < FEWEST:
        return Pace(round(rate, 3), round(overhead, 3), len(points))
    sounds = [_samples(speech) for speech in speeches]
    levels = [_envelope(sound, speech.rate) for sound, speech in zip(sounds, speeches, strict=True)]
    tail = min((_tail(level) for level in levels if _heard(level)), default=0.0)
    flat = min(max(FLAT, 3 * max(map(_flat, sounds))), FLAT_UNKNOWN)
    return Pace(round(rate, 3), round(overhead, 3), len(points), round(tail, 3), round(flat, 6))


def defects(speech: Speech, said: str, language: str, pace: Pace | None) -> tuple[str, ...]:  # noqa: ARG001
    """What is wrong with the speech, in plain words; empty when it is good.

    Args:
        speech: as the engine gave it.
        said: the text it was given.
        language: BCP 47 of the text.
        pace: the voice's, None where it is not known yet: then only absurd lengths are found.
    """
    sound = _samples(speech)
    if not sound.size:
        return ("empty: no samples at all",)
    level = _envelope(sound, speech.rate)
    heard = _heard(level)
    if heard is None:
        return (f"silent: nothing over {SILENT:.0f} dBFS in {speech.seconds:.1f} s",)
    start, end, after = heard
    seconds = (min(start, EDGE / STEP) + end - start + min(after, EDGE / STEP)) * STEP
    found = [
        _hole(level[start:end], said),
        _clipped(sound, pace.flat if pace else FLAT_UNKNOWN),
        _length(seconds, said, pace),
        _cut(level, said, pace),
    ]
    excess = seconds / pace.seconds(said) if pace else SUSPECT
    if excess >= SUSPECT:
        inside = sound[round(start * STEP * speech.rate) : round(end * STEP * speech.rate)]
        twice = _twice(said)
        if twice < TWICE:
            found.append(_repeated(inside, speech.rate, twice / excess))
    return tuple(filter(None, found))


def _samples(speech: Speech) -> Floats:
    """Samples, full scale ±1."""
    return np.frombuffer(speech.pcm, dtype="<i2").astype(np.float32) / np.float32(32768)


def _envelope(sound: Floats, rate: int) -> Floats:
    """Level of each step in dBFS, the voice's mean taken away."""
    step = round(STEP * rate)
    count = len(sound) // step
    rows = sound[: count * step].reshape(count, step)
    mean = sound.mean() if sound.size else 0.0
    power = np.einsum("ij,ij->i", rows, rows) / step - np.float32(mean) ** 2
    levels: Floats = 10 * np.log10(np.maximum(power, 1e-10))
    return levels


def _voice(level: Floats) -> float:
    """The voice's level in dBFS: mean of the loudest tenth of the steps."""
    return float(np.sort(level)[-max(1, len(level) // 10) :].mean())


def _threshold(level: Floats) -> float:
    """Level over which something is heard, dBFS: over the floor, between 25 and 45 dB under the voice."""
    voice = _voice(level)
    return min(max(float(level.min()) + 8, voice - 45), voice - 25)


def _heard(level: Floats) -> tuple[int, int, int] | None:
    """First step that is heard, the one after the last, and how many follow; None in silence."""
    if not level.size or _voice(level) < SILENT:
        return None
    over = np.flatnonzero(level > _threshold(level))
    return int(over[0]), int(over[-1]) + 1, len(level) - int(over[-1]) - 1


def _tail(level: Floats) -> float:
    """Seconds after the voice's last sound."""
    return float(np.argmax(level[::-1] > _voice(level) - FADED)) * STEP


def _hole(level: Floats, said: str) -> str:
    """A silence inside the sentence that nothing in it explains."""
    over = np.flatnonzero(level > _threshold(level))
    longest = float(np.diff(over).max(initial=1) - 1) * STEP
    explained = re.search(r"[.,:;…–—!?()]\s|\s[–—-]\s", said.strip())
    if longest <= (HOLE_EXPLAINED if explained else HOLE):
        return ""
    return f"hole: {longest:.1f} s of silence inside the sentence"


def _flat(sound: Floats) -> float:
    """Share of samples that end a run of three at the very peak."""
    size = np.abs(sound)
    top = np.flatnonzero(size >= size.max(initial=0.0) - 1.5 / 32768)
    return int(np.count_nonzero(top[2:] - top[:-2] == 2)) / max(1, len(sound))


def _clipped(sound: Floats, most: float) -> str:
    """Wave tops cut flat."""
    flat = _flat(sound)
    return f"clipped: {flat:.1%} of the samples are cut flat at the peak" if flat > most else ""


def _length(seconds: float, said: str, pace: Pace | None) -> str:
    """Far from the length that the voice takes for such a text."""
    count = letters(said)
    if pace is None:
        least, most = count / ABSURD[1] - 0.5, count / ABSURD[0] + 3.0
    else:
        expected = pace.seconds(said, spelled=False), pace.seconds(said)
        least, most = (factor * time + more for time, (factor, more) in zip(expected, (SHORTEST, LONGEST), strict=True))
    if seconds < least:
        return f"too short: {seconds:.1f} s for {count} letters, at least {least:.1f} s expected"
    if seconds > most:
        return f"too long: {seconds:.1f} s for {count} letters, at most {most:.1f} s expected"
    return ""


def _cut(level: Floats, said: str, pace: Pace | None) -> str:
    """No decay at the end, or not the silence that this voice always ends with."""
    if float(level[-1]) > _voice(level) - ABRUPT:
        return "cut: it ends at full voice"
    own = pace.tail if pace else 0.0
    least = TAIL * own if ORDINARY_END.search(said) and letters(said) >= 20 else min(TAIL_AT_LEAST, own / 3)
    tail = _tail(level)
    if tail < least:
        return f"cut: {tail:.2f} s of silence at the end, this voice leaves {least:.2f} s and more"
    return ""


def _repeated(sound: Floats, rate: int, explained: float) -> str:
    """A stretch of it comes twice; `explained` is the share of it that the text says twice."""
    bands = _bands(sound, rate)
    count = len(bands)
    width, least = (min(int(share * count), round(seconds / STEP)) for share, seconds in (COPY, COPY_LEAST))
    width = max(width, least, round(SAID_TWICE * explained * count + SAID_MORE / STEP))
    width = min(width, int(COPY_MOST * count))
    if least < 0.12 / STEP:
        return ""
    power = _sums(np.einsum("ij,ij->i", bands, bands), width)
    curve = []
    for lag in range(width, count - width + 1):
        shared = _sums(np.einsum("ij,ij->i", bands[:-lag], bands[lag:]), width)
        curve.append(float((shared / np.sqrt(power[:-lag] * power[lag:] + 1e-9)).max()))
    best = int(np.argmax(curve))
    if curve[best] < max(ALIKE, float(np.median(curve)) + STANDS_OUT):
        return ""
    return f"repeated: what is heard comes again {(width + best) * STEP:.1f} s later"


def _bands(sound: Floats, rate: int) -> Floats:
    """Log energy in sixteen bands every 10 ms, each band's mean taken away, shape (steps, 16).

    Unheard steps are nothing, and most of a pause is left out.
    """
    step, width = round(STEP * rate), round(0.025 * rate)
    if len(sound) < width + step:
        return np.zeros((0, 16), dtype=np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(sound, width)[::step] * np.hanning(width).astype(np.float32)
    spectrum = np.fft.rfft(frames, axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    edges = np.unique(np.geomspace(150, min(7000, rate / 2), 17) * width / rate // 1).astype(int)
    energy = np.add.reduceat(power[:, : edges[-1]], edges[:-1], axis=1)
    loud = energy.sum(axis=1)
    heard = loud >= np.sort(loud)[-max(1, len(loud) // 10) :].mean() * 10 ** (-QUIET / 10)
    bands = np.log10(np.maximum(energy, max(energy.max() * 1e-5, 1e-30)))
    centred: Floats = np.where(heard[:, None], bands - bands[heard].mean(axis=0), 0.0).astype(np.float32)
    steps = np.arange(len(heard))
    since = steps - np.maximum.accumulate(np.where(heard, steps, 0))
    return centred[since <= PAUSE / STEP]


def _sums(values: Floats, width: int) -> Floats:
    """Sum of each `width` neighbours."""
    summed = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    sums: Floats = summed[width:] - summed[:-width]
    return sums


def _twice(said: str) -> float:
    """Longest stretch of letters that comes twice in a text, as a share of it."""
    plain = re.sub(r"\W+", "", said.lower())
    ends = sorted(plain[at:] for at in range(len(plain)))
    longest = 0
    for one, other in pairwise(ends):
        while one[: longest + 1] == other[: longest + 1] and len(one) > longest < len(other):
            longest += 1
    return longest / max(1, len(plain))
