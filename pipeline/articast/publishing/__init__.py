"""Episodes in; feeds, pages, the player and the publisher's own pages with it out. Pure, but for two.

`feed` and `pages` render, `hosts` puts the player into a publisher's page; `edition` writes it all through the store it
is given, `searching` keeps the index of the search, `hub` tells a WebSub hub, and `purging` a CDN.
"""

from articast.publishing import edition, feed, forwarding, hosts, hub, pages, purging, searching, series

__all__ = ["edition", "feed", "forwarding", "hosts", "hub", "pages", "purging", "searching", "series"]
