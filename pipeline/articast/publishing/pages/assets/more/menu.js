/* What is seldom wanted: fetched when its button is first pressed. `menu` and `subscribe` fill a panel of the player. */

const MINUTES = [5, 15, 30, 45, 60]; // of the sleep timer

export const menu = (list, tools) => {
  const { says, panel, h } = tools;
  const parts = [transcript(tools), share(tools), queue(tools)].map(({ name, label, fill }) => panel(name, label, fill));
  const rest = [speed(tools), sleep(tools), volume(tools), cast(tools), keep(tools)].filter(Boolean);
  list.classList.add("menu");
  list.append(
    h("div", { class: "keys in-bar" }, tools.skip(-15, "back"), tools.skip(30, "forward")),
    ...parts.flatMap((part) => [part.button, part.list]), ...rest,
    h("div", { class: "links in-bar" }, h("a", { href: tools.player.file("audio"), download: `${tools.episode.slug}.mp3`, click: (event) => tools.player.download(event) }, `${says.download} (${says.size})`)),
    h("p", { class: "fine in-bar" }, tools.episode.disclosure));
  const shows = [...parts, ...rest].map((part) => part.shows).filter(Boolean);
  return { show: (time) => shows.forEach((show) => show(time)) };
};

const row = ({ h }, label, control) => h("label", { class: "row" }, h("span", {}, label), control);

/* -- transcript: every sentence, to be searched, and to be reached by keyboard -- */

const transcript = (tools) => {
  const { says, player, h, clock, episode, sound } = tools;
  const fill = async (list) => {
    const sentences = await player.sentences();
    const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const status = h("p", { class: "fine", role: "status" });
    const entries = sentences.map(({ start, text, language }) => h("li", {},
      h("button", { type: "button", click: () => { sound.seek(start); sound.play(); } }, h("span", {}, clock(start)), h("bdi", { lang: language ?? episode.language }, text))));
    const texts = sentences.map(({ text }) => plain(text));
    const search = h("input", { type: "search", autocomplete: "off", "aria-label": says.search_text, placeholder: says.search_text, input: () => {
      const words = plain(search.value).split(/\s+/u).filter(Boolean);
      let count = 0;
      entries.forEach((entry, at) => { entry.hidden = !words.every((word) => texts[at].includes(word)); count += !entry.hidden; });
      status.textContent = words.length ? says.found.replace("{count}", count) : "";
    } });
    list.append(search, status, h("ol", { class: "sentences" }, ...entries));
  };
  return { name: "transcript", label: says.transcript, fill };
};

/* -- share: the article's address, from here on if wanted -- */

const share = (tools) => {
  const { says, player, episode, sound, h, clock } = tools;
  const fill = (list) => {
    const here = h("input", { type: "checkbox" }), from = h("span", {}), done = h("p", { class: "fine", role: "status" });
    const at = () => Math.floor(sound.time);
    const address = () => `${episode.urls.article.split("#")[0]}${here.checked && at() ? `#t=${clock(at())}` : ""}`;
    const field = h("input", { class: "address", readonly: true, "aria-label": says.share, focus: () => field.select() });
    const show = () => { from.textContent = says.share_at.replace("{time}", clock(at())); field.value = address(); };
    const copy = h("button", { type: "button", class: "plain", click: async () => {
      if (await copied(field)) done.textContent = says.copied;
      player.tell("share", { how: "copy", address: address() });
    } }, says.copy);
    const send = navigator.share && h("button", { type: "button", class: "plain", click: async () => {
      try { await navigator.share({ title: episode.title, url: address() }); player.tell("share", { how: "device", address: address() }); } catch { /* thought better of it */ }
    } }, says.share);
    here.addEventListener("change", show);
    list.addEventListener("focusin", show);
    show();
    list.append(h("label", { class: "row" }, from, here), field, h("div", { class: "links" }, copy, send), done);
  };
  return { name: "share", label: says.share, fill };
};

const copied = async (field) => {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch { // no https, or not allowed: the old way
    field.select();
    return document.execCommand("copy");
  }
};

