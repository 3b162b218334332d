/* Search in the texts of all articles, or in one show's. What it asks for: a list of the index's shards, the shards of
   the words that are looked for, rows for what is shown; see `pages/search.py`, whose rules these are, too. A show that
   is no language's own is searched by title (data-titles). Without script the pages still lead to each article. */
"use strict";
(() => {
  const box = document.querySelector(".search");
  if (!box) return;
  const [input, status, list, more] = ["input", "[role=status]", "ol", "button"].map((name) => box.querySelector(name));
  const PAGE = 10, root = new URL("../", document.currentScript.src), { language, titles } = box.dataset;
  const asked = new Map();
  let index, found = [], shown = 0, turn = 0;

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
      const one = await withWord([...word].slice(0, size).join(""));
      if (one.weights.size || size <= 4 || size < [...word].length - 2) return one;
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
    return [...scores].sort(([one, its], [other, others]) => others - its || other - one).map(([number]) => number);
  };

  const titled = async (words) => {
    const base = new URL(titles, location.href), rows = await get(base);
    return rows.filter(([title]) => { const its = fold(title); return words.every((word) => its.includes(word)); })
      .map(([title, link, below]) => [title, new URL(link, base), below]);
  };

  /* -- what is shown -- */

  const item = ([title, link, below, summary], words) => {
    const made = (tag, text, name = "") => Object.assign(document.createElement(tag), { textContent: text, className: name });
    const entry = made("li", ""), heading = made("h3", ""), anchor = made("a", "");
    const address = new URL(link, root), word = words.find((one) => one.length > 2 && !fold(title).includes(fold(one)));
    entry.lang = String(link).split("/")[0];
    anchor.href = address + (word ? `#:~:text=${encodeURIComponent(word)}` : ""); // browsers that know it show the place
    anchor.append(made("bdi", title));
    heading.append(anchor);
    entry.append(heading, made("p", below, "quiet"));
    if (summary) entry.append(Object.assign(made("p", summary, "summary"), { dir: "auto" }));
    return entry;
  };

  const showMore = async (words, its) => {
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
      const result = words.length ? await (titles ? titled(words) : lookedUp(words)) : [];
      if (its !== turn) return; // typed on meanwhile
      [found, shown] = [result, 0];
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
