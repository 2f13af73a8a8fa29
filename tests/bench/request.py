#!/usr/bin/env python3
"""How soon a save begins that was asked for from outside, while a job computes.

    tests/bench/request.py [--spore build/release/spore] [--times 20]

Sends SIGUSR1 to a `while true do end` job and reads from `spore log --json` the time
from the request to the start of the pause. Then SIGTERM must end the job with 85, and
`resume` must go on (and end with 85 likewise). Exit 1 if not, or if the median is
above 10 ms."""

import argparse
import pathlib
import signal
import statistics
import sys
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/crash"))
from jobs import SAVED, Store  # noqa: E402

LIMIT_MS = 10


def wait_for(store, count, process):
    while True:
        rows = store.snapshots("spin")
        if len(rows) >= count:
            return rows
        if process.poll() is not None:
            sys.exit(f"the job ended with {process.returncode}")
        time.sleep(0.01)


def stop(process, what):
    process.send_signal(signal.SIGTERM)
    code = process.wait(timeout=60)
    print(f"SIGTERM {what}: exit code {code}")
    return code == SAVED


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--spore", default=str(TOP / "build/release/spore"))
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    store = Store(options.spore)
    with open(store.file("spin.lua"), "w") as file:
        file.write("while true do end\n")
    process = store.start(["run", "--job", "spin", "--every", "never", "spin.lua"])
    time.sleep(0.5)
    for count in range(1, options.times + 1):
        process.send_signal(signal.SIGUSR1)
        rows = wait_for(store, count, process)
    waits = [(row["pause_start_ns"] - row["requested_ns"]) / 1e6 for row in rows]
    median = statistics.median(waits)
    print(f"SIGUSR1 to the pause's start: median of {len(waits)} {median:.3f} ms, "
          f"longest {max(waits):.3f} ms")
    is_good = median <= LIMIT_MS and stop(process, "while it runs")
    process = store.start(["resume", "spin", "--every", "never"])
    time.sleep(0.5)
    before = store.snapshots("spin")[-1]["n"]
    is_good = stop(process, "after resume") and is_good
    after = store.snapshots("spin")[-1]["n"]
    print(f"resumed from spin@{before}, saved spin@{after}")
    store.remove()
    sys.exit(0 if is_good and after == before + 1 else 1)


main()
