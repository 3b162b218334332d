"""Every error that Articast raises on purpose.

ArticastError
├── ConfigurationError      the command line or articast.toml is wrong        exit status 2
│   ├── BusyError           another run has the output                        exit status 2
│   ├── ClusterError        no worker of the cluster has what a voice needs   exit status 2
│   └── ForeignError        a file in the output is not ours to change        exit status 2
├── SourceError             a source cannot be read                           the article fails
├── ExtractionError         no article in what was read                       the article fails
├── ScriptError             the publisher's edits do not fit the article      the article fails
├── VoiceError              no voice fits, or a voice cannot say this text    the article fails
│   ├── NotReadyError       the voice's model or package is not installed
│   ├── UnspeakableError    this text has nothing that this voice can say
│   └── TooLongError        over the voice's limit: cut it, never the text's end
├── EngineError             an engine failed; asking again may help           retried, then the article fails
│   └── ExhaustedError      budget or patience is at its end: ask no more in this run
├── QualityError            a clip did not pass the gate                      retried, then the article fails
├── LimitError              more time, memory or characters than [limits] has  the article fails
├── HeldError               worse than what is published in its place         the article is held, the old stays
└── PublishError            output or state cannot be written                 the run fails
    └── DamagedError        the catalogue is no catalogue any more            it is made again from the records

Each message names what failed, the cause, and the way out. `stage` is where in the flow it happened.
"""

from __future__ import annotations

from articast.plain import redacted


class ArticastError(Exception):
    """Something that the publisher can understand and mend. No address in its message lets anybody in."""

    stage = "publish"

    def __init__(self, message: str = "") -> None:
        super().__init__(redacted(message))


class ConfigurationError(ArticastError):
    """The command line or the configuration is wrong: nothing was done."""

    stage = "configuration"


class BusyError(ConfigurationError):
    """Another run is at work in the output."""

    stage = "publish"


class ClusterError(ConfigurationError):
    """No worker of the cluster has what a voice needs."""


class ForeignError(ConfigurationError):
    """The output holds what Articast did not write, where it would write: nothing of that is touched."""

    stage = "publish"


class SourceError(ArticastError):
    """A file, page or feed could not be read."""

    stage = "sources"


class ExtractionError(ArticastError):
    """What was read has no article in it, or too little of one."""

    stage = "extract"


class ScriptError(ArticastError):
    """The publisher's edits of an article cannot be read, or do not fit it any more."""

    stage = "script"


class VoiceError(ArticastError):
    """No voice fits, or the voice cannot say this text."""

    stage = "speak"


class NotReadyError(VoiceError):
    """The voice is known but its model, package or key is not here; the message says how to get it."""


class UnspeakableError(VoiceError):
    """The text has nothing that this voice can say (another script, only emoji)."""


class TooLongError(VoiceError):
    """The text is over the voice's limit."""


class EngineError(ArticastError):
    """The engine failed, and may succeed when asked again.

    Attributes:
        retry_after: seconds that the engine asked us to wait, None where it did not say.
    """

    stage = "speak"

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ExhaustedError(EngineError):
    """The run's budget for this engine, or its patience, is at its end; `retry_after` says when to go on."""


class QualityError(ArticastError):
    """A clip is not what it should be: empty, silent, cut, clipped, or too short for its text."""

    stage = "gate"


class LimitError(ArticastError):
    """An article takes more than it may.

    Attributes:
        name: of the limit, in `[limits]`.
        why: what was too much.
    """

    stage = "limits"

    def __init__(self, message: str, name: str) -> None:
        super().__init__(f"{message}; [limits] {name} sets what an article may take")
        self.why, self.name = message, name

    def __reduce__(self) -> tuple[type[LimitError], tuple[str, str]]:
        return LimitError, (self.why, self.name)


class HeldError(ArticastError):
    """A revision that is worse than what is published: it is held until the publisher accepts it."""

    stage = "held"


class PublishError(ArticastError):
    """The output or state folder cannot be written."""

    stage = "publish"


class DamagedError(PublishError):
    """The catalogue's file is damaged."""
