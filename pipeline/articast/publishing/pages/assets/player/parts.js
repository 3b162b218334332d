/* Small things that all of the player is made of: limits, elements, icons, memory, times. */

const BACK = 15, AHEAD = 30, STEP = 5; // seconds
const SPEEDS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const SAVED_EVERY = 5; // seconds of sound between two writes of the place
const LINKS = /^(https?|podcast|feed|itpc|pcast|overcast|pktc):$/;

const ROOT = new URL("../", document.currentScript?.src ?? document.baseURI); // output/, wherever it is served from

const h = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child != null && child !== false));
  return node;
};

const icon = (path, label = "") => {
  const svg = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    return node;
  };
  const picture = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
  picture.append(svg("path", { d: path }));
  if (label) {
    const text = svg("text", { x: 12, y: 16 });
    text.textContent = label;
    picture.append(text);
  }
  return picture;
};
const ICONS = {
  play: "M8 4.5v15l12-7.5z", pause: "M6.5 4.5h4v15h-4zM13.5 4.5h4v15h-4z",
  back: "M8 5.2a8.5 8.5 0 1 1-4 4.2M8.4 1.6 7.6 5.4l3.8 1", forward: "M16 5.2a8.5 8.5 0 1 0 4 4.2M15.6 1.6l.8 3.8-3.8 1",
  more: "M5 12h.01M12 12h.01M19 12h.01", close: "M6 6l12 12M18 6 6 18",
};

const memory = { // private windows and sandboxed frames may have none
  get: (key) => { try { return localStorage.getItem(`articast:${key}`); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(`articast:${key}`, value); } catch { /* forgotten, then */ } },
  drop: (key) => { try { localStorage.removeItem(`articast:${key}`); } catch { /* was never kept */ } },
};

const clock = (seconds) => {
  const whole = Math.max(0, Math.round(seconds)), two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
};

/* Seconds of `90`, `90s`, `1m30s`, `2:00`, `1:02:03`; NaN of what is no time. */
const secondsOf = (text) => {
  const units = text.match(/^(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?$/);
  if (units) return Number(units[1] ?? 0) * 3600 + Number(units[2] ?? 0) * 60 + Number(units[3] ?? 0);
  return /^(\d+:)?\d+:\d\d?(\.\d+)?$/.test(text) ? text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) : NaN;
};

/* Start and end that an address asks for (W3C Media Fragments: `#t=npt:10,20`); null where it asks for none. */
const askedOf = (hash) => {
  const value = new URLSearchParams(hash.slice(1)).get("t")?.replace(/^npt:/, "");
  if (!value) return null;
  const [from, to] = value.split(",").map((text) => (text === "" ? 0 : secondsOf(text)));
  return Number.isNaN(from) || Number.isNaN(to) || to <= from ? null : { from, to: to ?? Infinity };
};

/* Index of the last entry whose `of` is not after `value`; -1 where all are. */
const last = (list, value, of) => {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(list[middle]) <= value) low = middle + 1; else high = middle;
  }
  return low - 1;
};

const sheet = (css) => { const made = new CSSStyleSheet(); made.replaceSync(css); return made; };
const once = (make) => { let made; return () => (made ??= make()); };

const json = async (address, options) => {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
};
