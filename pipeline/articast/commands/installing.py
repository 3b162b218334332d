"""`articast voices install NAME`: a voice's model from its official catalogue, whole or not at all.

What is downloaded goes to `<file>.part`, is taken up again where it stopped, is held against the size and checksum
that the catalogue gives, and only then gets its name; the model last, since a voice is ready when its model is there.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from articast.commands import kokoro_release, packaged, whisper_release
from articast.commands.own_voices import own
from articast.errors import VoiceError
from articast.languages import primary, table
from articast.speech import engines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PIPER_URL = "https://huggingface.co/rhasspy/piper-voices/resolve/main/"
"""Piper's catalogue: `voices.json` and the files that it names. `$ARTICAST_PIPER_URL` is one of your own."""

KOKORO_URL = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0/"
"""Kokoro's model files, a release of kokoro-onnx. `$ARTICAST_KOKORO_URL` is a place of your own."""

ATTEMPTS = 5
"""How often a file is taken up again after it broke off, as long as each time brings something."""
TIMEOUT = 30.0
"""Seconds that a server may keep silent."""
WAIT = 1.0
"""Seconds before asking again, doubled each time that nothing came."""

_NAME = re.compile(r"[\w+-]+")
_LICENCE = re.compile(r"^\W*licen[cs]e\W*:\s*(\S.*)$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class File:
    """One file of a voice, as its catalogue promises it."""

    url: str
    name: str
    """What it is called here, without a folder."""
    size: int
    """Bytes."""
    checksum: str
    """Hex digits of MD5 (32) or SHA-256 (64)."""
    offset: int = 0
    """Where it begins in what is at the URL, which may hold more."""


_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2})?")


@dataclass(frozen=True, slots=True)
class Installed:
    """A voice that is ready now."""

    voice: str
    """As it is named to `--voice`."""
    licence: str
    """As its card says; empty where that says nothing."""
    paths: tuple[Path, ...]
    fetched: int
    """Bytes downloaded this time; 0: all was here."""


def install_by_name(name: str, tell: Callable[[str], None], source: str = "") -> str:
    """Install a voice into the voices folder.

    Args:
        name: `fr_FR-siwis-medium`, `piper:fr_FR-siwis-medium`, `kokoro`; a language (`de`, `pt-BR`): its best voice;
            a file or folder: Piper voices of the publisher's own.
        tell: told how far it is, a line at a time.
        source: a mirror of the catalogue or release: a URL or a folder; empty: where it is published.

    Returns:
        What was done, for people; the licence with it.

    Raises:
        VoiceError: no such voice, or it could not be had whole.
    """
    folder, path = engines.voices_folder(), Path(name).expanduser()
    if name.endswith(".onnx") or (("/" in name or os.sep in name) and path.exists()):
        return f"{', '.join(own(path, folder))}: installed in {folder / 'piper'}; its licence is yours to know"
    done = install(name, folder, source or os.environ.get("ARTICAST_PIPER_URL", PIPER_URL), tell, source)
    licence = (
        f"licence: {done.licence}" if done.licence else "its card names no licence: ask its makers before publishing"
    )
    did = f"installed, {done.fetched / 1e6:.1f} MB" if done.fetched else "here already, whole"
    return f"{done.voice} is {did}, in {done.paths[-1].parent}; {licence}"


def install(
    name: str,
    folder: Path,
    base_url: str = PIPER_URL,
    tell: Callable[[str], None] = lambda _: None,
    source: str = "",
) -> Installed:
    """Install a voice.

    Args:
        name: as in `install_by_name`, but for files.
        folder: the voices folder; made where it is not there.
        base_url: Piper's catalogue.
        tell: told how far it is, a line at a time.
        source: a mirror of Kokoro's release.

    Raises:
        VoiceError: no such voice, or it could not be had whole; what came is kept and taken up again next time.
    """
    engine, _, voice = name.rpartition(":")
    if _TAG.fullmatch(name):
        voice = _measured(name) or name
    if "kokoro" in {engine, voice}:
        return _kokoro(name if _TAG.fullmatch(name) else voice, folder / "kokoro", source, tell)
    if voice in whisper_release.NAMES:
        files = [File(*one) for one in whisper_release.promised(source and _slashed(source))]
        tell(f"{voice}: licence MIT, {sum(file.size for file in files) / 1e6:.0f} MB; a recogniser for [verify]")
        return _install(voice, files, folder / "whisper", "MIT", tell)
    if engine not in {"", "piper"}:
        raise VoiceError(f"voices of '{engine}' are not installed by name; those of piper and kokoro are")
    return _piper(voice, folder / "piper", _slashed(base_url), tell)


