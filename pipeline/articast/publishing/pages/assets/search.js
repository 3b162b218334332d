/* Search in the texts of all articles, or in one show's. What it asks for: a list of the index's shards, the shards of
   the words that are looked for, rows for what is shown; see `pages/search.py`, whose rules these are, too. A show that
   is no language's own is searched by title (data-titles). Without script the pages still lead to each article. */
"use strict";
(() => {
  const box = document.querySelector(".search");
  if (!box) return;
  const [input, status, list, more] = ["input", "[role=status]", "ol", "button"].map((name) => box.querySelector(name));
  const PAGE = 10, TOLD = 24_000, TEXTS = 48_000; // results at a time; bytes of one article's text, and of all, that are read for excerpts
  const root = new URL("../", document.currentScript.src), { language, titles } = box.dataset;
  const asked = new Map();
  let index, found = [], forms = [], shown = 0, turn = 0, left = 0;

  const get = (path) => {
    if (!asked.has(path)) {
      asked.set(path, fetch(new URL(path, root)).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
        .catch((error) => { asked.delete(path); throw error; }));
    }
    return asked.get(path);
  };

  /* -- words, as they are compared -- */

  const SPELT = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ", "ـ": "" };
  const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+/g, "").replace(/[ßæœøłđðþıςـ]/g, (letter) => SPELT[letter]);
  const UNPARTED = /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)/u;
  const wordsOf = (text) => [...new Set((fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).flatMap((run) => run.split(UNPARTED).filter(Boolean).flatMap((part) => {
    const letters = [...part];
    if (!UNPARTED.test(part)) return [letters.slice(0, 24).join("")];
    return letters.length === 1 ? letters : letters.slice(1).map((letter, at) => letters[at] + letter);
  })))];

  /* -- the index -- */

  const before = (one, other) => { // by code points, as Python orders
    const [a, b] = [[...one], [...other]];
    for (let at = 0; at < Math.min(a.length, b.length); at += 1) if (a[at] !== b[at]) return a[at].codePointAt(0) < b[at].codePointAt(0);
    return a.length < b.length;
  };

  const opened = async () => {
    if (index) return index;
    const made = await get("search/index.json");
    let last = [];
    made.firsts = made.shards.split(" ").map((line) => (last = [...last.slice(0, parseInt(line[0], 16)), ...[...line].slice(1)]).join(""));
    made.languages = made.blocks.flatMap(([name, count]) => Array(count).fill(name));
    return (index = made);
  };

  const digest = (text) => {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    return hash.toString(16).padStart(8, "0");
  };

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const unpacked = (text) => {
    const codes = [];
    let value = 0, shift = 0;
    for (const letter of text) {
      const digit = DIGITS.indexOf(letter);
      value += (digit & 31) * 2 ** shift;
      shift += 5;
      if (digit > 31) continue;
      codes.push(codes.length ? codes.at(-1) - value : value);
      value = shift = 0;
    }
    return codes;
  };

  /* The documents that have a word, or one that begins with it: how much that says, by number. Of words that very many
     have only the newest are known; `from` is the number below which every document may have it. */
  const withWord = async (word) => {
    let at = 0;
    for (let low = 0, high = index.firsts.length; low < high;) {
      const middle = (low + high) >> 1;
      if (before(word, index.firsts[middle])) high = middle; else { at = middle; low = middle + 1; }
    }
    const names = [index.firsts[at], ...index.firsts.slice(at + 1, at + 3).filter((first) => first.startsWith(word))];
    const weights = new Map();
    let from = 0;
    for (const shard of await Promise.all(names.map((first) => get(`search/${digest(first)}.json`)))) {
      for (const [entry, codes] of Object.entries(shard)) {
        if (!entry.startsWith(word)) continue;
        const isCut = codes[0] === "*", every = unpacked(isCut ? codes.slice(1) : codes), is = entry === word ? 3 : 1;
        for (const code of every) {
          const number = Math.floor(code / 2), weight = is + (code % 2) * 3;
          if (weight > (weights.get(number) ?? 0)) weights.set(number, weight);
        }
        if (isCut) from = Math.max(from, Math.floor(every.at(-1) / 2));
      }
    }
    return { weights, from };
  };

  /* A word that nobody wrote may stand in another form: without its last letters. */
  const near = async (word) => {
    for (let size = [...word].length; ; size -= 1) {
      const form = [...word].slice(0, size).join(""), one = await withWord(form);
      if (one.weights.size || size <= 4 || size < [...word].length - 2) return { ...one, form };
    }
  };

  const lookedUp = async (words) => {
    await opened();
    const each = await Promise.all(words.map(near));
    const scores = new Map();
    for (const { weights } of each) for (const number of weights.keys()) scores.set(number, 0);
    for (const number of scores.keys()) {
      if (language && index.languages[Math.floor(number / index.block)] !== language) { scores.delete(number); continue; }
      for (const { weights, from } of each) {
        if (!weights.has(number) && number >= from) { scores.delete(number); break; }
        scores.set(number, scores.get(number) + (weights.get(number) ?? 0));
      }
    }
    const numbers = [...scores].sort(([one, its], [other, others]) => others - its || other - one).map(([number]) => number);
    return { numbers, as: each.map(({ form }) => form) };
  };

  const titled = async (words) => {
    const base = new URL(titles, location.href), rows = await get(base);
    const numbers = rows.filter(([title]) => { const its = fold(title); return words.every((word) => its.includes(word)); })
      .map(([title, link, below]) => [title, new URL(link, base), below]);
    return { numbers, as: words };
  };

  /* -- what is shown -- */

  const LETTER = /[\p{L}\p{N}\p{M}]/u, isParted = (letter) => !letter || !LETTER.test(letter) || UNPARTED.test(letter);

  /* Where words begin in a text that are compared as one of the forms, each to its end; pairs of letters as they are. */
  const placesOf = (text, wanted) => {
    let folded = "", at = 0;
    const from = [];
    for (const letter of text) {
      const its = fold(letter);
      folded += its;
      for (let count = 0; count < its.length; count += 1) from.push(at);
      at += letter.length;
    }
    from.push(at);
    const places = [];
    for (const form of wanted) {
      for (let start = folded.indexOf(form); start >= 0; start = folded.indexOf(form, start + 1)) {
        let end = start + form.length;
        if (!UNPARTED.test(form)) {
          if (!isParted(folded[start - 1])) continue;
          while (!isParted(folded[end])) end += 1;
        }
        places.push([from[start], from[end]]);
      }
    }
    places.sort(([one], [other]) => one - other);
    return places.reduce((all, [start, end]) => {
      const before = all.at(-1);
      if (before && start <= before[1]) before[1] = Math.max(end, before[1]); else all.push([start, end]);
      return all;
    }, []);
  };

  const made = (tag, name = "", ...content) => { const node = document.createElement(tag); if (name) node.className = name; node.append(...content); return node; };
  const marked = (text, places = placesOf(text, forms)) => places.flatMap(([start, end], at) => [text.slice(at ? places[at - 1][1] : 0, start), made("mark", "", text.slice(start, end))])
    .concat(text.slice(places.at(-1)?.[1] ?? 0));

  /* The first sentences of an article, without its title: its transcript's, as far as it is read. A cue that begins as the
     one before it ends goes on with the sentence. */
  const sentencesOf = async (address) => {
    const answer = await fetch(new URL("transcript.vtt", address)), reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (let part; answer.ok && text.length < TOLD && left > 0 && !(part = await reader.read()).done; left -= part.value.length) text += part.value;
    reader.cancel();
    const cues = text.split(/\n{2,}/).map((cue) => cue.split("\n")).filter((lines) => lines[1]?.includes(" --> "));
    const sentences = [];
    let before = "";
    for (const [, time, ...lines] of cues) {
      const [start, end] = time.split(" --> ");
      if (start === before) sentences.at(-1).push(...lines); else sentences.push(lines);
      before = end;
    }
    return sentences.slice(1).map((lines) => lines.join(" ").replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&(?:lrm|rlm|nbsp);/g, " ").replace(/&amp;/g, "&")
        .replace(/(?<=[\u3040-\u30ff\u3400-\u9fff]) (?=[\u3040-\u30ff\u3400-\u9fff])/gu, ""));
  };

  /* In place of a summary that says less of what was looked for: the sentence that says most, from near its first word on. */
  const excerpt = async (anchor, paragraph) => {
    const its = turn, counted = (text) => forms.filter((form) => placesOf(text, [form]).length).length;
    let [best, most] = ["", counted(`${anchor.textContent} ${paragraph.textContent}`) === forms.length ? forms.length : counted(paragraph.textContent)];
    if (most === forms.length || left <= 0) return;
    for (const text of await sentencesOf(anchor.href.split("#")[0])) {
      const count = counted(text);
      if (count > most) [best, most] = [text, count];
    }
    if (its !== turn || !best) return;
    const [[start, end]] = placesOf(best, forms), cut = start < 80 ? 0 : best.lastIndexOf(" ", start - 40) + 1 || start - 20;
    paragraph.replaceChildren(cut ? "…" : "", ...marked(best.slice(cut)));
    anchor.hash = `:~:text=${encodeURIComponent(best.slice(start, end)).replaceAll("-", "%2D")}`; // browsers that know it show the place
  };

  const seen = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => {
    if (!isIntersecting) return;
    seen.unobserve(target);
    excerpt(target.querySelector("a"), target.querySelector(".summary")).catch(() => {}); // its summary stays
  }));

  const item = ([title, link, below, summary], words) => {
    const address = new URL(link, root), word = words.find((one) => one.length > 2 && !fold(title).includes(fold(one)));
    const anchor = made("a", "", made("bdi", "", ...marked(title)));
    anchor.href = address + (word ? `#:~:text=${encodeURIComponent(word)}` : "");
    const entry = made("li", "", made("h2", "", anchor), made("p", "quiet", below));
    entry.lang = String(link).split("/")[0];
    if (titles) return entry;
    entry.append(Object.assign(made("p", "summary", ...marked(summary ?? "")), { dir: "auto" }));
    seen.observe(entry);
    return entry;
  };

  const showMore = async (words, its) => {
    left = TEXTS;
    const some = found.slice(shown, shown + PAGE);
    const rows = titles ? some : await Promise.all(some.map(async (number) => (await get(`search/rows/${Math.floor(number / index.rows)}.json`))[number % index.rows]));
    if (its !== turn) return;
    shown += some.length;
    list.append(...rows.filter(Boolean).map((row) => item(row, words)));
    more.hidden = shown >= found.length;
  };

  const search = async () => {
    const its = (turn += 1), typed = input.value.trim(), words = wordsOf(typed);
    const address = new URL(location.href);
    if (typed) address.searchParams.set("q", typed); else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(history.state, "", address); // so that the way back leads here
    try {
      const { numbers, as } = words.length ? await (titles ? titled(words) : lookedUp(words)) : { numbers: [], as: [] };
      if (its !== turn) return; // typed on meanwhile
      [found, forms, shown] = [numbers, as, 0];
      list.replaceChildren();
      await showMore(typed.split(/\s+/), its);
      if (its === turn) status.textContent = words.length ? box.dataset.found.replace("{count}", found.length.toLocaleString(document.documentElement.lang)) : "";
    } catch {
      if (its === turn) status.textContent = box.dataset.failed;
    }
  };

  let timer;
  input.addEventListener("focus", () => { if (!titles) opened().catch(() => {}); }, { once: true });
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 180); });
  box.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); search(); });
  more.addEventListener("click", async () => {
    const next = list.children.length;
    await showMore(input.value.trim().split(/\s+/), turn).catch(() => { status.textContent = box.dataset.failed; });
    list.children[next]?.querySelector("a").focus();
  });
  box.addEventListener("keydown", (event) => { // down into the results, and up again
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...list.querySelectorAll("a")], next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next || !stops.includes(document.activeElement)) return;
    event.preventDefault();
    next.focus();
  });
  const query = new URL(location.href).searchParams.get("q");
  if (query) input.value = query;
  if (input.value) search();
})();
