"""A document in; what is read aloud, in order, and what is left out and why, out. Pure.

`extract` finds the article in HTML, Markdown or plain text, `identify` its language, `sanitise` makes it fit to be
published, `script` decides what is said of it by the rules of `furniture`; `numbering` reads the numbers of lists.
"""

from articast.text import extract, identify, numbering, sanitise, script
from articast.text.extract import article
from articast.text.extract.printed import printed

__all__ = ["article", "extract", "identify", "numbering", "printed", "sanitise", "script"]
