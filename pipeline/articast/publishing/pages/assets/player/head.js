/* <script src="…/assets/player.js" defer></script><listen-to-article></listen-to-article>

   Articast's player: on its own pages and on any other. What is inside the element shows where this does not run.
   - src         the episode's data, …/episode.json; without it, the episode of the page that the element stands on
   - article     selector of the article here: its sentences are marked as they are spoken; read-along="off": not
   - layout      bar, card
   - theme       plain, line, solid
   - sticky      off: no small player when this one is out of sight
   Look: --articast-accent, -on-accent (each also with -dark), -font, -font-size, -radius, -mark, -mark-word, and
   ::part(player heading play back forward seek elapsed remaining speed chapters subscribe more download languages
   disclosure hint dock).
   Script: play(), pause(), currentTime; events articast-ready, -play, -pause, -progress, -seek, -rate, -chapter,
   -complete, -download, -share, -error, -none. Nothing is sent anywhere; the place in each episode, the speed and the
   queue are kept in localStorage. */
