#!/usr/bin/env python3
"""The collector's longest pause with few and with many live objects.

    tests/bench/pauses.py [--measure build/release/tests/measure] [--rounds 3]

Runs tests/bench/jobs/pauses.lua with 100 000 and with 10 000 000 live objects (then also
an array of 10 million numbers and 100 000 fibers) in turn. Pauses are CPU time of the
longest step, the least of the rounds. Exit 1 if they differ by more than a factor of 2.
Build with: cmake --build --preset release --target measure"""

import argparse
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
COUNTS = (100000, 10000000)
FACTOR = 2


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--measure", default=str(TOP / "build/release/tests/measure"))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    best = {}
    for _ in range(options.rounds):
        for count in COUNTS:
            done = subprocess.run([options.measure, "pauses",
                                   str(TOP / "tests/bench/jobs/pauses.lua"), str(count)],
                                  capture_output=True, text=True)
            if done.returncode != 0:
                sys.exit(done.stderr)
            print(done.stdout, end="", flush=True)
            pause = float(re.search(r"([\d.]+) ms", done.stdout).group(1))
            best[count] = min(pause, best.get(count, pause))
    few, many = (best[count] for count in COUNTS)
    print(f"least of the longest: {few} ms and {many} ms, factor "
          f"{max(few, many) / min(few, many):.2f}")
    sys.exit(0 if max(few, many) <= FACTOR * min(few, many) else 1)


main()
