"""What docs/reference.md says of data: front matter, JSON, files. test_reference.py holds each against the program."""

from __future__ import annotations

FRONT_MATTER_TEXT = (
    "YAML between `---`, TOML between `+++`, JSON, or `Name: value` lines above the text. Names are read in any case,",
    "with `-`, `_` or a space; the first that is given counts. What is not in the table is passed over.",
)

FRONT_MATTER = [
    ("title", "the article's title, spoken first"),
    ("authors author by byline creator writer", "names, or tables of `name`, `url`, `image`, `role`"),
    (
        (
            "date publishdate publish_date published pubdate pub_date date_published datepublished published_at "
            "publishedat publishedon created created_at"
        ),
        "when it was published; `publishDate` goes before `date`; in the future, it waits until then",
    ),
    (
        (
            "modified updated lastmod last_modified last_modified_at updated_at updateddate updated_date date_modified "
            "datemodified last_update lastupdated"
        ),
        "when it was last changed",
    ),
    (
        "expirydate expiry_date unpublishdate unpublish_date expires unpublished_at",
        "from then on it is not published; an episode that is out stays, and that is told",
    ),
    ("language lang locale", "a tag as `en` or `de-AT`; else found out"),
    ("url canonical canonical_url canonicalurl", "where the article is read: its identity. A path is passed over"),
    ("slug", "the episode's folder; else made of the title"),
    ("summary description excerpt lead abstract desc", "a sentence or two for feeds and lists"),
    (
        "image cover featured_image hero_image heroimage thumbnail banner images img",
        "the lead picture: a file beside it, or an address",
    ),
    ("tags keywords categories", "a list, or `one, two` or `#one #two` in a line"),
    ("voice", "who reads it, as `hibari:heart`"),
    ("translation_of translationof", "file, address or id of the article that it translates"),
    ("moved_from movedfrom", "its path or address before: it keeps its episode"),
    ("draft", "`true`: it is passed over, as with `published: false`"),
    ("explicit", "`true` or `false`"),
    ("season season_number seasonnumber", "a number; or `{number, name}`"),
    ("season_name seasonname", "a name"),
    ("episode episode_number episodenumber", "a number, also as `S02E07`"),
    ("episode_type episodetype type", "`full`, `bonus` or `trailer`"),
    ("block", "`true`: no directory is to list it"),
    ("section category", "what a filter of `[[shows]]` looks at"),
    ("soundbites soundbite", "`{start, duration, title}`, in seconds or as `1:05`; one or several"),
    ("location", "a name, or `{name, geo, osm}`, `{name, latitude, longitude}`"),
    ("chat", "address of a chat, or `{server, protocol, space}`"),
    ("content_links links", "`{url, title}`, one or several"),
    ("social", "address of a post about it"),
    ("contributors", "tables of `name`, `role`, `group`, `url`, `image`; or of roles, as `{editor: Ann Lee}`"),
    ("itunes podcast", "tables with `explicit`, `season`, `episode`, `type`, `block`; `itunes_season` is read, too"),
    ("extra params taxonomies metadata frontmatter", "tables in which the same names are looked for"),
]
"""Names with one meaning, ours first, and what they say."""

JSON_TEXT = (
    "With `--json` standard output has one JSON object (`voices`: a list). Where a command cannot go on it is",
    '`{"error": {"stage": …, "error": …}}`. Commands that are not here, but `completion`, answer `{"done": "a sentence"}`.',
    "Keys may be added; none changes its meaning.",
)

