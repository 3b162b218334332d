"""What is kept: stores (folders, buckets), the output with its records and its lock, and the catalogue, their cache.

The edge to disk and network. Values go in and come out as they were; nothing here knows how they were made.
"""

from articast.keeping import records
from articast.keeping.catalogue import Catalogue, Claims, Made, Revision, differing, dumps
from articast.keeping.headers import Caching, named_by_content
from articast.keeping.identities import HIDDEN, Entry
from articast.keeping.lock import locked
from articast.keeping.output import Output, digest_of
from articast.keeping.shelf import Shelf
from articast.keeping.state import state_of
from articast.keeping.store import Store

__all__ = [
    "HIDDEN",
    "Caching",
    "Catalogue",
    "Claims",
    "Entry",
    "Made",
    "Output",
    "Revision",
    "Shelf",
    "Store",
    "differing",
    "digest_of",
    "dumps",
    "locked",
    "named_by_content",
    "records",
    "state_of",
]
