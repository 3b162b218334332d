/* A play button at each entry of a list; all of them play in one bar at the foot of the page. */
"use strict";
(() => {
  const buttons = [...document.querySelectorAll("button[data-episode]")], root = new URL("../", document.currentScript.src);
  let player = document.querySelector("listen-to-article");

  const made = (address) => {
    if (player) return player;
    player = document.createElement("listen-to-article");
    player.setAttribute("src", address);
    player.setAttribute("layout", "bar");
    player.className = "now-playing";
    document.body.append(player);
    if (!customElements.get("listen-to-article")) {
      const script = document.createElement("script");
      script.src = new URL("assets/player.js", root);
      document.head.append(script);
    }
    return player;
  };

  const show = (playing) => {
    for (const button of buttons) button.setAttribute("aria-pressed", playing && button.dataset.address === player.address);
  };

  for (const button of buttons) {
    button.dataset.address = new URL(button.dataset.episode, location.href);
    button.addEventListener("click", async () => {
      const ready = player ? null : new Promise((resolve) => document.addEventListener("articast-ready", resolve, { once: true }));
      const its = made(button.dataset.address);
      await ready;
      if (button.getAttribute("aria-pressed") === "true") return its.pause();
      if (its.address !== button.dataset.address) await its.open(button.dataset.address);
      return its.play();
    });
  }
  document.addEventListener("articast-play", () => show(true));
  document.addEventListener("articast-pause", () => show(false));
})();
