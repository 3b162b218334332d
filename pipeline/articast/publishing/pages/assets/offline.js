/* A show's newest episodes, kept on this device and given up again: sound, text, pictures, and the page that lists them.
   Nothing is stored, and no worker registered, before somebody presses the button. */
"use strict";
(() => {
  const button = document.querySelector("button[data-keep]");
  if (!button) return;
  if (!navigator.serviceWorker || !window.caches) { button.style.visibility = "hidden"; return; } // its room stays: nothing moves
  const root = new URL("../", document.currentScript.src), here = new URL("./", location.href), name = "articast-kept";
  const { keep, kept } = button.dataset;

  const show = (text, isKept) => { button.textContent = text; button.setAttribute("aria-pressed", isKept); };
  const get = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer;
  };

  /* Addresses of all that an episode's page needs, itself first and its sound last. */
  const files = async (page) => {
    const told = await (await get(new URL("player.json", page))).json();
    const inside = new DOMParser().parseFromString(await (await get(page)).text(), "text/html");
    const pictures = [...inside.querySelectorAll("article figure img")].flatMap((one) => [one.getAttribute("src"), ...(one.getAttribute("srcset") ?? "").split(",").map((part) => part.trim().split(" ")[0])]);
    return ["./", "player.json", "episode.json", ...pictures, told.files.audio].filter(Boolean).map((path) => new URL(path, page).href);
  };

  const episodes = async () => (await (await get(new URL("latest.json", here))).json()).map(([, link]) => new URL(link, here));
  const own = () => [here.href, new URL("latest.json", here).href,
    ...["player.js", "player-more.js", "player.css", "page.css", "entries.js", "search.js", "offline.js", "icon.svg"].map((file) => new URL(`assets/${file}`, root).href),
    ...[...document.querySelectorAll("main img")].map(({ src }) => src)];

  const keepAll = async () => {
    await navigator.serviceWorker.register(new URL("sw.js", root));
    const cache = await caches.open(name), pages = await episodes();
    await cache.addAll(own().map((address) => new Request(address, { cache: "reload" })));
    for (const [at, page] of pages.entries()) {
      show(`${keep} · ${at} / ${pages.length}`, false);
      const there = new Set((await cache.keys()).map(({ url }) => url));
      const wanted = (await files(page)).filter((address) => !(there.has(address) && /\.(mp3|jpg|png)$/.test(address))); // named by what they hold
      await cache.addAll([...new Set(wanted)].map((address) => new Request(address, { cache: "reload" })));
    }
    await navigator.storage?.persist?.();
  };

  const giveUp = async () => {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) if (url.startsWith(here.href)) await cache.delete(url);
  };

  button.addEventListener("click", async () => {
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    const isKept = button.getAttribute("aria-pressed") === "true";
    try {
      await (isKept ? giveUp() : keepAll());
      show(isKept ? keep : kept, !isKept);
    } catch {
      show(button.dataset.failed, false); // what is kept already stays; pressed again, it goes on there
    }
    button.ariaBusy = null;
  });
  show(keep, false);
  caches.match(new URL("latest.json", here).href, { cacheName: name }).then((found) => { if (found) show(kept, true); }, () => {});
})();