/* -- what comes next: what the listener put there, then the newest of the show -- */

const queue = (tools) => {
  const { says, player, episode, h, memory, json } = tools;
  const read = () => { try { return JSON.parse(memory.get("queue") ?? "[]"); } catch { return []; } };
  const write = (rows) => memory.set("queue", JSON.stringify(rows.slice(0, 100)));
  const fill = async (list) => {
    let newest = [];
    try {
      const address = new URL("latest.json", player.file("feed"));
      newest = (await json(address)).map(([title, link, below]) => ({ title, src: new URL(`${link}episode.json`, address).href, below }));
    } catch { /* the feed stands alone there */ }
    const rows = h("ol", { class: "sentences" });
    const show = () => {
      const mine = read(), others = newest.filter(({ src }) => src !== player.address && !mine.some((one) => one.src === src)).slice(0, 20);
      const entry = (one, added) => h("li", { class: "entry" },
        h("button", { type: "button", click: async () => { if (added) write(read().filter(({ src }) => src !== one.src)); await player.open(one.src); player.play(); } },
          h("bdi", { lang: episode.language }, one.title), one.below && h("span", {}, one.below)),
        h("button", { type: "button", class: "round", "aria-label": `${added ? says.queue_remove : says.queue_add}: ${one.title}`, title: added ? says.queue_remove : says.queue_add,
          click: () => { write(added ? read().filter(({ src }) => src !== one.src) : [...read(), one]); show(); rows.querySelector("button")?.focus(); } }, added ? "−" : "+"));
      rows.replaceChildren(...mine.map((one) => entry(one, true)), ...others.map((one) => entry(one, false)));
    };
    show();
    list.append(rows);
  };
  return { name: "queue", label: says.queue, fill };
};

/* -- how it sounds -- */

const speed = (tools) => {
  const { says, sound, h, SPEEDS } = tools, number = new Intl.NumberFormat(says.language);
  const choice = h("select", { change: () => { sound.rate = Number(choice.value); } }, ...SPEEDS.map((rate) => h("option", { value: rate, selected: rate === sound.rate }, `${number.format(rate)} ×`)));
  const made = row(tools, says.speed, choice);
  made.classList.add("in-bar");
  made.shows = () => { choice.value = sound.rate; };
  return made;
};

const sleep = (tools) => {
  const { says, sound, h } = tools, minutes = new Intl.NumberFormat(says.language, { style: "unit", unit: "minute", unitDisplay: "long" });
  let timer;
  const choice = h("select", { change: () => {
    clearTimeout(timer);
    if (choice.value > 0) timer = setTimeout(() => { sound.pause(); choice.value = 0; }, choice.value * 60000);
  } }, h("option", { value: 0 }, says.sleep_off), ...MINUTES.map((count) => h("option", { value: count }, minutes.format(count))));
  return row(tools, says.sleep, choice);
};

const volume = (tools) => {
  const { says, sound, h } = tools, { audio } = sound, before = audio.volume;
  audio.volume = 0.5; // phones leave it to their buttons
  const settable = audio.volume === 0.5;
  audio.volume = before;
  if (!settable) return null;
  const range = h("input", { type: "range", part: "volume", min: 0, max: 1, step: 0.05, value: before, input: () => { audio.volume = range.value; paint(); } });
  const paint = () => range.style.setProperty("--done", `${100 * range.value}%`);
  paint();
  return row(tools, says.volume, range);
};

/* AirPlay, Cast: whatever the browser itself can send sound to. */
const cast = (tools) => {
  const { says, sound, h } = tools, { audio } = sound;
  const button = h("button", { type: "button", class: "plain", hidden: true, click: () => (audio.remote ? audio.remote.prompt().catch(() => {}) : audio.webkitShowPlaybackTargetPicker()) }, says.cast);
  const there = (yes) => { button.hidden = !yes; };
  if (audio.remote) audio.remote.watchAvailability(there).catch(() => {}); // a browser that may not look says nothing
  else if (audio.webkitShowPlaybackTargetPicker) audio.addEventListener("webkitplaybacktargetavailabilitychanged", ({ availability }) => there(availability === "available"));
  else return null;
  return button;
};

