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

/* Where sentences stand in a text of letters. As a whole: of all places where each is found, the row in rising order
   that covers most of what is read, so that a match too early or too late (a byline in the footer, the title in a
   line of credits at the end) loses nothing but itself. Arrays of [from, to], null where a sentence is not there. */
const KEY = 6; // letters by which places are found; shorter sentences are looked for between their neighbours
const ENDS = 20; // letters at both ends of a sentence that has something in it, here, that is not read
const MOST = 24; // places looked at of one sentence: what stands there more often says nothing of where it is

const align = (text, wanted) => {
  const places = wanted.map(() => null);
  for (const { index, from, to } of chain(found(text, wanted))) places[index] = [from, to];
  return nearby(text, wanted, dropFar(wanted, places));
};

/* Every place of every sentence. */
const found = (text, wanted) => {
  const by = new Map(), all = [];
  wanted.forEach((words, index) => {
    if (words.length < KEY) return;
    const key = words.slice(0, KEY);
    if (!by.has(key)) by.set(key, []);
    by.get(key).push({ index, words, places: [] });
  });
  for (let from = 0; from + KEY <= text.length; from++) {
    for (const one of by.get(text.slice(from, from + KEY)) ?? []) {
      const { index, words, places } = one;
      if (places.length > MOST) continue;
      if (text.startsWith(words, from)) places.push({ index, from, to: from + words.length, weight: words.length });
      else if (words.length >= 2 * ENDS && text.startsWith(words.slice(0, ENDS), from)) {
        const longest = Math.ceil(words.length * 1.5) + ENDS;
        const tail = text.slice(from, from + longest).indexOf(words.slice(-ENDS), ENDS);
        if (tail > 0) places.push({ index, from, to: from + tail + ENDS, weight: words.length * 0.8 });
      }
    }
  }
  for (const list of by.values()) for (const { places } of list) if (places.length <= MOST) all.push(...places);
  return all;
};

/* The row of places, one a sentence at most, both rising, that weighs most; of equal ones the closest together. */
const chain = (all) => {
  const NEAR = 1e-6; // letters that a gap of one letter costs
  all.sort((a, b) => a.from - b.from || b.index - a.index);
  const ends = [...all].sort((a, b) => a.to - b.to), size = Math.max(0, ...all.map(({ index }) => index)) + 1;
  const tree = new Array(size + 1).fill(null); // best row that ends before, by index of its last sentence (Fenwick)
  const value = (place) => place.total + NEAR * place.to;
  let ended = 0, best = null;
  for (const place of all) {
    for (; ended < ends.length && ends[ended].to <= place.from; ended++) {
      const before = ends[ended];
      for (let i = before.index + 1; i <= size; i += i & -i) if (!tree[i] || value(before) > value(tree[i])) tree[i] = before;
    }
    let before = null;
    for (let i = place.index; i > 0; i -= i & -i) if (tree[i] && (!before || value(tree[i]) > value(before))) before = tree[i];
    place.before = before;
    place.total = place.weight + (before ? value(before) - NEAR * place.from : 0);
    if (!best || place.total > best.total) best = place;
  }
  const row = [];
  for (let place = best; place; place = place.before) row.push(place);
  return row.reverse();
};

const reachOf = (words) => 200 + 40 * words.length; // letters: a "Yes." is not found a chapter later

/* Without short sentences that stand far from both their neighbours: found by chance in a comment or a teaser. */
const dropFar = (wanted, places) => {
  const there = places.flatMap((place, index) => (place ? [index] : []));
  there.forEach((index, at) => {
    if (wanted[index].length >= 40 || there.length < 2) return;
    const before = places[there[at - 1]]?.[1] ?? -Infinity, after = places[there[at + 1]]?.[0] ?? Infinity;
    if (Math.min(places[index][0] - before, after - places[index][1]) > reachOf(wanted[index])) places[index] = null;
  });
  return places;
};

/* What is still missing, looked for between the sentences around it. */
const nearby = (text, wanted, places) => {
  let after = text.length;
  const next = places.map(() => 0);
  for (let index = places.length - 1; index >= 0; index--) { next[index] = after; if (places[index]) after = places[index][0]; }
  let at = 0, first = true;
  places.forEach((place, index) => {
    const words = wanted[index];
    if (!place && words) {
      const from = first && next[index] < text.length ? text.lastIndexOf(words, next[index] - words.length) : text.indexOf(words, at);
      const gap = first && next[index] < text.length ? next[index] - from - words.length : from - at;
      if (from >= at && from + words.length <= next[index] && gap <= reachOf(words)) places[index] = [from, from + words.length];
    }
    if (places[index]) { at = places[index][1]; first = false; }
  });
  return places;
};

class Text {
  constructor(root, sentences) {
    this.root = root;
    this.sentences = sentences;
    const spans = new Map([...root.querySelectorAll("[data-start]")].map((span) => [Number(span.dataset.start), span]));
    this.places = this.#spanned(spans);
    if (!this.places.some(Boolean)) this.places = this.#matched();
  }

  /* Whether enough of what is spoken stands here: else it is another article's page. */
  get found() { return this.places.some(Boolean); }

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

  /* Anybody's page. */
  #matched() {
    const letters = lettersOf(this.root);
    return align(letters.text, this.sentences.map(({ text }) => bare(text)))
      .map((place) => place && { letters, from: place[0], to: place[1], range: rangeOf(letters, place[0], place[1]) });
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
