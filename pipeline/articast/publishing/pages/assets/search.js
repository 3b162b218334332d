/* Search by title over all episodes of a show. Without it the pages still lead to each of them. */
"use strict";
(() => {
  const box = document.querySelector(".search");
  if (!box) return;
  const input = box.querySelector("input");
  const status = box.querySelector("p");
  const list = box.querySelector("ol");
  const most = 50;
  let rows; // fetched when a reader begins to search: a large show's list weighs some hundred kilobytes
  box.hidden = false;

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const load = () => (rows ??= fetch(box.dataset.index)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then((all) => all.map((row) => [...row, plain(row[0])]))
    .catch(() => { rows = undefined; return []; }));

  const item = ([title, link, below]) => {
    const made = (tag, text) => Object.assign(document.createElement(tag), { textContent: text ?? "" });
    const entry = made("li"), heading = made("h3"), anchor = made("a"), quiet = made("p", below);
    anchor.href = new URL(link, new URL(box.dataset.base, location.href));
    anchor.append(made("bdi", title));
    quiet.className = "quiet";
    heading.append(anchor);
    entry.append(heading, quiet);
    return entry;
  };

  const search = async () => {
    const words = plain(input.value).split(/\s+/u).filter(Boolean);
    const all = words.length ? await load() : [];
    if (words.join() !== plain(input.value).split(/\s+/u).filter(Boolean).join()) return; // typed on meanwhile
    const found = all.filter((row) => words.every((word) => row[3].includes(word)));
    list.replaceChildren(...found.slice(0, most).map(item));
    status.textContent = words.length ? box.dataset.found.replace("{count}", found.length.toLocaleString()) : "";
  };

  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", search);
  if (input.value) search();
})();
