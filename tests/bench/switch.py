#!/usr/bin/env python3
"""What a switch of C stacks costs, beside the least possible one and others.

    tests/bench/switch.py [--bench build/release/tests/bench_switch]

Medians of CPU time, all means in turn in one process; the ratio is to the first of two
hand-written switches that keep no more than the ABI wants. That one loads the control
words of floating point when they differ, as ours does; the other always loads them,
which is faster on some CPUs and slower on others. Exit 1 if ours takes more than 1.2
times what the first does; the second has no limit, but is told.
Build with: cmake --build --preset release --target bench_switch"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
LIMIT = 1.2
ROWS = {"ours": "context_switch",
        "compare": "minimal, loads what differs",
        "load": "minimal, always loads",
        "boost": "boost.context's jump_fcontext",
        "ucontext": "swapcontext",
        "stack": "stack_enter, stack_leave",
        "life": "take + enter + finish + give"}
MISSING = {"compare": "is written for x86_64 only",
           "load": "is written for x86_64 only",
           "boost": "was not there when this was built (Debian: libboost-context-dev)"}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--bench", default=str(TOP / "build/release/tests/bench_switch"))
    options = parser.parse_args()
    if not os.path.exists(options.bench):
        sys.exit(f"{options.bench} is missing: cmake --preset release && "
                 "cmake --build --preset release --target bench_switch")
    printed = subprocess.run([options.bench], check=True, capture_output=True, text=True)
    times = {}
    for line in printed.stdout.splitlines():
        name, nanoseconds = line.split()
        times.setdefault(name, []).append(float(nanoseconds))
    medians = {name: statistics.median(each) for name, each in times.items()}
    least = medians.get("compare", medians["ours"])
    print(f"{'ns, CPU time':32} {'median':>8} {'min':>8} {'ratio':>7}")
    for name, title in ROWS.items():
        if name in medians:
            print(f"{title:32} {medians[name]:8.2f} {min(times[name]):8.2f} "
                  f"{medians[name] / least:7.2f}")
        else:
            print(f"{title}: left out, {MISSING[name]}")
    if "load" in medians:
        print(f"context_switch takes {medians['ours'] / medians['load']:.2f} times the "
              "minimal switch that always loads")
    if medians["ours"] > LIMIT * least:
        sys.exit(f"context_switch takes more than {LIMIT} times the minimal switch")


main()
