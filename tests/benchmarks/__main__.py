"""`make bench`: start, load, refresh, replay and the desk, each beside what a user would use instead, in one run.

    python -m tests.benchmarks [start] [load] [intake] [refresh] [publish] [replay] [desk] [sql] [lake] [counties]
        [freshness] [distance] [hundreds] [--quick]

Machines are noisy: every figure is a median of alternating runs, and what counts is the ratio.
"""

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks import (
    counties,
    desk,
    distance,
    growth,
    hundreds,
    intake,
    keys,
    lake,
    load,
    publish,
    replay,
    sql,
    start,
)  # fmt: skip

BENCHES = {
    "start": start.bench,
    "load": load.bench,
    "intake": intake.bench,
    "refresh": growth.bench,
    "publish": publish.bench,
    "keys": keys.bench,
    "replay": replay.bench,
    "desk": desk.bench,
    "sql": sql.bench,
    "lake": lake.bench,
    "counties": counties.bench,
    "freshness": publish.bench_lake,
    "distance": distance.bench,
    "hundreds": hundreds.bench,
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", help=f"which of {', '.join(BENCHES)}; all when none is named")
    options.add_argument("--quick", action="store_true", help="smaller files and fewer runs, to see that it works")
    asked = options.parse_args()
    unknown = set(asked.names) - set(BENCHES)
    if unknown:
        options.error(f"no bench is called {', '.join(sorted(unknown))}")
    for name in asked.names or BENCHES:
        with tempfile.TemporaryDirectory(prefix="jindu-bench-") as folder:
            print(f"\n## {name}")
            BENCHES[name](Path(folder), asked.quick)


if __name__ == "__main__":
    main()
