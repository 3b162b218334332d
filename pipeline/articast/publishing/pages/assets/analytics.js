/* What listeners do, told to the analytics that a page has already. Off unless a page asks for it:
   <script src="…/assets/analytics.js" data-to="gtag" defer></script>
   data-to: gtag, datalayer, matomo, plausible, umami, fathom, adobe. Nothing is sent by this file itself. */
"use strict";
(() => {
  const to = document.currentScript?.dataset.to ?? "";
  const systems = {
    gtag: (name, data) => window.gtag?.("event", name, data),
    datalayer: (name, data) => (window.dataLayer ??= []).push({ event: name, ...data }),
    matomo: (name, data) => (window._paq ??= []).push(["trackEvent", "Articast", name, data.title, Math.round(data.seconds)]),
    plausible: (name, data) => window.plausible?.(name, { props: data }),
    umami: (name, data) => window.umami?.track(name, data),
    fathom: (name) => window.fathom?.trackEvent(name),
    adobe: (name, data) => (window.adobeDataLayer ??= []).push({ event: name, articast: data }),
  };
  if (!systems[to]) return;
  for (const type of ["play", "pause", "progress", "seek", "rate", "chapter", "complete", "download", "share", "error"]) {
    document.addEventListener(`articast-${type}`, ({ detail }) => systems[to](`articast_${type}`, { ...detail }));
  }
})();
