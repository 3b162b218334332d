"""The command line: parses, calls, prints, exits."""

from __future__ import annotations

import argparse
import json
import sys
import webbrowser
from functools import partial
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from articast.commands import leaving, telling
from articast.commands.telling import cleaned, out, say
from articast.errors import ArticastError, ConfigurationError
from articast.speech import executors
from articast.stopwatch import BEGAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from articast.commands.listening import Hearing
    from articast.commands.progress import Quiet
    from articast.flow import Report
    from articast.settings import Settings

OK, FAILED, WRONG, INTERRUPTED = 0, 1, 2, 130
STOPPED = "interrupted; what was done is kept, run the same command to go on"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Returns:
        The exit status: 0 done, 1 something failed, 2 the command or the configuration is wrong, 130 interrupted.
    """
    options = _parser().parse_args(arguments)
    telling.log(verbose=options.verbose, as_json=options.log_json)
    leaving.heed()
    stopped = partial(_ended, options, INTERRUPTED, "interrupted", STOPPED)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        with leaving.in_time(stopped):
            return command(options)
    except ConfigurationError as error:
        return _ended(options, WRONG, error.stage, str(error))
    except ArticastError as error:
        return _ended(options, FAILED, error.stage, str(error))
    except KeyboardInterrupt:
        return stopped()
    except BrokenPipeError:  # `articast script … | head`
        sys.stderr.close()
        return FAILED
    except OSError as error:  # a folder or file of this machine that nobody expected to be so
        return _ended(options, FAILED, "publish", str(error))


def _ended(options: argparse.Namespace, status: int, stage: str, error: str) -> int:
    """Tell why the command could not go on; with `--json` standard output has one object in this case, too."""
    say(f"articast: {error}" if stage in {"configuration", "interrupted"} else f"articast: {stage}: {error}")
    if options.json:
        out(json.dumps(cleaned({"error": {"stage": stage, "error": error}})))
    return status


def _publish(options: argparse.Namespace) -> int:
    executors.load_ahead()
    from articast import publish
    from articast.commands import readiness
    from articast.commands.dry_run import rehearse
    from articast.commands.progress import watch
    from articast.commands.report import as_json, summary, timings

    settings = _settings(options, partial(readiness.wrong, dry=options.dry_run))
    sources = options.sources or settings.source_names
    if not sources:
        raise ConfigurationError("nothing to publish: name files, folders or URLs, or set `sources` in articast.toml")
    settings = _at_home(settings)
    if options.dry_run:
        with watch(quiet=options.quiet or options.json) as watching:
            rehearsal = rehearse(sources, settings, watching)
        out(json.dumps(cleaned(rehearsal.as_json())) if options.json else rehearsal.text())
        return FAILED if rehearsal.failed else OK
    starting = perf_counter() - BEGAN
    with watch(quiet=options.quiet or options.log_json, sources=sources) as watching:
        report = _watched(settings, watching, lambda: publish(sources, settings, watching))
    if not (report.published or report.unchanged or report.failed or report.scheduled):
        report.warnings.append(f"there is no article in {', '.join(sources)}")
    if options.json:
        out(json.dumps(cleaned(as_json(report, settings))))
    elif not options.quiet:
        out(summary(report, settings, _serving(options)))
    if options.timings:
        say(timings(report, starting))
    return FAILED if report.failed else OK


def _watched(settings: Settings, watching: Quiet, run: Callable[[], Report]) -> Report:
    """A run that those who watch over it are told of; what was done is told of one that cannot end, too."""
    from articast.commands import signals

    signals.ping(settings, "start")
    tally = watching.tally
    telling.event("run started", output=settings.output_url)
    try:
        report = run()
    except BaseException as error:
        status = WRONG if isinstance(error, ConfigurationError) else FAILED
        telling.event("run failed", error=str(error), published=tally.published, failed=tally.failed)
        signals.measure(settings, tally, None, status)
        signals.ping(settings, "fail", f"{error}; {tally}")
        if tally.published or tally.failed or tally.unchanged:
            say(f"articast: the run could not end; {tally}")
        raise
    status = FAILED if report.failed else OK
    telling.event("run ended", published=tally.published, unchanged=tally.unchanged, failed=tally.failed, status=status)
    signals.measure(settings, tally, report, status)
    signals.ping(settings, "fail" if status else "", str(tally).removesuffix(" before"))
    return report


def _at_home(settings: Settings) -> Settings:
    """The settings; where no base URL is set with the one that is published, which is told."""
    from articast.commands.check import as_published

    kept = as_published(settings)
    if kept.base_url != settings.base_url:
        say(f"base_url is not set: what is published at {kept.base_url} stays there")
    return kept


def _script(options: argparse.Namespace) -> int:
    executors.load_ahead(executors.TEXTS)
    from articast.commands import proof_page
    from articast.commands.dry_run import works
    from articast.commands.proof import as_json, text

    settings = _settings(options)
    status = OK
    proofs = []
    found = False
    for work in works([options.source], settings):
        found = True
        if isinstance(work, ArticastError):
            status = _ended(options, FAILED, work.stage, str(work))
        elif options.html:
            proofs.append(work)
        else:
            out(json.dumps(as_json(work)) if options.json else text(work))
    if proofs:
        proof_page.write(proofs, options.html)
        _tell(options, f"{options.html} shows {len(proofs)} article{'s' * (len(proofs) != 1)}: open it in a browser")
    if not found:
        return _ended(options, FAILED, "sources", f"{options.source}: there is no article in it")
    return status


def _voices(options: argparse.Namespace) -> int:
    from articast.commands import installing
    from articast.commands import voices as voicing

    settings = _settings(options)
    words: list[str] = options.words
    match words:
        case ["install", name]:
            _tell(options, installing.install_by_name(name, say, options.source or ""))
        case ["try", name, *text]:
            _tell(options, str(voicing.try_out(name, " ".join(text), options.language or "", settings)))
        case [] | [_] if words not in (["install"], ["try"]):
            found = voicing.table("".join(words), settings)
            out(json.dumps(found) if options.json else voicing.text(found))
        case _:
            raise ConfigurationError("articast voices [LANG] | install NAME | try NAME [TEXT]")
    return OK


def _serve(options: argparse.Namespace) -> int:
    from articast.commands.serve import server

    settings = _settings(options)
    if "://" in settings.output:
        raise ConfigurationError(f"{settings.output} is no folder of this machine: its own server shows it")
    with server(Path(settings.output_url), options.host, options.port) as serving:
        url = f"http://{options.host}:{serving.server_address[1]}/"
        say(f"{settings.output_url} at {url} (Ctrl-C stops)")
        if not settings.base_url.startswith(url):
            say(f"its feeds name {settings.base_url}: publish with --base-url {url} to try them in an app here")
        if options.open:
            webbrowser.open(url)
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            return OK
    return OK


def _check(options: argparse.Namespace) -> int:
    from articast.commands.check import audit, repair, site_of, told

    settings = _settings(options)
    if options.repair and options.where:
        raise ConfigurationError("check --repair needs the catalogue of what it mends: leave the address out")
    hearing = _listen(options, settings) if options.listen else None
    with site_of(options.where) as site:
        found = audit(settings, site, quick=options.quick)
    if options.repair and found:
        say(str(repair(_at_home(settings), found)))
        found = audit(settings, quick=options.quick)
    faults = [fault for fault in found if not fault.note]
    notes = [fault for fault in found if fault.note]
    if options.json:
        heard = {"heard": hearing.as_json(options.worst)} if hearing else {}
        told_of = {name: [one.as_json() for one in those] for name, those in (("faults", faults), ("notes", notes))}
        out(json.dumps({**told_of, **heard}))
    else:
        out("\n".join([*told(faults, notes), *([hearing.text(options.worst)] if hearing else [])]))
    return FAILED if faults or (hearing and hearing.over) else OK


def _listen(options: argparse.Namespace, settings: Settings) -> Hearing:
    from articast.commands.listening import listen
    from articast.speech import verify

    how = verify.listening(settings, options.model or "")
    if how is None:
        raise ConfigurationError("check --listen needs a recogniser: --model FOLDER, or `model` in [verify]")
    return listen(settings, how, (lambda _: None) if options.quiet else say)


def _init(options: argparse.Namespace) -> int:
    path: Path = options.config or Path("articast.toml")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(files("articast.commands").joinpath("articast.toml").read_text(encoding="utf-8"))
    except FileExistsError as error:
        raise ConfigurationError(f"{path} is there already; it was left as it is") from error
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from error
    _tell(options, f"{path} written: set base_url and sources in it, then run `articast publish`")
    return OK


def _completion(options: argparse.Namespace) -> int:
    from articast.commands import completion

    sys.stdout.write(completion.script(_parser(), options.shell))
    return OK


def _embed(options: argparse.Namespace) -> int:
    from articast.commands import embed

    settings = _at_home(_settings(options))
    if options.page.is_dir():
        return _embed_site(options, settings)
    page = embed.removed(options.page) if options.remove else embed.embedded(options.page, settings, options.place)
    if options.to:
        options.to.write_bytes(page)
    else:
        sys.stdout.buffer.write(page)
    return OK


def _embed_site(options: argparse.Namespace, settings: Settings) -> int:
    from articast.commands import embed

    found = embed.site(options.page, options.to, settings, options.place, remove=options.remove)
    if options.json:
        failed = [{"page": page, "error": error} for page, error in found.failed]
        out(
            json.dumps({"players": found.players, "without": found.without, "failed": failed, "changed": found.changed})
        )
    else:
        for page in found.without:
            say(f"no episode: {page}")
        for page, error in found.failed:
            say(f"left as it is: {page}: {error}")
        out(f"pages with a player: {len(found.players)}, without: {len(found.without)}, written anew: {found.changed}")
    return FAILED if found.failed else OK


def _withdraw(options: argparse.Namespace) -> int:
    from articast.commands.upkeep import withdraw

    _tell(options, withdraw(options.id, _at_home(_settings(options)), undo=options.undo, now=options.now))
    return OK


def _restore(options: argparse.Namespace) -> int:
    from articast.commands.upkeep import restore

    _tell(options, restore(_at_home(_settings(options))))
    return OK


def _runs(options: argparse.Namespace) -> int:
    from articast.commands.runs import runs, text

    found = runs(_settings(options), max(1, options.last))
    out(json.dumps(cleaned({"runs": found})) if options.json else text(found))
    return OK


def _prune(options: argparse.Namespace) -> int:
    from articast.commands.upkeep import prune

    _tell(options, prune(_settings(options)))
    return OK


def _settings(options: argparse.Namespace, further: Callable[[Settings], Iterable[str]] = lambda _: ()) -> Settings:
    from articast.settings import load

    over = ("output", "base_url", "language", "voice", "jobs", "cluster", "accept", "refresh", "fewer", "wait")
    overrides: dict[str, Any] = {name: getattr(options, name, None) for name in over}
    if overrides["output"] and "://" not in overrides["output"]:
        overrides["output"] = str(Path(overrides["output"]).absolute())
    return load(options.config, overrides, further)


def _serving(options: argparse.Namespace) -> str:
    config = f" --config {options.config}" if options.config else ""
    output = f" --output {options.output}" if options.output else ""
    return f"articast serve{config}{output}"


def _check_options(check: argparse.ArgumentParser) -> None:
    check.add_argument("where", nargs="?", default="", metavar="FOLDER-OR-URL", help="default: the output")
    check.add_argument("--quick", action="store_true", help="read no sound: names and sizes of MP3s must do")
    check.add_argument("--repair", action="store_true", help="make again what can be")
    check.add_argument("--listen", action="store_true", help="hear every sentence and compare it with what was meant")
    check.add_argument("--model", metavar="FOLDER", help="of the recogniser; default: [verify] of articast.toml")
    check.add_argument("--worst", type=int, default=10, metavar="N", help="sentences shown; default: 10")


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--config", type=Path, metavar="FILE", help="default: articast.toml where present")
    common.add_argument("--output", metavar="DIR-OR-URL", help="default: output")
    common.add_argument("--json", action="store_true", help="the report on standard output, one JSON object")
    common.add_argument("--quiet", action="store_true", help="say only what failed")
    common.add_argument("--log-json", action="store_true", help="log to standard error, one JSON object a line")
    common.add_argument("--verbose", action="store_true", help="say what libraries log")
    parser = argparse.ArgumentParser(
        prog="articast", description="Articles in, podcast feeds and article pages out.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"articast {version('articast')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, does: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, parents=[common], help=text, description=text, allow_abbrev=False)
        found.set_defaults(command=does)
        return found

    publish = command("publish", _publish, "speak what is new or changed and publish it")
    publish.add_argument("sources", nargs="*", metavar="SOURCE", help="file, folder, URL, feed or sitemap; - for stdin")
    _reporting(publish)
    script = command("script", _script, "print what will be spoken, a sentence a line")
    script.add_argument("source", metavar="SOURCE")
    script.add_argument("--html", metavar="FILE", help="write the proof as a page, the document's own text beside it")
    for which in (publish, script):
        which.add_argument("--language", metavar="XX", help="of every article; default: found out")
        which.add_argument("--voice", metavar="NAME", help="engine or engine:voice")
    publish.add_argument(
        "--accept", action="append", metavar="ID", help="publish this article although it was held back; `all`: any"
    )
    publish.add_argument(
        "--refresh", action="store_true", default=None, help="make what is published anew, by today's rules and voices"
    )
    publish.add_argument(
        "--fewer", action="store_true", default=None, help="drop episodes that feeds name and nothing else knows"
    )
    publish.add_argument("--wait", type=float, metavar="SECONDS", help="for another run to end; default: not at all")
    publish.add_argument("--base-url", metavar="URL", help="where output/ will be seen by the world")
    publish.add_argument("--jobs", type=int, metavar="N", help="processes; default: the cores")
    publish.add_argument("--cluster", metavar="ADDRESS", help="of a Dask scheduler, to speak on its workers")
    voices = command("voices", _voices, "list voices; `install NAME, LANG or FILE`; `try NAME`")
    voices.add_argument("words", nargs="*", metavar="LANG | install NAME | try NAME [TEXT]")
    voices.add_argument("--language", metavar="XX", help="of the text that is tried")
    voices.add_argument("--from", dest="source", metavar="URL-OR-FOLDER", help="a mirror to install from")
    serve = command("serve", _serve, "show the output on a local port")
    serve.add_argument("--host", default="127.0.0.1", help="default: this machine only")
    serve.add_argument("--port", type=int, default=8000, help="default: 8000; 0 takes a free one")
    serve.add_argument("--open", action="store_true", help="open a browser")
    _check_options(command("check", _check, "audit what is published; exit status 1 if anything is wrong"))
    command("init", _init, "write a commented articast.toml")
    completion = command("completion", _completion, "print what a shell needs to complete commands and options")
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="bash|zsh|fish")
    embed = command("embed", _embed, "your own page, or a whole built site, with the player put in or taken out")
    _embed_options(embed)
    withdraw = command("withdraw", _withdraw, "take an episode out of the feeds")
    withdraw.add_argument("id", metavar="ID", help="GUID, <lang>/<slug>, page or article URL")
    withdraw.add_argument("--undo", action="store_true", help="bring it back")
    withdraw.add_argument("--now", action="store_true", help="remove its audio and text at once, too")
    command("restore", _restore, "take over what an output holds, where the state is lost")
    runs = command("runs", _runs, "the last runs and what came of them")
    runs.add_argument("--last", type=int, default=10, metavar="N", help="how many; default: 10")
    command("prune", _prune, "remove clips and files that nothing refers to any more")
    return parser


def _reporting(publish: argparse.ArgumentParser) -> None:
    publish.add_argument(
        "--dry-run", action="store_true", help="say what would be spoken and what it costs; touch nothing"
    )
    publish.add_argument("--timings", action="store_true", help="say where the time went, by stage and by worker")


def _embed_options(embed: argparse.ArgumentParser) -> None:
    embed.add_argument("page", type=Path, metavar="FILE.html|SITE/")
    embed.add_argument("--to", type=Path, metavar="PATH", help="default: a page to standard output, a site in place")
    embed.add_argument("--remove", action="store_true", help="take the players out again")
    embed.add_argument("--place", default="", metavar="SELECTOR", help="after which element, as header.entry-header")


def _tell(options: argparse.Namespace, text: str) -> None:
    """What was done, as a sentence."""
    out(json.dumps({"done": text}) if options.json else text)


if __name__ == "__main__":
    sys.exit(main())
