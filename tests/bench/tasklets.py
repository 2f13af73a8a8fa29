#!/usr/bin/env python3
"""What tasklets cost: time beside lua5.4's coroutines, and bytes.

    tests/bench/tasklets.py [--spore build/release/spore] [--rounds 7] [--count 100000]

A switch is one tasklet.schedule(), a message one send and one receive, a life is made,
run and ended. Both programs run in turn; each gives its least times, of which the
medians are printed. Then COUNT tasklets wait in receive(): bytes of each, with a save
and a resume in the middle whose result is checked (--count 1000000 works too)."""

import argparse
import pathlib
import signal
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
sys.path.insert(0, str(TOP / "tests/crash"))
from jobs import SAVED, Store  # noqa: E402

INNER_ROUNDS, INNER_COUNT = "100", "20000"
PROGRAMS = HERE / "tasklets"
COMPARED = {"switch": "pair", "message": "pair", "life": "create"}


def times(command, program):
    words = [*command, str(PROGRAMS / program), INNER_ROUNDS, INNER_COUNT]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    rows = [line.split() for line in done.stdout.splitlines()]
    return {name: float(ns) for name, ns in rows}


def measure_times(options):
    commands = {"tasklets.lua": [options.spore, "run", "--ephemeral"],
                "coroutines.lua": [options.lua]}
    found = {}
    for _ in range(options.rounds):
        for program, command in commands.items():
            for name, ns in times(command, program).items():
                found.setdefault(name, []).append(ns)
    ns = {name: statistics.median(values) for name, values in found.items()}
    print(f"{'':8} {'spore ns':>9} {'lua5.4 ns':>10} {'ratio':>7}")
    for name, other in COMPARED.items():
        print(f"{name:8} {ns[name]:9.1f} {ns[other]:10.1f} {ns[name] / ns[other]:7.2f}"
              f"   (lua5.4: {other})")


def snapshot_bytes(store):
    path = pathlib.Path(store.path) / "data.mdb"
    return path.stat().st_blocks * 512


def measure_waiting(options):
    store = Store(options.spore)
    program = str(PROGRAMS / "waiting.lua")
    job = store.start(["run", "--job", "many", "--every", "never", program,
                       str(options.count)], stdout=subprocess.PIPE,
                      stderr=subprocess.DEVNULL, text=True)
    size, waiting = job.stdout.readline().split()
    job.send_signal(signal.SIGTERM)
    if job.wait() != SAVED or int(waiting) != options.count:
        sys.exit(f"the job ended with {job.returncode}, {waiting} tasklets waited")
    print(f"{options.count} tasklets wait: {float(size):.0f} bytes each, "
          f"{snapshot_bytes(store) / options.count:.0f} in the store")
    start = time.monotonic()
    done = store.run(["resume", "many", "--every", "never"], {"GO_ON": "1"}, 3600)
    if done.returncode != 0 or done.stdout != "true\n":
        sys.exit(f"after resume: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    print(f"saved, resumed, and run to the end in {time.monotonic() - start:.2f} s")
    store.remove()


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--spore", default=str(TOP / "build/release/spore"))
    parser.add_argument("--lua", default="lua5.4")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--count", type=int, default=100000)
    options = parser.parse_args()
    measure_times(options)
    measure_waiting(options)


main()
