/* The article's text: where each sentence stands in the page, and the marks of the one that is spoken. */

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
