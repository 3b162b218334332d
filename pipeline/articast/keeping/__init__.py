"""What is kept: the catalogue (SQLite) of what was made, and stores (folders, buckets). The edge to disk and network.

Values go in and come out as they were; nothing here knows what an episode is made of.
"""

from articast.keeping.catalogue import Catalogue, Claims, Entry, Made, Revision, dumps
from articast.keeping.store import Store

__all__ = ["Catalogue", "Claims", "Entry", "Made", "Revision", "Store", "dumps"]
