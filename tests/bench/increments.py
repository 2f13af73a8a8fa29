#!/usr/bin/env python3
"""What a save costs when little has changed, against the first save of the same job.

    tests/bench/increments.py [--spore build/release/spore] [NAME…]

Each job of tests/bench/jobs named here saves once, then again after small changes.
Exit 1 if such a save wrote 3 % of the first one's bytes or more, or stopped the job
for a tenth of the first one's time or more."""

import argparse
import pathlib
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/crash"))
from jobs import DONE, Store  # noqa: E402

NAMES = ("objects", "array", "deep")
BYTES_LIMIT, TIME_LIMIT = 0.03, 0.1


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--spore", default=str(TOP / "build/release/spore"))
    options = parser.parse_args()
    is_good = True
    for name in options.names:
        store = Store(options.spore)
        path = str(TOP / f"tests/bench/jobs/{name}.lua")
        done = store.run(["run", "--job", name, "--every", "never", path])
        if done.returncode != DONE:
            sys.exit(f"{name}: exit code {done.returncode}\n{done.stderr}")
        first, *later = store.snapshots(name)
        print(f"{name}: first save {first['added_bytes']} bytes, "
              f"pause {first['pause_ns'] / 1e6:.2f} ms")
        for row in later:
            size = row["added_bytes"] / first["added_bytes"]
            time = row["pause_ns"] / first["pause_ns"]
            is_good = is_good and size < BYTES_LIMIT and time < TIME_LIMIT
            print(f"  then {row['added_bytes']} bytes ({size:.2%}), "
                  f"pause {row['pause_ns'] / 1e6:.2f} ms ({time:.2%})")
        is_good = is_good and len(later) == 3
        store.remove()
    sys.exit(0 if is_good else 1)


main()
