/* The element: what is seen, what is heard, and how both go together. */

const sheet = (css) => { const made = new CSSStyleSheet(); made.replaceSync(css); return made; };
let look, page; // made once, on first use

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
    page ??= sheet(MARKS);
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
