"""Every value that passes from one stage to the next.

    Document → Article → Script → Sentence │ → Speech → Clip → Recording │ → Episode + Reading → Edition
                    text                   │           sound             │         published

All are frozen; sequences are tuples; PCM and MP3 are bytes, so that values compare, hash and travel
to another process or machine. Times are seconds as float unless said otherwise.
"""

from articast.model.published import (
    Alternate,
    Chapter,
    Edition,
    Episode,
    Reading,
    Show,
    TimedSentence,
)
from articast.model.sound import (
    ENCODER_DELAY,
    FRAME_SAMPLES,
    FRAME_SECONDS,
    SAMPLE_RATE,
    Clip,
    Piece,
    Recording,
    Speech,
    Take,
    Voice,
    Word,
)
from articast.model.text import (
    Article,
    Block,
    BlockKind,
    Change,
    Document,
    Known,
    LeftOut,
    Mark,
    Pauses,
    Pronunciation,
    Said,
    Script,
    Sentence,
    Translation,
)

__all__ = [
    "ENCODER_DELAY",
    "FRAME_SAMPLES",
    "FRAME_SECONDS",
    "SAMPLE_RATE",
    "Alternate",
    "Article",
    "Block",
    "BlockKind",
    "Change",
    "Chapter",
    "Clip",
    "Document",
    "Edition",
    "Episode",
    "Known",
    "LeftOut",
    "Mark",
    "Pauses",
    "Piece",
    "Pronunciation",
    "Reading",
    "Recording",
    "Said",
    "Script",
    "Sentence",
    "Show",
    "Speech",
    "Take",
    "TimedSentence",
    "Translation",
    "Voice",
    "Word",
]
