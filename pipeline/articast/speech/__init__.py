"""A worded sentence and a voice in; a clip (an MP3's frames, judged and levelled) out. Engines touch the world.

`casting` says which voice speaks, `engines` are the voices, `speak` gets every sentence spoken once and kept, on what
`executors` give; `gate` and `verify` refuse bad takes, `sound` makes frames of good ones, `calibrating`
measures a voice by its `samples`. Each is loaded where it is wanted: some stand on NumPy.
"""

__all__ = ["calibrating", "casting", "engines", "executors", "gate", "samples", "sound", "speak", "verify"]