JSON: dict[str, dict[str, str]] = {
    "articast publish": {
        "published": "episodes that are new or changed: what `episode.json` holds, and `source`",
        "unchanged": "sources of the others",
        "failed": "`{source, stage, error}` of each that failed or was held back",
        "scheduled": "`{source, published}` of each that waits for its date",
        "passed_over": "`{reason, count, sources}`: what is no article; three sources of each reason",
        "warnings": "sentences",
        "seconds": "that the run took",
        "audio_seconds": "of what was published",
        "clips": "`{spoken, reused}`: sentences",
        "left_out": "by source, what of the article is not spoken",
        "timings": "seconds by stage: of the `main` process, and of each that worked for it (`host:pid`)",
    },
    "articast publish --dry-run": {
        "articles": "`{source, title, language, voice, sentences, characters, seconds, price, requests}` of each that would be spoken",
        "measuring": "the same of voices whose loudness was never measured",
        "unchanged": "sources",
        "failed": "`{source, stage, error}`",
        "scheduled": "as above",
        "passed_over": "as above",
        "warnings": "sentences",
        "characters": "to be spoken",
        "requests": "to services",
        "seconds": "of speech, about",
        "price": "at the engines' prices",
    },
    "articast script": {
        "source": "as it was named",
        "title": "the first sentence",
        "language": "a tag",
        "voice": "who would read it",
        "authors": "names",
        "published": "a date, or null",
        "modified": "a date, or null",
        "url": "where the article is read",
        "image": "the lead picture",
        "summary": "of the article",
        "tags": "a list",
        "sentences": "`{written, said, language, pause, kind, changes}`; `said` is null where it is what is written; `speaker` and `voice` where they are not the narrator's",
        "left_out": "`{text, reason}`",
    },
    "articast check": {
        "faults": "`{path, kind, fault, do}`; the kinds are in [check.md](check.md)",
        "notes": "the same, of what does no harm",
    },
    "articast runs": {
        "runs": "`{run, started, finished, published, unchanged, failed, timings, failures}`, newest first",
    },
    "articast embed SITE/": {
        "players": "pages that have a player now",
        "without": "pages that no episode belongs to",
        "failed": "`{page, error}` of pages that were left as they are",
        "changed": "how many were written anew",
    },
    "articast voices": {
        "language": "a tag",
        "voice": "a name for `--voice`, `voice` and `[voices]`",
        "licence": "of the voice",
        "why": "it is chosen, or what it lacks",
        "ready": "whether it can speak now",
        "makeshift": "whether it is intelligible and no more: a better one should be had",
    },
    "episode.json": {
        "version": "of this form",
        "guid": "never changes",
        "title": "of the article",
        "language": "a tag",
        "direction": "`ltr` or `rtl`",
        "slug": "the folder's name",
        "show": "title of the podcast",
        "authors": "names",
        "summary": "of the article",
        "published": "a date",
        "modified": "when the episode was last made",
        "urls": "absolute: `page`, `article`, `audio`, `transcripts`, `chapters`, `feed`, `cover`, `embed`, `episode`",
        "files": "the same, relative to `episode.json`",
        "bytes": "of the MP3",
        "seconds": "of the MP3",
        "digest": "of the MP3, SHA-256",
        "voice": "who reads",
        "synthetic": "the engine; empty where a person reads",
        "disclosure": "the line that says so; empty with `disclose = false`",
        "tags": "a list",
        "chapters": "`{start, title}`, in seconds",
        "translations": "of the same article: `{language, name, url, file}`",
        "subscribe": "`{name, url}` of `[show] subscribe`",
        "theme": "of `[theme]`",
        "interface": "the player's words in the episode's language",
        "sentences": "`{start, end, text, block, words}`, in seconds; `language`, `voice` and `speaker` where they are not the episode's",
    },
}
"""By command or file, each key and what it holds."""

FILES_TEXT = (
    "All that is published are static files. `<lang>` is a language's tag, `<slug>` the article's folder. Files beside an",
    "episode's audio are `COMPANIONS` of `publishing/edition.py`. `articast check` audits all of it.",
)

FILES: dict[str, str] = {
    "index.html": "the shows and the newest episodes",
    "feeds.opml": "all public feeds, for import",
    "sitemap.xml": "pages that are at home here; of more than 10,000 an index of `sitemap-<n>.xml.gz`",
    "sitemap-<n>.xml.gz": "10,000 of them, the oldest first",
    "record.json": "what the output remembers, for when the state is lost; keep it",
    "sw.js": "keeps a show for offline listening, where a listener asks for it",
    "by-address/<xx>.json": "which episode belongs to which page, for the player",
    "assets/<name>": "player, styles, covers",
    "<lang>/index.html": "a show's episodes",
    "<lang>/page-<n>/index.html": "older ones",
    "<lang>/feed.xml": "the podcast feed, whole up to `feed_items`",
    "<lang>/feed-recent.xml": "its newest episodes",
    "<lang>/feed-all.xml": "everything, where there are archive pages",
    "<lang>/archive-<n>.xml": "what is past `feed_items`",
    "<lang>/embed.html": "the newest episodes as a list with a player, for an iframe",
    "<lang>/latest.json": "the newest episodes, for that list",
    "search/<name>.json": "the full-text index of all articles: `index.json` lists its parts, each a range of words",
    "search/rows/<n>.json": "what it shows of eight articles each",
    "shows/<name>/": "the same of `[[shows]]` and `[[editions]]`",
    "<lang>/<slug>/index.html": "the article's page: player, read-along text, download",
    "<lang>/<slug>/<slug>-<hash>.mp3": "the audio; another name when other sound is heard",
    "<lang>/<slug>/<slug>-<hash>.opus": "the same as Opus, where `opus` is set",
    "<lang>/<slug>/transcript.vtt": "a cue a sentence",
    "<lang>/<slug>/transcript.srt": "the same for apps that read SRT",
    "<lang>/<slug>/transcript.json": "the same for apps that read JSON",
    "<lang>/<slug>/chapters.json": "headings with their times",
    "<lang>/<slug>/episode.json": "all that a CMS needs",
    "<lang>/<slug>/player.json": "the same without its sentences: what the player begins with",
    "<lang>/<slug>/oembed.json": "the oEmbed answer",
    "<lang>/<slug>/embed.html": "the player alone, for an iframe",
    "<lang>/<slug>/record.json": "what was published, when, from what: enough to go on where the state is lost",
}
"""Paths under output/, `<…>` for what varies, and what is there."""
