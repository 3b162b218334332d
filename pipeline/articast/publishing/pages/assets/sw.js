/* Articles that a listener kept for the train. Registered only when somebody keeps the first one; the network comes
   first, what is kept stands in where there is none. */
"use strict";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(self.registration.scope)) event.respondWith(answer(request));
});

const answer = async (request) => {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request.url, { cacheName: "articast-kept", ignoreSearch: true, ignoreVary: true });
    if (!kept) throw error;
    return request.headers.has("range") ? part(await kept.blob(), request.headers.get("range")) : kept;
  }
};

/* Players ask for sound in parts. */
const part = (whole, range) => {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? ["", "0", ""];
  const from = first === "" ? Math.max(0, whole.size - Number(last)) : Number(first);
  const to = first !== "" && last !== "" ? Math.min(Number(last), whole.size - 1) : whole.size - 1;
  if (from > to) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${whole.size}` } });
  return new Response(whole.slice(from, to + 1, whole.type), { status: 206,
    headers: { "Content-Type": whole.type, "Content-Range": `bytes ${from}-${to}/${whole.size}`, "Content-Length": to - from + 1, "Accept-Ranges": "bytes" } });
};
