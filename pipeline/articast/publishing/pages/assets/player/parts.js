/* Small things that all of the player is made of: limits, elements, icons, memory, times. */

const BACK = 15, AHEAD = 30, STEP = 5; // seconds
const SPEEDS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const SAVED_EVERY = 5; // seconds of sound between two writes of the place
const LINKS = /^(https?|podcast|feed|itpc|pcast):$/;

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
const PLAY = "M8 4.5v15l12-7.5z", PAUSE = "M6.5 4.5h4v15h-4zM13.5 4.5h4v15h-4z";
const ROUND_BACK = "M8 5.2a8.5 8.5 0 1 1-4 4.2M8.4 1.6 7.6 5.4l3.8 1", ROUND_AHEAD = "M16 5.2a8.5 8.5 0 1 0 4 4.2M15.6 1.6l.8 3.8-3.8 1";

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

/* Index of the last entry whose `of` is not after `value`; -1 where all are. */
const last = (list, value, of) => {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(list[middle]) <= value) low = middle + 1; else high = middle;
  }
  return low - 1;
};