def _kokoro(wanted: str, folder: Path, source: str, tell: Callable[[str], None]) -> Installed:
    """Kokoro's model with all voices, those of a language, or one."""
    names = kokoro_release.wanted(wanted)
    own = source or os.environ.get("ARTICAST_KOKORO_URL", "")
    promised = kokoro_release.promised(names, _slashed(own or KOKORO_URL), packages=not own)
    if names and (folder / kokoro_release.STYLES).is_file():  # all are here
        promised = [one for one in promised if not one[1].startswith("voices/")]
    files = [File(*one) for one in promised]
    told = ", ".join(names) or "all voices: en, es, fr, hi, it, ja, pt, zh"
    tell(f"kokoro: licence Apache-2.0, {sum(file.size for file in files) / 1e6:.0f} MB; {told}")
    return _install(f"kokoro:{names[0]}" if len(names) == 1 else "kokoro", files, folder, "Apache-2.0", tell)


def _measured(language: str) -> str:
    """The voice that a language's file names: one that was measured, else the one suggested, if its country fits."""
    known = table(language, "voices")
    suggested = str(known.get("piper", ""))
    country = language.replace("-", "_").partition("_")[2]
    fits = not country or suggested.lower().startswith(language.replace("-", "_").lower())
    return str(known.get("best", "")) or (suggested if fits else "")


def _best(language: str, catalogue: Mapping[str, Any], base_url: str) -> str:
    """The catalogue's name of the best voice of a language: of its country, of the highest quality, the first by name.

    Raises:
        VoiceError: it has none.
    """
    tag = language.replace("-", "_").lower()
    kin = {"nb": "no", "nn": "no"}.get(primary(language), primary(language))
    able = [name for name in catalogue if _NAME.fullmatch(name) and name.partition("_")[0] == kin]
    if not able:
        there = ", ".join(sorted({name.partition("_")[0] for name in catalogue})) or "none"
        raise VoiceError(f"no voice of '{language}' in {base_url}; it has voices of {there}")
    quality = {kind: place for place, kind in enumerate(engines.QUALITIES)}

    def rank(name: str) -> tuple[bool, int, str]:
        return not name.lower().startswith(f"{tag}-"), quality.get(name.rpartition("-")[2], len(quality)), name

    return min(able, key=rank)


def _piper(name: str, folder: Path, base_url: str, tell: Callable[[str], None]) -> Installed:
    catalogue = _json(base_url + "voices.json")
    if _TAG.fullmatch(name):
        name = _best(name, catalogue, base_url)
    entry = catalogue.get(name)
    if entry is None or not _NAME.fullmatch(name):
        near = sorted(key for key in catalogue if key[:2] == name[:2]) or sorted({key[:2] for key in catalogue})
        raise VoiceError(f"no voice '{name}' in {base_url}; there are {', '.join(near) or 'none'}")
    files, card = _files(name, entry, base_url)
    licence = "; ".join(dict.fromkeys(_LICENCE.findall(_text(card)))) if card else ""
    many = f", {entry['num_speakers']} speakers" if entry.get("num_speakers", 1) != 1 else ""
    size = sum(file.size for file in files) / 1e6
    tell(f"{name}: licence {licence or 'not named'}, quality {name.rpartition('-')[2]}{many}, {size:.0f} MB")
    return _install(f"piper:{name}", files, folder, licence, tell)


