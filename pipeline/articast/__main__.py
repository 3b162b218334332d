"""`python -m articast`: the command line."""

import sys

from articast.commands import main

if __name__ == "__main__":
    sys.exit(main())
