/* Which episode belongs to this page: looked up by the page's own address in `by-address/`, one small file.
   The same rules stand in `addresses.py`, which writes it. */

const plainAddress = (address, query) => {
  const url = new URL(address, document.baseURI);
  if (!/^https?:$/.test(url.protocol)) return "";
  let path = url.pathname;
  try { path = decodeURIComponent(path).normalize("NFC"); } catch { /* no UTF-8: as it is */ }
  path = path.replace(/\/index\.(html?|php)$/, "/").replace(/\/+$/, "");
  return url.host.replace(/^www\./, "") + path + (query ? url.search : "");
};

/* Two hex digits of FNV-1a: crypto.subtle has no place on pages without https. */
const shard = (text) => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
};

/* What the page may be called: by itself (canonical link), then by where it stands. A query is part of a canonical
   address before it is not; with where a visitor stands it is the other way about. */
const namesOfPage = () => {
  const canonical = document.querySelector('link[rel~="canonical"]')?.getAttribute("href");
  const found = [[canonical, true], [canonical, false], [location.href, false], [location.href, true]].map(([address, query]) => {
    try { return address ? plainAddress(address, query) : ""; } catch { return ""; }
  });
  return [...new Set(found.filter(Boolean))];
};

/* Address of the episode's data; null where the page has none. */
const episodeOfPage = async (signal) => {
  for (const name of namesOfPage()) {
    const hash = shard(name);
    for (const digits of [2, 4]) {
      let rows;
      try { rows = await json(new URL(`by-address/${hash.slice(0, digits)}.json`, ROOT), { signal }); } catch { break; }
      if (rows[name]) return new URL(`${rows[name]}episode.json`, ROOT);
      if (!rows[""]) break; // "": it went on growing, and has its rows in files of four digits
    }
  }
  return null;
};

/* Sites that change pages without loading them: told when the page has another name. */
const onNavigation = (act, signal) => {
  let before = namesOfPage().join(" "), timer;
  const look = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = namesOfPage().join(" ");
      if (signal.aborted || now === before) return;
      before = now;
      act();
    }, 60);
  };
  const watch = new MutationObserver(look); // title and canonical link, wherever a theme puts them when
  watch.observe(document.head, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["href"] });
  signal.addEventListener("abort", () => watch.disconnect());
  window.navigation?.addEventListener("currententrychange", look, { signal });
  for (const type of ["popstate", "hashchange"]) window.addEventListener(type, look, { signal });
  for (const type of ["turbo:load", "turbo:render", "astro:page-load", "pjax:end"]) document.addEventListener(type, look, { signal });
};
