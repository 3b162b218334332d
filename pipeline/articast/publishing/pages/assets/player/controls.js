/* What is seen: the player in its shadow, as a card or a bar, and the small one that stays when it is out of sight.
   What is seldom wanted (transcript, sharing, timer, queue, subscribing) is a file of its own, fetched when asked for. */

const MORE = once(() => import(new URL("assets/player-more.js", ROOT)));

class Controls {
  #dragging = false; #more; seen = true; closed = false;

  constructor(player, episode, sound, root, signal) {
    Object.assign(this, { player, episode, sound, says: episode.interface });
    this.#build(root);
    const watch = new IntersectionObserver(([entry]) => { this.seen = entry.isIntersecting; this.docked(); });
    watch.observe(this.play);
    signal.addEventListener("abort", () => watch.disconnect());
    root.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  /* -- built once -- */

  #button(part, label, path, click, { number, ...more } = {}) {
    return h("button", { part, class: "round", type: "button", "aria-label": label, title: label, click, ...more }, icon(path, number));
  }

  #skip(by, name) {
    const label = this.says[name].replace("{seconds}", Math.abs(by));
    return this.#button(name, label, ICONS[name], () => this.sound.by(by), { number: Math.abs(by), "aria-keyshortcuts": by < 0 ? "J" : "L" });
  }

  #build(root) {
    const { episode, says, player, sound } = this, title = { lang: episode.language, dir: "auto" };
    const number = new Intl.NumberFormat(says.language), toggle = () => sound.toggle();
    const place = { lang: says.language, dir: says.direction };
    this.play = h("button", { part: "play", class: "play", type: "button", "aria-keyshortcuts": "K", click: toggle });
    this.now = h("p", { class: "now", ...title });
    this.slider = h("input", { part: "seek", type: "range", min: 0, max: Math.ceil(episode.seconds), step: 1, value: 0, "aria-label": says.seek });
    this.elapsed = h("span", { part: "elapsed" });
    this.remaining = h("span", { part: "remaining" });
    this.speed = h("select", { part: "speed", "aria-label": says.speed }, ...SPEEDS.map((speed) => h("option", { value: speed, selected: speed === 1 }, `${number.format(speed)} ×`)));
    this.hint = h("p", { class: "fine", part: "hint", hidden: true }, says.hint);
    this.failed = h("p", { class: "fine", role: "alert" });
    this.retry = h("button", { class: "word plain", type: "button", hidden: true, click: () => sound.play() }, says.retry);
    this.chapters = episode.chapters.map(({ start, title: name }) => h("button", { type: "button", click: () => { sound.seek(start); sound.play(); } }, h("span", {}, clock(start)), h("bdi", { lang: episode.language }, name)));
    const chapters = this.chapters.length > 1 && this.panel("chapters", says.chapters, (list) => list.append(...this.chapters.map((button) => h("li", {}, button))), "ul");
    const subscribe = this.panel("subscribe", says.subscribe, async (list) => (await MORE()).subscribe(list, this.#tools()));
    const more = this.panel("more", says.more, async (list) => (this.#more = (await MORE()).menu(list, this.#tools())));
    more.button.classList.replace("word", "round");
    more.button.setAttribute("aria-label", says.more);
    more.button.replaceChildren(icon(ICONS.more));
    const others = episode.translations.map(({ name, language, file }) => h("a", { href: player.link(file), lang: language, hreflang: language }, name));
    this.box = h("section", { part: "player", class: "player", "aria-labelledby": "heading", tabindex: -1, ...place },
      h("div", { class: "main" }, this.play,
        h("div", { class: "names" }, h("h2", { id: "heading", part: "heading" }, says.listen, "\u2003", h("span", {}, says.length)), this.now,
          episode.disclosure && h("p", { class: "now said" }, episode.disclosure)),
        more.button,
        h("div", { class: "place" }, this.elapsed, this.slider, this.remaining),
        h("div", { class: "keys" }, this.#skip(-BACK, "back"), this.#skip(AHEAD, "forward"), h("span", { class: "choice" }, this.speed), chapters && chapters.button, subscribe.button)),
      chapters && chapters.list, subscribe.list, more.list,
      h("div", { class: "links" }, h("a", { part: "download", href: player.file("audio"), download: `${episode.slug}.mp3`, click: (event) => player.download(event) }, `${says.download} (${says.size})`)),
      others.length > 0 && h("div", { class: "links", part: "languages" }, h("span", {}, `${says.languages}:`), ...others),
      this.hint, episode.disclosure && h("p", { class: "fine", part: "disclosure" }, episode.disclosure),
      this.failed, this.retry);
    this.dockPlay = h("button", { class: "play", type: "button", click: toggle });
    this.dockTime = h("span", {});
    this.dockSpeed = h("button", { class: "rate", type: "button", click: () => { sound.rate = SPEEDS[(SPEEDS.indexOf(sound.rate) + 1) % SPEEDS.length]; } });
    this.back = h("button", { class: "return", type: "button", hidden: true, click: () => player.reading?.glide(true) }, says.spoken_place);
    this.dock = h("div", { class: "dock", part: "dock", role: "group", "aria-label": says.listen, hidden: true, ...place },
      h("p", { class: "title", ...title }, episode.title), this.dockPlay, this.dockTime, this.#skip(-BACK, "back"), this.#skip(AHEAD, "forward"), this.dockSpeed,
      this.#button("close", says.close, ICONS.close, () => { this.closed = true; this.docked(); this.play.focus({ preventScroll: true }); }), this.back);
    root.replaceChildren(this.box, this.dock, ...(sound.audio.parentNode && sound.audio.getRootNode() !== root ? [] : [sound.audio]));
    this.slider.addEventListener("input", () => { this.#dragging = true; this.elapsed.textContent = clock(this.slider.value); this.tell(Number(this.slider.value)); });
    this.slider.addEventListener("change", () => { this.#dragging = false; sound.seek(Number(this.slider.value)); });
    this.slider.addEventListener("focus", () => this.tell());
    this.speed.addEventListener("change", () => { sound.rate = Number(this.speed.value); });
  }

  /* What the other file is made with. */
  #tools() {
    const { player, episode, sound, says } = this;
    return { player, episode, sound, says, h, icon, clock, memory, json, last, bare, SPEEDS, ROOT, panel: (...all) => this.panel(...all), skip: (...all) => this.#skip(...all) };
  }

  /* A button that opens something below the controls, filled when it is first opened. */
  panel(name, label, fill, tag = "div") {
    const list = h(tag, { class: "panel", id: name, hidden: true });
    let filled = false;
    const set = async (open) => {
      list.hidden = !open;
      button.setAttribute("aria-expanded", open);
      if (!open) return;
      if (!filled) {
        filled = true;
        try { await fill(list); } catch { filled = false; this.player.fail("unreachable"); }
      }
      const current = list.querySelector("[aria-current]");
      if (current) list.scrollTop = current.offsetTop - list.offsetTop - 44;
    };
    const button = h("button", { part: name, class: "word", type: "button", "aria-expanded": "false", "aria-controls": name, click: () => set(list.hidden) }, label);
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault(); // of panels in panels, the inner one closes
      set(false);
      button.focus();
    });
    return { button, list, set };
  }

  /* -- shown as it is -- */

  show(time = this.sound.time) {
    const { says, sound, episode } = this, { seconds, chapters } = episode;
    for (const button of [this.play, this.dockPlay]) {
      const label = sound.paused ? says.play : says.pause;
      if (button.getAttribute("aria-label") === label) continue;
      button.setAttribute("aria-label", label);
      button.replaceChildren(icon(ICONS[sound.paused ? "play" : "pause"]));
    }
    this.box.classList.toggle("started", time > 0 || sound.started);
    this.box.classList.toggle("waiting", Boolean(sound.waiting));
    const whole = Math.floor(time), text = clock(whole), left = `−${clock(Math.max(0, seconds - time))}`;
    if (!this.#dragging && Number(this.slider.value) !== whole) this.slider.value = whole;
    this.slider.style.setProperty("--done", `${(100 * Math.min(time, seconds)) / (seconds || 1)}%`);
    if (this.elapsed.textContent !== text) this.elapsed.textContent = text;
    if (this.dockTime.textContent !== left) {
      this.dockTime.textContent = left;
      this.remaining.replaceChildren(h("span", { class: "unseen" }, `${says.remaining} `), left);
    }
    const chapter = chapters.length > 1 ? Math.max(0, last(chapters, time + 0.05, ({ start }) => start)) : -1;
    if (chapter !== this.chapter) {
      if (this.chapter !== undefined && sound.started && chapter >= 0) this.player.tell("chapter", { index: chapter, chapter: chapters[chapter].title });
      this.chapter = chapter;
      this.chapters.forEach((button, which) => (which === chapter ? button.setAttribute("aria-current", "true") : button.removeAttribute("aria-current")));
    }
    let name = chapters[chapter]?.title ?? episode.title;
    if (name === episode.title && this.player.onItsPage) name = ""; // it stands above, large
    if (this.now.textContent !== name) this.now.textContent = name;
    this.#more?.show(time);
  }

  rate() {
    this.speed.value = this.sound.rate;
    const text = `${new Intl.NumberFormat(this.says.language).format(this.sound.rate)} ×`;
    this.dockSpeed.textContent = text;
    this.dockSpeed.setAttribute("aria-label", `${this.says.speed}: ${text}`);
  }

  /* What a screen reader says of the slider: told when the listener moves it, not while the voice speaks. */
  tell(time = this.sound.time) {
    this.slider.setAttribute("aria-valuetext", this.says.position.replace("{position}", clock(time)).replace("{duration}", clock(this.episode.seconds)));
  }

  fail(reason) {
    this.failed.textContent = reason ? this.says[reason] : "";
    this.retry.hidden = !reason || reason === "failed";
  }

  docked() {
    const { reading } = this.player;
    this.back.hidden = !reading || reading.follow;
    this.dock.hidden = !this.sound.started || this.seen || this.closed || !this.player.sticky;
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const on = (selector) => event.target.closest(selector), { sound } = this;
    if (on("select,input:not([type=range]),[part=volume]")) return;
    const by = (seconds) => () => sound.by(seconds);
    const keys = {
      k: () => sound.toggle(), j: by(-BACK), l: by(AHEAD),
      ArrowLeft: event.shiftKey ? () => this.player.sentence(-1) : by(-STEP),
      ArrowRight: event.shiftKey ? () => this.player.sentence(1) : by(STEP),
      ...(!on("button,a,summary") && { " ": () => sound.toggle() }),
      ...(on("input") && { ArrowDown: by(-STEP), ArrowUp: by(STEP), PageDown: by(-AHEAD), PageUp: by(AHEAD), Home: () => sound.seek(0), End: () => sound.seek(this.episode.seconds) }),
    };
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
