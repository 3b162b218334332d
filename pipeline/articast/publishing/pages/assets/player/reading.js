/* Reading along: the sentence that is spoken is marked, and stays in sight; a click, or the keyboard, plays from another.
   Only once the player was started: until then the page is a page like any other. */

class Reading {
  #current = -1; #words = []; #word = null; #frame = 0; #gliding = 0; #stop;
  follow = true;

  constructor(root, sentences, sound, signal, changed) {
    this.text = new Text(root, sentences);
    if (!this.text.found) return;
    Object.assign(this, { root, sentences, sound, signal, changed });
    root.classList.add("articast-ready");
    const on = (target, type, act, options) => target.addEventListener(type, act, { signal, ...options });
    on(document, "click", (event) => this.#clicked(event));
    on(root, "keydown", (event) => this.#key(event));
    on(document, "scroll", () => this.#scrolled(), { capture: true, passive: true });
    for (const type of ["wheel", "touchmove", "keydown"]) on(window, type, () => (this.#gliding = 0), { passive: true });
    signal.addEventListener("abort", () => this.end());
    this.#reach(this.spans[0]);
  }

  get found() { return this.text.found; }
  get spans() { return this.text.places.flatMap((place) => place?.span ?? []); }

  end() {
    cancelAnimationFrame(this.#frame);
    if (this.#current >= 0) marks.set();
    this.#current = -1;
    if (!this.signal.aborted) return;
    this.root.classList.remove("articast-ready");
    this.#reach(null);
  }

  run() {
    cancelAnimationFrame(this.#frame);
    if (this.sound.paused || this.signal.aborted) return;
    this.mark();
    this.#frame = requestAnimationFrame(() => this.run());
  }

  mark(time = this.sound.time) {
    if (!this.sound.started) return;
    const index = last(this.sentences, time + 0.02, ({ start }) => start), changed = index !== this.#current;
    if (changed) {
      this.#current = index;
      this.#words = index < 0 ? [] : this.text.words(index);
      this.#word = null;
    }
    const word = this.#words[last(this.#words, time + 0.02, ({ start }) => start)] ?? null;
    if (changed || word !== this.#word) marks.set(this.text.places[index], word);
    this.#word = word;
    if (!changed) return;
    const span = this.text.places[index]?.span;
    if (span && !this.root.contains(document.activeElement)) this.#reach(span);
    if (this.follow && !this.sound.paused) this.glide(false);
  }

  get #box() { return this.text.places[this.#current]?.range.getBoundingClientRect(); }

  /* Brings the spoken sentence to the upper third of the window, if it has left the middle or is asked for. */
  glide(asked) {
    const box = this.#box, height = innerHeight;
    if (asked) this.setFollow(true);
    if (!box || (!box.height && !box.width)) return;
    if (!asked && box.top >= height * 0.1 && box.bottom <= height * 0.75) return;
    let target = this.text.places[this.#current].range.startContainer.parentElement, scroller = window;
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
    if (this.#gliding || !box || this.sound.paused) return;
    this.setFollow(box.bottom > 0 && box.top < innerHeight);
  }

  setFollow(follow) {
    if (this.follow === follow) return;
    this.follow = follow;
    this.changed();
  }

  #from(index) {
    this.setFollow(true);
    this.sound.seek(this.sentences[index].start);
    this.sound.play();
  }

  #clicked(event) {
    if (!this.sound.everStarted || event.defaultPrevented || event.button !== 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!this.root.contains(event.target) || event.target.closest(NO_CLICK) || !getSelection().isCollapsed) return;
    const index = this.text.at(event);
    if (index >= 0) this.#from(index);
  }

  /* One sentence at a time can be reached with Tab; the arrows lead to the others. */
  #reach(span) {
    this.#stop?.removeAttribute("tabindex");
    this.#stop = span;
    span?.setAttribute("tabindex", 0);
  }

  #key(event) {
    if (event.target !== this.#stop || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { spans } = this, at = spans.indexOf(this.#stop), to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") this.#from(this.text.places.findIndex((place) => place?.span === this.#stop));
    else if (spans[to]) { this.#reach(spans[to]); spans[to].focus(); }
    else return;
    event.preventDefault();
  }
}