def _files(name: str, entry: Mapping[str, Any], base_url: str) -> tuple[list[File], str]:
    """A voice's files by the catalogue's entry, its model last; and the URL of its card, empty where it has none."""
    wanted, card = [], ""
    for path, promise in entry.get("files", {}).items():
        if "://" in path or path.startswith("/") or ".." in path.split("/"):
            raise VoiceError(f"the catalogue names a file of '{name}' outside itself: {path!r}")
        url = base_url + quote(path)
        if path.endswith((".onnx", ".onnx.json")):
            suffix = ".onnx.json" if path.endswith(".json") else ".onnx"
            wanted.append(File(url, name + suffix, int(promise["size_bytes"]), str(promise["md5_digest"])))
        elif path.endswith("MODEL_CARD"):
            card = url
    if len(wanted) != 2:
        raise VoiceError(f"the catalogue does not name a model and its configuration for '{name}'")
    return sorted(wanted, key=lambda file: file.name.endswith(".onnx")), card


def _install(voice: str, files: list[File], folder: Path, licence: str, tell: Callable[[str], None]) -> Installed:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            (folder / file.name).parent.mkdir(exist_ok=True)
        fetched = sum(_whole(file, folder, tell) for file in files)
        for file in files:
            part = _part(file, folder)
            if part.exists():
                _record(folder / file.name, files, licence)
                part.replace(folder / file.name)
    except OSError as error:
        raise VoiceError(f"cannot write to {folder}: {error}") from error
    return Installed(voice, licence, tuple(folder / file.name for file in files), fetched)


def _whole(file: File, folder: Path, tell: Callable[[str], None]) -> int:
    """See to it that the file is here, or its part, whole and true; bytes fetched for it."""
    if _is(folder / file.name, file):
        return 0
    part = _part(file, folder)
    here = part.stat().st_size if part.exists() else 0
    if shutil.disk_usage(folder).free < file.size - here:
        raise VoiceError(f"{file.name} needs {file.size / 1e6:.0f} MB and {folder} has not that much left")
    fetched = _fetch(file, part, tell)
    if _is(part, file):
        return fetched
    part.unlink()
    if fetched < file.size:  # what was here before may have been at fault: once more, from the start
        fetched += _fetch(file, part, tell)
        if _is(part, file):
            return fetched
        part.unlink()
    raise VoiceError(
        f"{file.url} is not what the catalogue promises: wrong checksum; it was thrown away, try again later"
    )


def _fetch(file: File, part: Path, tell: Callable[[str], None]) -> int:
    """Fill the part up to the promised size, taken up again where it breaks off; bytes fetched."""
    import httpx

    if file.url.startswith(packaged.SCHEME):
        return packaged.taken(file.url, part)
    if (near := _near(file.url)) is not None:
        return _copied(near, part, file)
    fetched, idle = 0, 0
    cause: object = "the server ends too early"
    while (here := part.stat().st_size if part.exists() else 0) < file.size:
        if idle >= ATTEMPTS:
            raise VoiceError(
                f"{file.url} broke off at {here} of {file.size} bytes ({cause}); it is kept: run again to go on"
            )
        try:
            came = _more(file, part, here, tell)
        except httpx.TransportError as error:
            cause = f"{type(error).__name__}: {error}"
            came = max(0, (part.stat().st_size if part.exists() else 0) - here)
        fetched += came
        idle = 0 if came else idle + 1
        if idle:
            time.sleep(WAIT * 2**idle)
    if here > file.size:
        part.unlink()
    return fetched


