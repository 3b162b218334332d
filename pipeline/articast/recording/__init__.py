"""Clips in; a recording, and all that goes into or beside its MP3, out. Pure, but for files it is given to work on.

`stitch` joins frames as they are, `tag` writes ID3, `transcripts` and `notes` say it in text; `covers` (Pillow), `opus`
and `signing` (C2PA) are loaded where they are wanted.
"""

__all__ = ["covers", "notes", "opus", "signing", "stitch", "tag", "transcripts"]
