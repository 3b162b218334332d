/* A page in somebody's frame: looks as the frame's address asks, and tells the page around it how high it is.
   ?theme= ?layout= ?scheme=light|dark ?accent= ?paper= ?ink= ?radius= ?font= ?tag= */
"use strict";
(() => {
  const asked = new URLSearchParams(location.search), player = document.querySelector("listen-to-article"), top = document.documentElement;
  for (const name of ["theme", "layout"]) if (asked.has(name)) player?.setAttribute(name, asked.get(name));
  if (!asked.has("layout") && window.innerHeight < 200 && window.innerHeight > 0) player?.setAttribute("layout", "bar"); // by space
  if (/^(light|dark)$/.test(asked.get("scheme"))) top.style.colorScheme = asked.get("scheme");
  for (const [name, value] of asked) {
    if (/^(accent|on-accent|paper|ink)(-dark)?$|^(radius|font)$/.test(name) && !/url\s*\(|[;{}\\]/i.test(value)) top.style.setProperty(`--articast-${name}`, value);
  }
  const tag = asked.get("tag")?.toLowerCase().replace(/\s+/g, "-");
  if (tag) for (const entry of document.querySelectorAll("li[data-tags]")) entry.hidden = !entry.dataset.tags.split(" ").includes(tag);

  if (window.parent === window) return;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    window.parent.postMessage({ articast: 1, type: "height", height }, "*");
    window.parent.postMessage(JSON.stringify({ src: location.href, context: "iframe.resize", height }), "*"); // as Embedly has it
  };
  new ResizeObserver(tell).observe(document.body);
  tell();
})();