def _more(file: File, part: Path, here: int, tell: Callable[[str], None]) -> int:
    """One request for what is missing; bytes that came."""
    import httpx

    first = file.offset + here
    last = str(file.offset + file.size - 1) if file.offset else ""
    headers = {"Range": f"bytes={first}-{last}"} if first else {}
    with httpx.stream("GET", file.url, headers=headers | _us(), follow_redirects=True, timeout=TIMEOUT) as answer:
        if answer.status_code == 416:
            part.unlink()
            return 0
        if answer.status_code >= 500 or answer.status_code == 429:
            raise httpx.ReadError(f"status {answer.status_code}")
        if answer.status_code not in {200, 206}:
            raise VoiceError(f"{file.url} cannot be had: status {answer.status_code}")
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            raise VoiceError(
                f"{file.url} answers with a web page in place of the file: not taken; is it a login or a portal?"
            )
        went_on = answer.status_code == 206 and answer.headers.get("Content-Range", "").startswith(f"bytes {first}-")
        skipped = 0
        if not went_on:
            here, skipped = 0, file.offset
            length = answer.headers.get("Content-Length", "")
            if length.isdigit() and int(length) < file.offset + file.size:
                raise VoiceError(
                    f"{file.url} is another version, or cut: {length} bytes in place of {file.size}; not taken"
                )
        came, told = 0, 10 * here // file.size
        with part.open("ab" if went_on else "wb") as out:
            for came_in in answer.iter_raw():
                block, skipped = came_in[skipped:], max(0, skipped - len(came_in))
                if file.offset:
                    block = block[: file.size - here - came]
                out.write(block)
                came += len(block)
                if here + came > file.size:
                    raise VoiceError(f"{file.url} is longer than the {file.size} bytes that the catalogue promises")
                if 10 * (here + came) // file.size > told:
                    told = 10 * (here + came) // file.size
                    tell(f"{file.name}: {10 * told} % of {file.size / 1e6:.1f} MB")
                if file.offset and here + came >= file.size:
                    break
        return came


def _near(url: str) -> Path | None:
    """The place on this machine that a mirror's address names; None for one of the web."""
    if url.startswith("file://"):
        return Path(unquote(url.removeprefix("file://")))
    return None if "://" in url else Path(unquote(url)).expanduser()


def _copied(near: Path, part: Path, file: File) -> int:
    """Take a file of a folder; bytes copied."""
    if not near.is_file():
        near = near.with_name(near.name.replace(".int8", ""))  # as it is called where it is installed
    if not near.is_file():
        raise VoiceError(f"{near} is not there: a mirror has the files of the release under their own names")
    if file.offset:
        with near.open("rb") as held:
            held.seek(file.offset)
            part.write_bytes(held.read(file.size))
        return part.stat().st_size
    shutil.copyfile(near, part)
    return part.stat().st_size


def _is(path: Path, file: File) -> bool:
    """Whether this is the promised file."""
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "md5" if len(file.checksum) == 32 else "sha256")
    return digest.hexdigest() == file.checksum.lower()


def _record(path: Path, files: list[File], licence: str) -> None:
    """Write down, beside the model, what it is and under which licence."""
    if path.suffix != ".onnx":
        return
    record = {"licence": licence, "files": {file.name: file.checksum for file in files}}
    target = path.with_name(f"{path.stem}.installed.json")
    fresh = target.with_name(f"{target.name}.part")
    fresh.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    fresh.replace(target)


def _json(url: str) -> dict[str, Any]:
    text = _text(url)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        page = text.lstrip()[:1] == "<"
        why = "a web page is there in its place; is it a login or a portal?" if page else str(error)
        raise VoiceError(f"{url} is no catalogue: {why}") from error
    if not isinstance(found, dict):
        raise VoiceError(f"{url} is no catalogue")
    return found


def _text(url: str) -> str:
    import httpx

    if (near := _near(url)) is not None:
        try:
            return near.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise VoiceError(f"{near} cannot be read: {error}") from error
    cause = ""
    for attempt in range(ATTEMPTS):
        try:
            answer = httpx.get(url, headers=_us(), follow_redirects=True, timeout=TIMEOUT)
        except httpx.HTTPError as error:
            cause = f"{type(error).__name__}: {error}"
        else:
            if answer.status_code == 200:
                return answer.text
            cause = f"status {answer.status_code}"
            if answer.status_code < 500:
                break
        time.sleep(WAIT * 2**attempt)
    raise VoiceError(f"{url} cannot be had: {cause}")


def _part(file: File, folder: Path) -> Path:
    return folder / f"{file.name}.part"


def _slashed(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"


def _us() -> dict[str, str]:
    return {"User-Agent": f"articast/{version('articast')}", "Accept-Encoding": "identity"}
