/* <listen-to-article src="…/episode.json" article="css selector"></listen-to-article>

   Articast's player: on its own pages and on any other. What is inside the element shows where this does not run.
   - src      the episode's data; everything else is found from it, relative to it
   - article  the article on this page: its sentences are marked as they are spoken, a click on one plays from there
   Look: --articast-accent, -on-accent (each also with -dark), -font, -font-size, -radius, -mark, -mark-word, and
   ::part(player heading play back forward seek elapsed remaining speed chapters subscribe download languages
   disclosure hint dock).
   Script: play(), pause(), currentTime; events articast-play, -pause, -ended with {guid, seconds}.
   Nothing is sent anywhere; the place in each episode and the speed are kept in localStorage. */
"use strict";
(() => {
  if (customElements.get("listen-to-article")) return;

  const BACK = 15, AHEAD = 30, STEP = 5; // seconds
  const SPEEDS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
  const SAVED_EVERY = 5; // seconds of sound between two writes of the place
  const LINKS = /^(https?|podcast|feed|itpc|pcast):$/;

  /* -- small things -------------------------------------------------------------------------------------------- */

  const h = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") node.addEventListener(name, value);
      else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child != null && child !== false));
    return node;
  };

  const icon = (path, label = "") => {
    const svg = (tag, attributes) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const name in attributes) node.setAttribute(name, attributes[name]);
      return node;
    };
    const picture = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
    picture.append(svg("path", { d: path }));
    if (label) {
      const text = svg("text", { x: 12, y: 16 });
      text.textContent = label;
      picture.append(text);
    }
    return picture;
  };
  const PLAY = "M8 4.5v15l12-7.5z", PAUSE = "M6.5 4.5h4v15h-4zM13.5 4.5h4v15h-4z";
  const ROUND_BACK = "M8 5.2a8.5 8.5 0 1 1-4 4.2M8.4 1.6 7.6 5.4l3.8 1", ROUND_AHEAD = "M16 5.2a8.5 8.5 0 1 0 4 4.2M15.6 1.6l.8 3.8-3.8 1";

  const memory = { // private windows and sandboxed frames may have none
    get: (key) => { try { return localStorage.getItem(`articast:${key}`); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(`articast:${key}`, value); } catch { /* forgotten, then */ } },
    drop: (key) => { try { localStorage.removeItem(`articast:${key}`); } catch { /* was never kept */ } },
  };

  const clock = (seconds) => {
    const whole = Math.max(0, Math.round(seconds)), two = (number) => String(number).padStart(2, "0");
    const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
    return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  };

  /* Index of the last entry whose `of` is not after `value`; -1 where all are. */
  const last = (list, value, of) => {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (of(list[middle]) <= value) low = middle + 1; else high = middle;
    }
    return low - 1;
  };

  /* -- the article's text: where each sentence stands in the page ------------------------------------------------ */

  const LETTERS = /[\p{L}\p{N}\p{M}]+/gu;
  const NO_TEXT = "script,style,noscript,template,listen-to-article,audio,video,svg,button,select,textarea,[role=doc-noteref],[hidden],[aria-hidden=true]"
    + (CSS.supports("selector(:has(a))") ? ",sup:has(a),a:has(>sup)" : "");
  const NO_CLICK = "a,button,input,select,textarea,label,summary,audio,video,listen-to-article,[contenteditable]";

  /* Letters alone, in a row: what is left of a sentence when quotes, dashes and spaces are set another way. */
  const bare = (text) => (text.match(LETTERS) ?? []).join("").normalize("NFC");

  const lettersOf = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === Node.TEXT_NODE ? NodeFilter.FILTER_ACCEPT : node.matches(NO_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP);
    const runs = [], parts = [];
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const match of node.data.matchAll(LETTERS)) {
        const run = match[0].normalize("NFC");
        runs.push({ at, node, offset: match.index });
        parts.push(run);
        at += run.length;
      }
    }
    return { text: parts.join(""), runs };
  };

  const rangeOf = ({ runs }, from, to) => {
    const first = runs[last(runs, from, (run) => run.at)], end = runs[last(runs, to - 1, (run) => run.at)];
    const range = document.createRange();
    const start = first.offset + from - first.at, stop = Math.min(end.node.data.length, end.offset + to - end.at);
    range.setStart(first.node, start - (first.node.data.slice(0, start).match(/[\p{P}\p{S}]+$/u)?.[0].length ?? 0));
    range.setEnd(end.node, stop + (end.node.data.slice(stop).match(/^[\p{P}\p{S}]+/u)?.[0].length ?? 0));
    return range;
  };

  class Text {
    constructor(root, sentences) {
      this.root = root;
      this.sentences = sentences;
      const spans = new Map([...root.querySelectorAll("[data-start]")].map((span) => [Number(span.dataset.start), span]));
      this.places = this.#spanned(spans);
      if (!this.places.some(Boolean)) this.places = this.#matched();
    }

    /* Our own page says itself where sentences are. */
    #spanned(spans) {
      return this.sentences.map(({ start, text }) => {
        const span = spans.get(start);
        if (!span || bare(span.textContent) !== bare(text)) return null;
        const range = document.createRange();
        range.selectNodeContents(span);
        return { span, range };
      });
    }

    /* Anybody's page: sentences are looked for in their order. One that is not there is passed over; a short one
       must be near the one before, lest a "Yes." be found a chapter later. */
    #matched() {
      const letters = lettersOf(this.root);
      let at = 0;
      return this.sentences.map(({ text }) => {
        const wanted = bare(text);
        if (!wanted) return null;
        const reach = wanted.length >= 40 ? Infinity : at + 200 + 40 * wanted.length;
        let from = letters.text.indexOf(wanted, at), to = from + wanted.length;
        if (from < 0 && wanted.length >= 40) { // something stands in it here that is not read: both its ends will do
          from = letters.text.indexOf(wanted.slice(0, 20), at);
          const tail = from < 0 ? -1 : letters.text.indexOf(wanted.slice(-20), from + 20);
          to = tail + 20;
          if (tail < 0 || to - from > wanted.length * 1.5 + 20) from = -1;
        }
        if (from < 0 || from > reach) return null;
        at = to;
        return { letters, from, to, range: rangeOf(letters, from, to) };
      });
    }

    words(index) {
      const place = this.places[index], words = this.sentences[index].words ?? [];
      if (!place || !words.length) return [];
      const letters = place.letters ?? (place.letters = lettersOf(place.span));
      const until = place.to ?? letters.text.length;
      let at = place.from ?? 0;
      return words.map(({ start, end, text }) => {
        const wanted = bare(text), from = wanted ? letters.text.indexOf(wanted, at) : -1;
        if (from < 0 || from + wanted.length > until) return { start, end };
        at = from + wanted.length;
        return { start, end, range: rangeOf(letters, from, at) };
      });
    }

    /* The sentence under a click; -1 beside the text. */
    at({ target, clientX, clientY }) {
      const span = target.closest?.("[data-start]"), spanned = span ? this.places.findIndex((place) => place?.span === span) : -1;
      if (spanned >= 0) return spanned;
      const caret = document.caretPositionFromPoint?.(clientX, clientY);
      const point = caret ? { node: caret.offsetNode, offset: caret.offset } : null;
      const range = point ? null : document.caretRangeFromPoint?.(clientX, clientY);
      const node = point?.node ?? range?.startContainer, offset = point?.offset ?? range?.startOffset;
      if (!node) return -1;
      return this.places.findIndex((place) => place && place.range.isPointInRange(node, offset)
        && [...place.range.getClientRects()].some((box) => clientX >= box.left && clientX <= box.right && clientY >= box.top - 4 && clientY <= box.bottom + 4));
    }
  }

  /* The marks of what is being spoken: one pair for the page, held by the player that plays. */
  const marks = {
    names: ["articast-sentence", "articast-word"],
    span: null,
    set(place, word) {
      if (window.Highlight && CSS.highlights) {
        const ranges = [place?.range, word?.range];
        this.names.forEach((name, which) => (ranges[which] ? CSS.highlights.set(name, new Highlight(ranges[which])) : CSS.highlights.delete(name)));
        return;
      }
      this.span?.classList.remove("articast-sentence"); // older browsers: the sentence, where it has an element
      this.span = place?.span ?? null;
      this.span?.classList.add("articast-sentence");
    },
  };

  /* -- look ------------------------------------------------------------------------------------------------------ */

  const sheet = (css) => { const made = new CSSStyleSheet(); made.replaceSync(css); return made; };

  /* Marks let the ground through, so that they do on light and dark pages: text on both of them has a contrast of 4.8
     on our dark page, 12 on white; the underline carries the word. */
  const PAGE = `
::highlight(articast-sentence), .articast-sentence { background-color: var(--articast-mark, rgb(255 196 0 / 30%)); }
::highlight(articast-word) { background-color: var(--articast-mark-word, rgb(255 170 0 / 18%)); text-decoration: underline 2px; }
@media (forced-colors: active) {
  ::highlight(articast-sentence), .articast-sentence { background-color: Mark; color: MarkText; }
  ::highlight(articast-word) { background-color: Highlight; color: HighlightText; }
}`;

  /* Pixels, since 1rem is 10 px on many a page; text is in em of the page's own and grows with it. */
  const LOOK = `
:host { display: block; margin-block: 24px; --accent: #0b57d0; --on: #fff; --paper: #fff; --ink: #1d1b1a;
  font-family: var(--articast-font, inherit); font-size: var(--articast-font-size, max(15px, 1em)); font-weight: 400; line-height: 1.4;
  font-style: normal; text-align: start; text-transform: none; text-indent: 0; letter-spacing: normal; hyphens: manual; }
@supports (color: light-dark(#000, #fff)) { :host {
  --accent: light-dark(var(--articast-accent, var(--theme-accent, #0b57d0)), var(--articast-accent-dark, var(--theme-accent-dark, #a8c7fa)));
  --on: light-dark(var(--articast-on-accent, var(--theme-on-accent, #fff)), var(--articast-on-accent-dark, var(--theme-on-accent-dark, #062e6f)));
  --paper: light-dark(var(--articast-paper, #fff), var(--articast-paper-dark, #24272d));
  --ink: light-dark(var(--articast-ink, #1d1b1a), var(--articast-ink-dark, #e6e3de)); } }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.player { padding: 16px 16px 12px; border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: var(--articast-radius, 14px);
  background: color-mix(in srgb, currentColor 4%, transparent); overflow-wrap: anywhere; }
.player:focus { outline: none; }
:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
.top { display: flex; align-items: center; gap: 14px; }
.names { flex: 1; min-width: 0; }
h2 { margin: 0; font: inherit; font-weight: 650; font-size: 1.0625em; line-height: 1.25; }
h2 span { font-weight: 400; white-space: nowrap; }
p { margin: 0; }
.now, .fine { font-size: .875em; color: color-mix(in srgb, currentColor 78%, transparent); }
.now { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
button, select, .links a, .panel a { min-height: 44px; min-width: 44px; }
button, select { font: inherit; color: inherit; background: none; border: 0; border-radius: 8px; cursor: pointer; padding: 0 10px; }
button:hover, select:hover { background: color-mix(in srgb, currentColor 9%, transparent); }
select { appearance: none; -webkit-appearance: none; field-sizing: content; text-align: center; }
select option { color: CanvasText; background: Canvas; }
svg { width: 28px; height: 28px; display: block; margin: auto; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
svg text { fill: currentColor; stroke: none; font: 700 7.5px system-ui, sans-serif; text-anchor: middle; }
.play { flex: none; width: 56px; height: 56px; padding: 0; border-radius: 50%; background: var(--accent); color: var(--on); }
.play:hover { background: color-mix(in srgb, var(--accent) 85%, currentColor); }
.play:focus-visible { outline-color: var(--accent); }
.play svg { fill: currentColor; stroke: none; width: 30px; height: 30px; }
.waiting .play svg { animation: wait 1s ease-in-out infinite alternate; }
@keyframes wait { to { opacity: .35; } }
.place { display: grid; grid-template-columns: auto 1fr auto; align-items: center; gap: 10px; margin-top: 4px; direction: ltr; }
.place > span { font-size: .875em; font-variant-numeric: tabular-nums; min-width: 2.75em; }
.place > span:last-child { text-align: end; }
input { appearance: none; -webkit-appearance: none; width: 100%; height: 44px; margin: 0; background: none; cursor: pointer; border-radius: 8px; --track: linear-gradient(to right, var(--accent) var(--done, 0%), color-mix(in srgb, currentColor 45%, transparent) var(--done, 0%)); }
input::-webkit-slider-runnable-track { height: 5px; border-radius: 16px; background: var(--track); }
input::-moz-range-track { height: 5px; border-radius: 16px; background: var(--track); }
input::-webkit-slider-thumb { -webkit-appearance: none; width: 18px; height: 18px; margin-top: -6.5px; border: 0; border-radius: 50%; background: var(--accent); }
input::-moz-range-thumb { width: 18px; height: 18px; border: 0; border-radius: 50%; background: var(--accent); }
.keys { display: flex; flex-wrap: wrap; align-items: center; gap: 2px; margin-inline: -6px; }
.keys :is(select, .word) { font-size: .9375em; padding-inline: 4px; }
.round { padding: 0; }
[dir=rtl] [part=forward] { order: -1; } /* time runs to the right, as on the slider */
.word::after { content: "▾"; content: "▾" / ""; display: inline-block; margin-inline-start: .2em; }
.choice { display: inline-grid; align-items: center; }
.choice > *, .choice::after { grid-area: 1 / 1; }
.choice::after { content: "▾"; content: "▾" / ""; justify-self: end; margin-inline-end: 4px; font-size: .9375em; pointer-events: none; }
.keys .choice select { padding-inline: 6px 18px; }
.word[aria-expanded=true]::after { transform: rotate(180deg); }
.panel :focus-visible { outline-offset: -3px; }
.links a, .panel a { display: inline-flex; align-items: center; }
.links { display: flex; flex-wrap: wrap; gap: 0 16px; align-items: center; }
a { color: inherit; text-underline-offset: .18em; }
.panel { list-style: none; margin: 4px 0 8px; padding: 4px 0; border-block: 1px solid color-mix(in srgb, currentColor 18%, transparent); max-height: 288px; overflow-y: auto; }
.panel button { display: flex; gap: .75em; align-items: center; width: 100%; padding-block: 6px; text-align: start; }
.panel button span { font-variant-numeric: tabular-nums; flex: none; min-width: 2.5em; color: color-mix(in srgb, currentColor 78%, transparent); }
.panel [aria-current] { font-weight: 650; }
.fine { margin-top: 4px; line-height: 1.45; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.dock { position: fixed; z-index: 2147483000; inset-block-end: max(12px, env(safe-area-inset-bottom)); inset-inline: 0; width: fit-content; max-width: calc(100vw - 24px); margin-inline: auto;
  display: flex; align-items: center; gap: 4px; padding: 6px 12px 6px 6px; border-radius: 40px; border: 1px solid color-mix(in srgb, currentColor 22%, transparent);
  background: var(--paper); color: var(--ink); box-shadow: 0 4px 20px rgb(0 0 0 / 22%); }
.dock .play { width: 44px; height: 44px; }
.dock .play svg { width: 24px; height: 24px; }
.dock > span { font-size: .875em; font-variant-numeric: tabular-nums; padding-inline: 4px; }
.dock .return { font-weight: 600; font-size: .9375em; line-height: 1.2; padding-block: 4px; border-radius: 24px; text-align: start; }
@media (prefers-reduced-motion: reduce) { .waiting .play svg { animation: none; opacity: .5; } }
@media (forced-colors: active) { button, select { border: 1px solid ButtonText; } input { appearance: auto; -webkit-appearance: auto; } }
@media print { :host { display: none; } }`;

  let look, page; // made once, on first use

  /* -- the player ------------------------------------------------------------------------------------------------ */

  class ListenToArticle extends HTMLElement {
    static observedAttributes = ["src", "article"];
    #life; // ends with the element's stay in the page
    #episode; #base; #audio; #ui;
    #loaded = false;
    #pending = 0; // where to begin, until then
    #saved = 0;
    #dragging = false;
    #text; #current = -1; #words = [];
    #follow = true; #gliding = 0; #started = false; #seen = true;
    #channel;

    connectedCallback() { this.#open(); }
    disconnectedCallback() { this.#close(); }
    attributeChangedCallback(_name, before) { if (before !== null && this.isConnected) { this.#close(); this.#open(); } }

    get currentTime() { return this.#loaded ? this.#audio.currentTime : this.#pending; }
    set currentTime(seconds) { this.#seek(Number(seconds)); }
    async play() {
      if (this.#audio?.error) { // once more, from where it broke off
        this.#pending = this.currentTime;
        this.#audio.load();
      }
      try { await this.#audio?.play(); } catch (error) { if (error.name !== "AbortError" && error.name !== "NotAllowedError") this.#fail(); }
    }
    pause() { this.#audio?.pause(); }

    async #open() {
      const life = (this.#life = new AbortController());
      const source = this.getAttribute("src");
      if (!source) return;
      this.#base = new URL(source, document.baseURI);
      let episode;
      try {
        const answer = await fetch(this.#base, { signal: life.signal });
        if (!answer.ok) return; // what is inside the element stays, and plays
        episode = await answer.json();
      } catch { return; }
      if (life.signal.aborted) return;
      this.#episode = episode;
      this.#build();
      this.#listen(life.signal);
      this.#restore();
      this.#show();
    }

    #close() {
      this.#life?.abort();
      this.#channel?.close();
      if (this.#current >= 0) marks.set();
      this.#keep();
      this.#audio?.pause();
      this.#text?.root.classList.remove("articast-ready");
      this.#text = undefined;
      this.#current = -1;
      this.#started = false;
    }

    #file(name) { return new URL(this.#episode.files[name], this.#base).href; }

    /* A link that the data gives: only where it leads to a page, feed or app. */
    #link(address) {
      try {
        const url = new URL(address, this.#base);
        return LINKS.test(url.protocol) ? url.href : null;
      } catch { return null; }
    }

    /* -- what is seen -- */

    #build() {
      const { interface: says, ...episode } = this.#episode;
      look ??= sheet(LOOK); // a browser too old for these throws here, and keeps what is inside the element
      page ??= sheet(PAGE);
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      if (!document.adoptedStyleSheets.includes(page)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
      const theme = sheet(":host {}");
      for (const [name, value] of Object.entries(episode.theme ?? {})) theme.cssRules[0].style.setProperty(`--theme-${name}`, value);
      shadow.adoptedStyleSheets = [look, theme];

      this.#audio = this.querySelector("audio") ?? this.#audio ?? h("audio", { preload: "none" });
      this.#audio.controls = false;
      if (this.#audio.src !== this.#file("audio")) this.#audio.src = this.#file("audio");
      this.#loaded = this.#audio.readyState > 0;

      const toggle = () => this.#toggle();
      const skip = (by, label, path) => {
        const text = label.replace("{seconds}", Math.abs(by)), part = by < 0 ? "back" : "forward";
        return h("button", { part, class: "round", type: "button", "aria-label": text, title: text, "aria-keyshortcuts": by < 0 ? "J" : "L", click: () => this.#seek(this.currentTime + by) }, icon(path, Math.abs(by)));
      };
      const title = { lang: episode.language, dir: "auto" };
      const number = new Intl.NumberFormat(says.language);
      const ui = (this.#ui = {
        play: h("button", { part: "play", class: "play", type: "button", "aria-keyshortcuts": "K", click: toggle }),
        now: h("p", { class: "now", ...title }),
        seek: h("input", { part: "seek", type: "range", min: 0, max: Math.ceil(episode.seconds), step: 1, value: 0, "aria-label": says.seek }),
        elapsed: h("span", { part: "elapsed" }),
        remaining: h("span", { part: "remaining" }),
        speed: h("select", { part: "speed", "aria-label": says.speed }, ...SPEEDS.map((speed) => h("option", { value: speed, selected: speed === 1 }, `${number.format(speed)} ×`))),
        failed: h("p", { class: "fine", role: "alert" }),
        dockPlay: h("button", { class: "play", type: "button", click: toggle }),
        dockTime: h("span", {}),
        return: h("button", { class: "return", type: "button", hidden: true, click: () => this.#glide(true) }, says.spoken_place),
      });
      ui.chapters = episode.chapters.map(({ start, title: name }) => h("button", { type: "button", click: () => { this.#seek(start); this.play(); } }, h("span", {}, clock(start)), h("bdi", { lang: episode.language }, name)));
      const chapters = this.#panel("chapters", says.chapters, ui.chapters.length > 1 && ui.chapters);
      const links = [[says.feed, this.#file("feed")], [says.app, this.#file("feed").replace(/^https?:/, "podcast:")], ...episode.subscribe.map(({ name, url }) => [name, this.#link(url)])];
      const subscribe = this.#panel("subscribe", says.subscribe, links.filter(([, url]) => url).map(([name, url]) => h("a", { href: url }, name)));
      const others = episode.translations.map(({ name, language, file }) => h("a", { href: this.#link(file), lang: language, hreflang: language }, name));
      const player = (ui.player = h("section", { part: "player", class: "player", "aria-labelledby": "heading", tabindex: -1, lang: says.language, dir: says.direction },
        h("div", { class: "top" }, ui.play, h("div", { class: "names" }, h("h2", { id: "heading", part: "heading" }, says.listen, " ", h("span", {}, `· ${says.length}`)), ui.now)),
        h("div", { class: "place" }, ui.elapsed, ui.seek, ui.remaining),
        h("div", { class: "keys" }, skip(-BACK, says.back, ROUND_BACK), skip(AHEAD, says.forward, ROUND_AHEAD), h("span", { class: "choice" }, ui.speed), chapters?.button, subscribe.button),
        chapters?.list, subscribe.list,
        h("div", { class: "links" }, h("a", { part: "download", href: this.#file("audio"), download: `${episode.slug}.mp3`, click: (event) => this.#download(event) }, `${says.download} (${says.size})`)),
        others.length > 0 && h("div", { class: "links", part: "languages" }, h("span", {}, `${says.languages}:`), ...others),
        (ui.hint = h("p", { class: "fine", part: "hint", hidden: true }, says.hint)),
        episode.disclosure && h("p", { class: "fine", part: "disclosure" }, episode.disclosure),
        ui.failed));
      ui.dock = h("div", { class: "dock", part: "dock", role: "group", "aria-label": says.listen, lang: says.language, dir: says.direction, hidden: true }, ui.dockPlay, ui.dockTime, ui.return);
      shadow.replaceChildren(player, ui.dock, ...(this.#audio.parentNode && this.#audio.getRootNode() !== shadow ? [] : [this.#audio]));
      this.#listenSlider();
      ui.speed.addEventListener("change", () => { this.#setSpeed(Number(ui.speed.value)); memory.set("speed", ui.speed.value); });
    }

    /* A button that opens a list below the controls, and the list. */
    #panel(name, label, items) {
      if (!items || !items.length) return null;
      const list = h("ul", { class: "panel", id: name, hidden: true }, ...items.map((item) => h("li", {}, item)));
      const set = (open) => { list.hidden = !open; button.setAttribute("aria-expanded", open); };
      const button = h("button", { part: name, class: "word", type: "button", "aria-expanded": "false", "aria-controls": name, click: () => set(list.hidden) }, label);
      list.addEventListener("keydown", (event) => { if (event.key === "Escape") { set(false); button.focus(); } });
      return { button, list };
    }

    #show(time = this.currentTime) {
      const { seconds, interface: says, chapters } = this.#episode, ui = this.#ui;
      const paused = this.#audio.paused;
      for (const button of [ui.play, ui.dockPlay]) {
        const label = paused ? says.play : says.pause;
        if (button.getAttribute("aria-label") === label) continue;
        button.setAttribute("aria-label", label);
        button.replaceChildren(icon(paused ? PLAY : PAUSE));
      }
      const whole = Math.floor(time), text = clock(whole), left = `−${clock(Math.max(0, seconds - time))}`;
      if (!this.#dragging && Number(ui.seek.value) !== whole) ui.seek.value = whole;
      ui.seek.style.setProperty("--done", `${(100 * Math.min(time, seconds)) / (seconds || 1)}%`);
      if (ui.elapsed.textContent !== text) ui.elapsed.textContent = text;
      if (ui.dockTime.textContent !== left) {
        ui.dockTime.textContent = left;
        ui.remaining.replaceChildren(h("span", { class: "unseen" }, `${says.remaining} `), left);
      }
      const chapter = Math.max(0, last(chapters, time + 0.05, ({ start }) => start));
      let name = chapters[chapter]?.title ?? "";
      if (name === this.#episode.title && this.#text) name = ""; // it stands above, large
      if (ui.now.textContent !== name && chapters.length > 1) {
        ui.now.textContent = name;
        ui.chapters.forEach((button, which) => (which === chapter ? button.setAttribute("aria-current", "true") : button.removeAttribute("aria-current")));
      }
    }

    /* What a screen reader says of the slider: told when the listener moves it, not while the voice speaks. */
    #tell(time = this.currentTime) {
      const { seconds, interface: says } = this.#episode;
      this.#ui.seek.setAttribute("aria-valuetext", says.position.replace("{position}", clock(time)).replace("{duration}", clock(seconds)));
    }

    #fail() { this.#ui.failed.textContent = this.#episode.interface.failed; }

    /* -- playing -- */

    #toggle() { if (this.#audio.paused) this.play(); else this.pause(); }

    #seek(seconds) {
      if (!this.#audio || !Number.isFinite(seconds)) return;
      const to = Math.min(Math.max(0, seconds), Math.max(0, this.#episode.seconds - 0.1));
      if (this.#loaded) this.#audio.currentTime = to;
      this.#pending = to;
      this.#show(to);
      this.#tell(to);
      this.#mark(to);
    }

    #setSpeed(speed) {
      this.#audio.defaultPlaybackRate = this.#audio.playbackRate = speed;
      this.#ui.speed.value = speed;
    }

    #restore() {
      const speed = Number(memory.get("speed"));
      if (SPEEDS.includes(speed)) this.#setSpeed(speed);
      const asked = this.hasAttribute("article") ? location.hash.match(/^#t=(\d+(?:\.\d+)?)$/)?.[1] : null;
      const kept = Number(asked ?? memory.get(this.#episode.guid));
      if (!this.#loaded && kept > 0 && kept < this.#episode.seconds - 5) this.#pending = kept;
      this.#tell();
    }

    #keep() {
      if (!this.#started || !this.#episode) return;
      const time = this.currentTime;
      this.#saved = time;
      if (time > 3 && time < this.#episode.seconds - 5) memory.set(this.#episode.guid, time.toFixed(1));
      else memory.drop(this.#episode.guid);
    }

    #listen(signal) {
      const on = (target, type, act, options = {}) => target.addEventListener(type, act, { signal, ...options });
      const audio = this.#audio, id = crypto.getRandomValues(new Uint32Array(2)).join("-");
      try {
        this.#channel = new BroadcastChannel("articast");
        on(this.#channel, "message", ({ data }) => { if (data !== id) this.pause(); });
      } catch { this.#channel = null; }
      const tell = (type) => this.dispatchEvent(new CustomEvent(`articast-${type}`, { bubbles: true, composed: true, detail: { guid: this.#episode.guid, seconds: this.currentTime } }));
      const stands = (waiting) => this.#ui.player.classList.toggle("waiting", waiting);

      on(audio, "loadedmetadata", () => { this.#loaded = true; if (this.#pending) audio.currentTime = this.#pending; });
      on(audio, "emptied", () => { this.#loaded = false; });
      on(audio, "play", () => {
        this.#channel?.postMessage(id);
        this.#started = true;
        this.#follow = true;
        this.#ui.failed.textContent = "";
        this.#session();
        this.#prepare();
        this.#show();
        this.#docked();
        this.#run();
        tell("play");
      });
      on(audio, "pause", () => { this.#keep(); this.#show(); this.#tell(); this.#docked(); tell("pause"); });
      on(audio, "ended", () => { memory.drop(this.#episode.guid); this.#started = false; this.#pending = 0; this.#current = -1; marks.set(); this.#show(); this.#docked(); tell("ended"); });
      on(audio, "timeupdate", () => {
        this.#show();
        if (!audio.paused) this.#mark(this.currentTime);
        if (Math.abs(this.currentTime - this.#saved) >= SAVED_EVERY) this.#keep();
      });
      for (const type of ["seeked", "ratechange", "loadedmetadata", "play", "pause"]) on(audio, type, () => this.#state());
      on(audio, "waiting", () => stands(true));
      for (const type of ["playing", "pause", "error"]) on(audio, type, () => stands(false));
      on(audio, "error", () => this.#fail());
      on(window, "pagehide", () => this.#keep());
      on(this.shadowRoot, "keydown", (event) => this.#key(event));

      if (!this.hasAttribute("article")) return;
      this.#prepare();
      on(document, "click", (event) => this.#clicked(event));
      on(document, "scroll", () => this.#scrolled(), { capture: true, passive: true });
      for (const type of ["wheel", "touchmove", "keydown"]) on(window, type, () => (this.#gliding = 0), { passive: true });
      const watch = new IntersectionObserver(([entry]) => { this.#seen = entry.isIntersecting; this.#docked(); });
      watch.observe(this.#ui.play);
      signal.addEventListener("abort", () => watch.disconnect());
    }

    #listenSlider() {
      const { seek, elapsed } = this.#ui;
      seek.addEventListener("input", () => { this.#dragging = true; elapsed.textContent = clock(seek.value); this.#tell(Number(seek.value)); });
      seek.addEventListener("change", () => { this.#dragging = false; this.#seek(Number(seek.value)); });
      seek.addEventListener("focus", () => this.#tell());
    }

    #key(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      const on = (selector) => event.target.closest(selector);
      if (on("select")) return;
      const by = (seconds) => () => this.#seek(this.currentTime + seconds);
      const keys = {
        k: () => this.#toggle(), j: by(-BACK), l: by(AHEAD),
        ArrowLeft: event.shiftKey ? () => this.#sentence(-1) : by(-STEP),
        ArrowRight: event.shiftKey ? () => this.#sentence(1) : by(STEP),
        ...(!on("button,a") && { " ": () => this.#toggle() }),
        ...(on("input") && { ArrowDown: by(-STEP), ArrowUp: by(STEP), PageDown: by(-AHEAD), PageUp: by(AHEAD), Home: () => this.#seek(0), End: () => this.#seek(this.#episode.seconds) }),
      };
      const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }

    #sentence(by) {
      const { sentences } = this.#episode;
      const now = last(sentences, this.currentTime + 0.05, ({ start }) => start);
      const to = sentences[Math.min(Math.max(0, now + by), sentences.length - 1)];
      if (to) this.#seek(to.start);
    }

    #session() {
      const session = navigator.mediaSession;
      if (!session || !window.MediaMetadata) return;
      const { title, show, authors, files, chapters } = this.#episode;
      const picture = files.cover && this.#file("cover");
      session.metadata = new MediaMetadata({ title, artist: authors.join(", ") || show, album: show,
        artwork: picture ? [{ src: picture, type: /\.png$/i.test(picture) ? "image/png" : "image/jpeg" }] : [] });
      const chapter = (by) => chapters.length > 1 ? () => {
        const now = last(chapters, this.currentTime + 0.05, ({ start }) => start);
        this.#seek(chapters[Math.min(Math.max(0, now + by), chapters.length - 1)].start);
      } : null;
      const handlers = {
        play: () => this.play(), pause: () => this.pause(), stop: () => this.pause(),
        seekbackward: ({ seekOffset }) => this.#seek(this.currentTime - (seekOffset || BACK)),
        seekforward: ({ seekOffset }) => this.#seek(this.currentTime + (seekOffset || AHEAD)),
        seekto: ({ seekTime }) => this.#seek(seekTime),
        previoustrack: chapter(-1), nexttrack: chapter(1),
      };
      for (const [action, act] of Object.entries(handlers)) {
        try { session.setActionHandler(action, act); } catch { /* a browser that does not know it has no button for it */ }
      }
    }

    #state() {
      if (!this.#started || !navigator.mediaSession?.setPositionState) return;
      const duration = this.#audio.duration;
      if (!Number.isFinite(duration)) return;
      navigator.mediaSession.playbackState = this.#audio.paused ? "paused" : "playing";
      navigator.mediaSession.setPositionState({ duration, playbackRate: this.#audio.playbackRate, position: Math.min(this.currentTime, duration) });
    }

    /* `download` counts for this site's own files only: those from elsewhere are fetched and then saved. */
    async #download(event) {
      const link = event.currentTarget, address = link.href;
      if (new URL(address).origin === location.origin) return;
      event.preventDefault();
      if (link.ariaBusy === "true") return;
      const text = link.textContent;
      link.ariaBusy = "true";
      link.textContent = this.#episode.interface.downloading;
      try {
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(answer.statusText);
        const url = URL.createObjectURL(await answer.blob());
        h("a", { href: url, download: link.download }).click();
        setTimeout(() => URL.revokeObjectURL(url), 60000);
      } catch {
        h("a", { href: address, target: "_blank", rel: "noopener" }).click(); // shown or saved, as its server says
      } finally {
        link.textContent = text;
        link.ariaBusy = null;
      }
    }

    /* -- reading along -- */

    #prepare() {
      if (this.#text || !this.hasAttribute("article")) return;
      const root = document.querySelector(this.getAttribute("article"));
      if (!root) return;
      this.#text = new Text(root, this.#episode.sentences);
      root.classList.add("articast-ready");
      this.#ui.hint.hidden = false;
    }

    #run() {
      cancelAnimationFrame(this.#frame);
      if (this.#audio.paused || this.#life.signal.aborted) return;
      this.#mark(this.currentTime);
      this.#frame = requestAnimationFrame(() => this.#run());
    }

    #mark(time) {
      if (!this.#text || !this.#started) return;
      const index = last(this.#text.sentences, time + 0.02, ({ start }) => start);
      const changed = index !== this.#current;
      if (changed) {
        this.#current = index;
        this.#words = index < 0 ? [] : this.#text.words(index);
        this.#word = null;
      }
      const word = this.#words[last(this.#words, time + 0.02, ({ start }) => start)] ?? null;
      if (changed || word !== this.#word) marks.set(this.#text.places[index], word);
      this.#word = word;
      if (changed && this.#follow) this.#glide(false);
    }
    #word = null;
    #frame = 0;

    get #box() { return this.#text?.places[this.#current]?.range.getBoundingClientRect(); }

    /* Brings the spoken sentence to the upper third of the window, if it has left the middle or is asked for. */
    #glide(asked) {
      const box = this.#box, height = innerHeight;
      if (asked) this.#setFollow(true);
      if (!box || (!box.height && !box.width)) return;
      if (!asked && box.top >= height * 0.1 && box.bottom <= height * 0.75) return;
      let target = this.#text.places[this.#current].range.startContainer.parentElement, scroller = window;
      for (; target && target !== document.body && target !== document.documentElement; target = target.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(target).overflowY) && target.scrollHeight > target.clientHeight) { scroller = target; break; }
      }
      const glides = (this.#gliding = performance.now());
      scroller.scrollBy({ top: box.top - height * 0.28, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth" });
      const arrived = () => { if (this.#gliding === glides) this.#gliding = 0; };
      document.addEventListener("scrollend", arrived, { capture: true, once: true });
      setTimeout(arrived, 1200);
    }

    #scrolled() {
      const box = this.#box;
      if (this.#gliding || !box || this.#audio.paused) return;
      this.#setFollow(box.bottom > 0 && box.top < innerHeight);
    }

    #setFollow(follow) {
      if (this.#follow === follow) return;
      this.#follow = follow;
      this.#docked();
    }

    #docked() {
      const { dock, return: back } = this.#ui;
      back.hidden = this.#follow;
      dock.hidden = !this.#started || this.#seen || !this.#text;
    }

    #clicked(event) {
      if (event.defaultPrevented || event.button !== 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      this.#prepare();
      if (!this.#text?.root.contains(event.target) || event.target.closest(NO_CLICK) || !getSelection().isCollapsed) return;
      const index = this.#text.at(event);
      if (index < 0) return;
      this.#started = true;
      this.#setFollow(true);
      this.#seek(this.#episode.sentences[index].start);
      this.play();
    }
  }

  customElements.define("listen-to-article", ListenToArticle);
})();
