"""What so many articles of 1,000 words take, by voice: hours, storage, requests, money; reckoned, not measured.

Rates of voices are those of docs/voices.md and `benchmarks.voices` (seconds of speech a CPU second of one core); the
rest is what `benchmarks.archive` and `benchmarks.bucket` printed. Prices are yours: give them.

Usage: python -m benchmarks.cost [--core 0.04] [--month 15] [--puts 4.5] [--traffic 0] [--days 1]
"""

from __future__ import annotations

import argparse
import math

RATES = {"espeak-ng": 400, "pico": 100, "hibari": 40, "piper (medium)": 7, "kokoro (int8)": 1.6}
"""Seconds of speech that a CPU second of one core gives."""
SECONDS = 390
"""Of an article of 1,000 words."""
BYTES = 3.1e6
"""Of its MP3 at 64 kb/s; its clips in the state are as many again."""
PUTS = 12 + 53
"""Files of an episode; and, with a state in the bucket, its sentences' clips."""
COUNTS = (1_000, 100_000, 1_000_000)


def main() -> None:
    asked = argparse.ArgumentParser(description="all prices in one currency")
    asked.add_argument("--core", type=float, default=0.04, help="a core for an hour")
    asked.add_argument("--month", type=float, default=15.0, help="a TB kept for a month")
    asked.add_argument("--puts", type=float, default=4.5, help="a million writing requests")
    asked.add_argument("--traffic", type=float, default=0.0, help="a TB sent to listeners")
    asked.add_argument("--days", type=float, default=1.0, help="in which it is to be done")
    prices = asked.parse_args()
    print("| articles | voice | core-hours | cores for it in the days given | speech | to speak once |")
    print("|---|---|---|---|---|---|")
    for count in COUNTS:
        for voice, rate in RATES.items():
            hours = count * SECONDS / rate / 3600
            cores = max(1, math.ceil(hours / (24 * prices.days)))
            print(
                f"| {count:,} | {voice} | {hours:,.1f} | {cores:,} | {count * SECONDS / 3600:,.0f} h "
                f"| {hours * prices.core:,.2f} |"
            )
    print("\n| articles | kept, with clips | writing requests | once | a month | each time all is heard once |")
    print("|---|---|---|---|---|---|")
    for count in COUNTS:
        tera = count * BYTES / 1e12
        puts = count * PUTS / 1e6
        print(
            f"| {count:,} | {2 * tera:.3g} TB | {puts:.3g} million | {puts * prices.puts:,.2f} "
            f"| {2 * tera * prices.month:,.2f} | {tera * prices.traffic:,.2f} |"
        )


if __name__ == "__main__":
    main()
