"""pydub's segment of sound, without the advice that its import prints: we decode and encode without ffmpeg."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

__all__ = ["AudioSegment"]
