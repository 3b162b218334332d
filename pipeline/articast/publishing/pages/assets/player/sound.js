/* What is heard: one audio element, the place in it, and what the listener's device is told.
   `changed(what)` is called with play, pause, ended, time, seek, rate, wait, fail, each after it happened. */

class Sound {
  #loaded; #pending = 0; #saved = 0; #until = Infinity; #quarter = 0;
  started = false; // played since the page was opened, and not yet heard to the end
  everStarted = false;

  constructor(audio, episode, picture, signal, changed, tell) {
    Object.assign(this, { audio, episode, picture, changed, tell });
    this.#loaded = audio.readyState > 0;
    this.#listen(signal);
    const speed = Number(memory.get("speed"));
    if (SPEEDS.includes(speed)) this.#rate(speed);
    this.goOn();
  }

  get time() { return this.#loaded ? this.audio.currentTime : this.#pending; }
  get paused() { return this.audio.paused; }
  get rate() { return this.audio.playbackRate; }
  set rate(speed) {
    this.#rate(speed);
    memory.set("speed", speed);
    this.tell("rate", { rate: speed });
  }
  #rate(speed) { this.audio.defaultPlaybackRate = this.audio.playbackRate = speed; }

  /* Where it was left, unless the address asks for another place. */
  goOn() {
    const kept = Number(memory.get(this.episode.guid));
    if (!this.#loaded && kept > 0 && kept < this.episode.seconds - 5) this.#pending = kept;
  }

  async play() {
    if (this.audio.error) { // once more, from where it broke off
      this.#pending = this.time;
      this.audio.load();
    }
    try { await this.audio.play(); } catch (error) { if (error.name !== "AbortError" && error.name !== "NotAllowedError") this.#fail(); }
  }
  pause() { this.audio.pause(); }
  toggle() { if (this.paused) this.play(); else this.pause(); }

  seek(seconds, until = Infinity) {
    if (!Number.isFinite(seconds)) return;
    const from = this.time, to = Math.min(Math.max(0, seconds), Math.max(0, this.episode.seconds - 0.1));
    this.#until = until;
    if (this.#loaded) this.audio.currentTime = to;
    this.#pending = to;
    this.changed("seek");
    this.tell("seek", { from, to });
  }
  by(seconds) { this.seek(this.time + seconds); }

  /* To the start of a chapter or sentence, so many after the one that is heard. */
  step(list, by) {
    const now = last(list, this.time + 0.05, ({ start }) => start);
    const to = list[Math.min(Math.max(0, now + by), list.length - 1)];
    if (to) this.seek(to.start);
  }

  keep() {
    if (!this.started) return;
    this.#saved = this.time;
    if (this.time > 3 && this.time < this.episode.seconds - 5) memory.set(this.episode.guid, this.time.toFixed(1));
    else memory.drop(this.episode.guid);
  }

  #listen(signal) {
    const on = (target, type, act) => target.addEventListener(type, act, { signal });
    const { audio } = this, id = crypto.getRandomValues(new Uint32Array(2)).join("-");
    let channel = null;
    try {
      channel = new BroadcastChannel("articast"); // one plays at a time, in all tabs
      on(channel, "message", ({ data }) => { if (data !== id) this.pause(); });
      signal.addEventListener("abort", () => channel.close());
    } catch { /* a frame that may not */ }
    on(audio, "loadedmetadata", () => { this.#loaded = true; if (this.#pending) audio.currentTime = this.#pending; });
    on(audio, "emptied", () => { this.#loaded = false; });
    on(audio, "play", () => {
      channel?.postMessage(id);
      this.started = this.everStarted = true;
      this.#session();
      this.changed("play");
      this.tell("play");
    });
    on(audio, "pause", () => { this.keep(); this.changed("pause"); this.tell("pause"); });
    on(audio, "ended", () => {
      memory.drop(this.episode.guid);
      this.started = false;
      this.#pending = this.#quarter = 0;
      this.changed("ended");
      this.tell("ended");
      this.tell("complete");
    });
    on(audio, "timeupdate", () => this.#passed());
    on(audio, "ratechange", () => this.changed("rate"));
    for (const type of ["seeked", "ratechange", "loadedmetadata", "play", "pause"]) on(audio, type, () => this.#state());
    for (const type of ["waiting", "playing", "pause", "error"]) on(audio, type, () => { this.waiting = type === "waiting"; this.changed("wait"); });
    on(audio, "error", () => this.#fail());
    on(window, "pagehide", () => this.keep());
  }

  #passed() {
    this.changed("time");
    if (Math.abs(this.time - this.#saved) >= SAVED_EVERY) this.keep();
    if (this.time >= this.#until) { this.#until = Infinity; this.pause(); }
    const quarter = Math.min(3, Math.floor((4 * this.time) / (this.episode.seconds || 1)));
    if (this.paused || quarter <= this.#quarter) return;
    this.#quarter = quarter;
    this.tell("progress", { percent: 25 * quarter });
  }

  /* Why there is no sound, in words that are true: asked of the file itself. */
  #failing = false;
  async #fail() {
    if (this.#failing) return;
    this.#failing = true;
    let reason = "failed"; // it is there, and this browser cannot play it
    if (!navigator.onLine) reason = "offline";
    else {
      try { if (!(await fetch(this.audio.src, { method: "HEAD", cache: "no-store" })).ok) reason = "unreachable"; } catch { reason = "unreachable"; }
    }
    this.#failing = false;
    this.reason = reason;
    this.changed("fail");
    this.tell("error", { reason });
  }

  #session() {
    const session = navigator.mediaSession;
    if (!session || !window.MediaMetadata) return;
    const { title, show, authors, chapters } = this.episode, { picture } = this;
    session.metadata = new MediaMetadata({ title, artist: authors.join(", ") || show, album: show,
      artwork: picture ? [{ src: picture, type: /\.png$/i.test(picture) ? "image/png" : "image/jpeg" }] : [] });
    const chapter = (by) => (chapters.length > 1 ? () => this.step(chapters, by) : null);
    const handlers = {
      play: () => this.play(), pause: () => this.pause(), stop: () => this.pause(),
      seekbackward: ({ seekOffset }) => this.by(-(seekOffset || BACK)), seekforward: ({ seekOffset }) => this.by(seekOffset || AHEAD),
      seekto: ({ seekTime }) => this.seek(seekTime), previoustrack: chapter(-1), nexttrack: chapter(1),
    };
    for (const [action, act] of Object.entries(handlers)) {
      try { session.setActionHandler(action, act); } catch { /* a browser that does not know it has no button for it */ }
    }
  }

  #state() {
    if (!this.started || !navigator.mediaSession?.setPositionState) return;
    const { duration } = this.audio;
    if (!Number.isFinite(duration)) return;
    navigator.mediaSession.playbackState = this.paused ? "paused" : "playing";
    navigator.mediaSession.setPositionState({ duration, playbackRate: this.rate, position: Math.min(this.time, duration) });
  }
}
