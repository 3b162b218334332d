"""Look for bytes that end in anything but a value or an error of ours: `python -m tests.fuzz feeds -max_total_time=60`."""

from __future__ import annotations

import sys


def main() -> None:
    """Instrument what we wrote, and let atheris try."""
    import atheris

    with atheris.instrument_imports(include=["articast"]):
        from tests.fuzz import targets

    name = sys.argv[1]
    atheris.Setup([sys.argv[0], *sys.argv[2:], str(targets.CORPUS / name)], lambda data: targets.tried(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
