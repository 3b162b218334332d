/* The element: finds its episode, and lets what is heard, what is seen and what is read know of one another. */

const look = once(() => sheet(LOOK)), page = once(() => sheet(MARKS));

class ListenToArticle extends HTMLElement {
  static observedAttributes = ["src", "article", "layout"];
  #life; #episode; #base; #sound; #controls; #whole; #range;
  reading = null;

  connectedCallback() { this.#open(); }
  disconnectedCallback() { this.#close(); }
  attributeChangedCallback(name, before, now) {
    if (name === "layout") { this.#laid(); return; }
    if (this.#life && before !== now && this.isConnected) { this.#close(); this.#open(); }
  }

  get currentTime() { return this.#sound?.time ?? 0; }
  set currentTime(seconds) { this.#sound?.seek(Number(seconds)); }
  get episode() { return this.#episode; }
  /* The cover in the size that lies beside a show's large one. */
  get artwork() { return this.#episode.files.cover && this.file("cover").replace(/(\/assets\/cover-.+-)([0-9a-f]{8})\.(?:jpg|png)$/, "$1small-$2.jpg"); }
  get address() { return this.#base?.href; }
  async play() { await this.#sound?.play(); }
  pause() { this.#sound?.pause(); }

  /* Whether the article itself stands around, with its title: then the player need not say it. */
  get onItsPage() { return Boolean(this.#root) && (this.reading === null || this.reading.found); }
  get sticky() { return this.getAttribute("sticky") !== "off" && (Boolean(this.#root) || this.hasAttribute("sticky")); }

  get #root() {
    if (this.getAttribute("read-along") === "off") return null;
    const selector = this.getAttribute("article");
    if (selector) return document.querySelector(selector);
    if (this.hasAttribute("src")) return null;
    return this.closest("article, main") ?? document.querySelector("main article, article") ?? document.querySelector("main") ?? document.body;
  }

  async #open() {
    const life = (this.#life = new AbortController()), { signal } = life;
    const source = this.getAttribute("src");
    if (!source) onNavigation(() => { this.#close(); this.#open(); }, signal);
    try {
      const base = source ? new URL(source, document.baseURI) : await episodeOfPage(signal);
      if (!base || signal.aborted) { if (!signal.aborted) this.#nothing(signal); return; }
      const episode = await this.#fetched(base, signal);
      if (signal.aborted) return;
      this.#base = base;
      this.#show(episode, signal);
    } catch { if (!source && !signal.aborted) this.#nothing(signal); } // what is inside the element stays, and plays
  }

  /* The light half of the data: sentences are asked for when they are wanted. */
  async #fetched(base, signal) {
    if (/\/episode\.json$/.test(base.pathname)) {
      try { return await json(new URL(base.href.replace(/episode\.json(?=$|[?#])/, "player.json")), { signal }); } catch (error) { if (signal.aborted) throw error; }
    }
    return json(base, { signal });
  }

  /* This page has no episode. The room that was kept for a player closes while nobody looks, or as the reader acts. */
  #nothing(signal) {
    this.dispatchEvent(new CustomEvent("articast-none", { bubbles: true, composed: true }));
    const hide = () => { this.hidden = true; this.style.display = "none"; done(); };
    if (this.#episode) { this.hidden = true; this.style.display = "none"; return; } // of the page before: where pages change without loading, all moves anyway
    const watch = new IntersectionObserver(([entry]) => { if (!entry.isIntersecting || !this.offsetHeight) hide(); });
    const done = () => { watch.disconnect(); for (const type of ["pointerdown", "keydown"]) removeEventListener(type, hide); };
    watch.observe(this);
    for (const type of ["pointerdown", "keydown"]) addEventListener(type, hide, { signal });
    signal.addEventListener("abort", done);
  }

  #show(episode, signal) {
    this.#episode = episode;
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const theme = sheet(":host {}"); // a browser too old for these throws here, and keeps what is inside the element
    if (!document.adoptedStyleSheets.includes(page())) document.adoptedStyleSheets = [...document.adoptedStyleSheets, page()];
    for (const [name, value] of Object.entries(episode.theme ?? {})) theme.cssRules[0].style.setProperty(`--theme-${name}`, value);
    shadow.adoptedStyleSheets = [look(), theme];
    this.hidden = false;
    if (this.style.display === "none") this.style.removeProperty("display");
    const audio = this.querySelector("audio") ?? this.#sound?.audio ?? h("audio", { preload: "none" });
    audio.controls = false;
    if (audio.src !== this.file("audio")) audio.src = this.file("audio");
    this.#sound = new Sound(audio, episode, this.artwork, signal, (what) => this.#changed(what), (...all) => this.tell(...all));
    this.#controls = new Controls(this, episode, this.#sound, shadow, signal);
    this.#laid();
    this.#asked(signal);
    this.#controls.rate();
    this.#controls.show();
    this.#controls.tell();
    addEventListener("online", () => { if (this.#sound.reason === "offline") this.fail(""); }, { signal });
    this.tell("ready");
  }

  #laid() {
    if (!this.#controls) return;
    if (!this.hasAttribute("layout") && !this.hasAttribute("src")) this.setAttribute("layout", "bar"); // also when another is opened in it
    this.#controls.box.classList.toggle("bar", this.getAttribute("layout") === "bar");
  }

  #close() {
    this.#life?.abort();
    this.#sound?.keep();
    this.#sound?.pause();
    this.reading = null;
    this.#whole = undefined;
    if (this.#sound) this.#sound.started = false;
  }

  /* -- where things are -- */

  file(name) { return new URL(this.#episode.files[name], this.#base).href; }

  /* A link that the data gives: only where it leads to a page, feed or app. */
  link(address) {
    try {
      const url = new URL(address, this.#base);
      return LINKS.test(url.protocol) ? url.href : null;
    } catch { return null; }
  }

  /* The sentences, once. */
  sentences() {
    return (this.#whole ??= (async () => {
      if (this.#episode.sentences) return this.#episode.sentences;
      try { return (await json(this.#base)).sentences ?? []; } catch { this.#whole = undefined; return []; }
    })());
  }

  /* -- what happens -- */

  tell(type, more = {}) {
    const { guid, title, language, urls, seconds: duration } = this.#episode;
    const detail = { guid, title, language, url: urls.article, seconds: this.currentTime, duration, ...more };
    this.dispatchEvent(new CustomEvent(`articast-${type}`, { bubbles: true, composed: true, detail }));
  }

  fail(reason) { this.#controls.fail(reason); }

  #changed(what) {
    const controls = this.#controls, sound = this.#sound;
    if (!controls) return;
    if (what === "play") { controls.fail(""); controls.closed = false; if (this.reading) this.reading.follow = true; this.#read(); }
    if (what === "ended") this.reading?.end();
    if (what === "fail") controls.fail(sound.reason);
    if (what === "rate") { controls.rate(); return; }
    controls.show();
    if (what === "seek" || what === "pause") controls.tell();
    if (what === "seek" || (what === "time" && !sound.paused)) this.reading?.mark?.();
    if (what === "play") this.reading?.run?.();
    if (what === "play" || what === "pause" || what === "ended") controls.docked();
    if (what === "ended") this.#next();
  }

  async #read() {
    const { signal } = this.#life;
    if (this.reading || !this.#root || signal.aborted) return;
    const sentences = await this.sentences(), root = this.#root;
    if (this.reading || signal.aborted || !root || !sentences.length) return;
    const reading = new Reading(root, sentences, this.#sound, signal, () => this.#controls.docked());
    this.reading = reading.found ? reading : { found: false, follow: true };
    this.#controls.hint.hidden = !reading.found;
    this.#controls.show();
    if (reading.found) reading.run();
  }

  async sentence(by) { this.#sound.step(await this.sentences(), by); }

  /* The place that the page's address asks for: of the first player on the page. */
  #asked(signal) {
    const go = (play) => {
      const range = document.querySelector("listen-to-article") === this && askedOf(location.hash);
      if (!range) return;
      this.#sound.seek(range.from, range.to);
      if (play) this.#sound.play();
    };
    go(false);
    addEventListener("hashchange", () => go(true), { signal });
  }

  /* What the listener put in the queue goes on by itself. */
  async #next() {
    let queue = [];
    try { queue = JSON.parse(memory.get("queue") ?? "[]"); } catch { /* none, then */ }
    const [first, ...rest] = queue;
    if (!first?.src) return;
    memory.set("queue", JSON.stringify(rest));
    await this.open(first.src);
    await this.play();
  }

  /* Another episode in this player. */
  async open(source) {
    const ready = new Promise((resolve) => this.addEventListener("articast-ready", resolve, { once: true }));
    this.setAttribute("src", source);
    if (!this.#life.signal.aborted) await ready;
  }

  /* `download` counts for this site's own files only: those from elsewhere are fetched and then saved. */
  async download(event) {
    const link = event.currentTarget, address = link.href;
    this.tell("download");
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
}

customElements.define("listen-to-article", ListenToArticle);