/* The page, its sound and what it needs, kept on this device: on our own pages, which a worker of ours may serve. */
const keep = (tools) => {
  const { says, player, episode, h, ROOT } = tools;
  if (!navigator.serviceWorker || !window.caches || !location.href.startsWith(ROOT.href)) return null;
  const show = (isKept) => { button.textContent = isKept ? says.kept : says.keep; button.setAttribute("aria-pressed", isKept); };
  const button = h("button", { type: "button", class: "plain", click: async () => {
    button.ariaBusy = "true";
    try {
      if (button.getAttribute("aria-pressed") === "true") {
        const cache = await caches.open("articast-kept");
        for (const { url } of await cache.keys()) if (url.startsWith(new URL("./", player.address).href)) await cache.delete(url);
        button.ariaBusy = null;
        return show(false);
      }
      await navigator.serviceWorker.register(new URL("sw.js", ROOT));
      const assets = ["player.js", "player-more.js", "player.css", "page.css", "icon.svg"].map((name) => new URL(`assets/${name}`, ROOT));
      const own = ["./", "episode.json", "player.json"].map((name) => new URL(name, player.address));
      const files = [player.file("audio"), player.artwork].filter(Boolean);
      const pictures = [...document.querySelectorAll("article figure img")].flatMap(({ src, srcset }) => [src, ...srcset.split(",").map((part) => part.trim().split(" ")[0]).filter(Boolean).map((path) => new URL(path, document.baseURI).href)]);
      await (await caches.open("articast-kept")).addAll([...new Set([...assets, ...own, ...files, ...pictures].map(String))].map((address) => new Request(address, { cache: "reload" })));
      show(true);
    } catch { player.fail("unreachable"); }
    button.ariaBusy = null;
    return undefined;
  } }, says.keep);
  caches.match(player.file("audio"), { cacheName: "articast-kept" }).then((kept) => { if (kept) show(true); }, () => {});
  return button;
};

/* -- subscribing -- */

export const subscribe = (list, tools) => {
  const { says, player, episode, h } = tools;
  const feed = player.file("feed"), bare = feed.replace(/^https?:\/\//, "");
  const own = episode.subscribe.map(({ name, url }) => [name, player.link(url)]);
  const apps = [["Apple Podcasts", `podcast://${bare}`], ["Overcast", `overcast://x-callback-url/add?url=${encodeURIComponent(feed)}`],
    ["Pocket Casts", `pktc://subscribe/${bare}`], ["AntennaPod", `https://antennapod.org/deeplink/subscribe?url=${encodeURIComponent(feed)}`]];
  const named = new Set(own.map(([name]) => name.toLowerCase()));
  const links = [[says.feed, feed], [says.app, `podcast://${bare}`], ...own, ...apps.filter(([name]) => !named.has(name.toLowerCase()))];
  const field = h("input", { class: "address", readonly: true, value: feed, "aria-label": says.feed, focus: () => field.select() });
  const done = h("p", { class: "fine", role: "status" });
  const code = matchMedia("(pointer: fine)").matches && qr(feed);
  list.append(h("ul", {}, ...links.filter(([, url]) => url).map(([name, url]) => h("li", {}, h("a", { href: url }, name)))),
    field, h("div", { class: "links" }, h("button", { type: "button", class: "plain", click: async () => { if (await copied(field)) done.textContent = says.copied; } }, says.copy_feed)), done,
    code && h("figure", { class: "code" }, picture(code, says.qr), h("figcaption", { class: "fine" }, says.qr)));
};

const picture = (modules, label) => {
  const size = modules.length + 8, make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const image = make("svg"), path = make("path");
  image.setAttribute("viewBox", `0 0 ${size} ${size}`);
  image.setAttribute("role", "img");
  image.setAttribute("aria-label", label);
  path.setAttribute("d", modules.flatMap((line, y) => line.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : ""))).join(""));
  image.append(path);
  return image;
};
