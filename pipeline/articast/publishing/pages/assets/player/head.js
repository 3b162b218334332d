/* <listen-to-article src="…/episode.json" article="css selector"></listen-to-article>

   Articast's player: on its own pages and on any other. What is inside the element shows where this does not run.
   - src      the episode's data; everything else is found from it, relative to it
   - article  the article on this page: its sentences are marked as they are spoken, a click on one plays from there
   Look: --articast-accent, -on-accent (each also with -dark), -font, -font-size, -radius, -mark, -mark-word, and
   ::part(player heading play back forward seek elapsed remaining speed chapters subscribe download languages
   disclosure hint dock).
   Script: play(), pause(), currentTime; events articast-play, -pause, -ended with {guid, seconds}.
   Nothing is sent anywhere; the place in each episode and the speed are kept in localStorage. */
