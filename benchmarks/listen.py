"""Samples of every voice that is ready, as a page to listen to: docs/voices/index.html, and an MP3 a voice.

One that is there is not made again.

Usage: python -m benchmarks.listen [FOLDER]     default: docs/voices; under 1 MB in all
"""

from __future__ import annotations

import html
import sys
from pathlib import Path

from articast import languages
from articast.errors import ArticastError
from articast.speech import casting, engines, samples, sound

FOLDER = Path(__file__).parent.parent / "docs" / "voices"

MOST = 16
"""Voices; a sentence of 5 s at 48 kb/s is 30 kB."""

BITRATE = 48

TAGS = ("en", "de", "fr", "es", "it", "pt", "ja", "zh", "hi", "nl")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows, size = [], 0
    for name, language in ready()[:MOST]:
        engine = engines.find(name.partition(":")[0])
        voice = engine.voice(name.partition(":")[2], language)
        text = samples.sample(language)[0]
        file = f"{name.replace(':', '-')}.mp3"
        try:
            if not (folder / file).exists():
                speech = engine.say(text, voice, language)
                (folder / file).write_bytes(sound.finish(speech, sound.gain_for([speech]), BITRATE).frames)
        except ArticastError as error:
            print(f"{name}: {error}")
            continue
        size += (folder / file).stat().st_size
        rows.append(row(name, language, voice.licence, text, file))
    (folder / "index.html").write_text(page(rows), encoding="utf-8")
    print(f"{len(rows)} voices, {size / 1e3:.0f} kB in {folder}")


def ready() -> list[tuple[str, str]]:
    """Voices of this machine that a language takes, each once; the makeshift where there is no other."""
    found: dict[str, str] = {}
    for language in TAGS:
        if language not in languages.shipped():
            continue
        its = [one for one in casting.candidates(language) if one.voice and not one.missing]
        better = [one for one in its if (one.voice and one.voice.synthetic != "formant") or language == "en"]
        for one in better or its:
            found.setdefault(one.name, language)
    return list(found.items())


def row(name: str, language: str, licence: str, text: str, file: str) -> str:
    said = html.escape(text)
    return (
        f'<tr><th scope="row">{html.escape(name)}</th><td>{language}</td><td>{html.escape(licence)}</td>'
        f'<td lang="{language}">{said}</td>'
        f'<td><audio controls preload="none" src="{html.escape(file)}"></audio></td></tr>'
    )


def page(rows: list[str]) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Articast’s voices</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<style>body{font:1rem/1.5 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem}"
        "table{border-collapse:collapse}th,td{padding:.4rem .6rem;text-align:left;vertical-align:top}</style></head>\n"
        "<body><h1>Articast’s voices</h1>\n<p>Spoken by this machine’s voices; `python -m benchmarks.listen` makes "
        "this page. The voices are synthetic.</p>\n<table><thead><tr><th>Voice</th><th>Language</th><th>Licence</th>"
        "<th>Says</th><th>Listen</th></tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody></table></body></html>\n"
    ).replace("`python -m benchmarks.listen`", "<code>python -m benchmarks.listen</code>")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
