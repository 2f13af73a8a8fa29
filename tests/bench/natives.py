#!/usr/bin/env python3
"""What natives that call back cost.

    tests/bench/natives.py [--build build/release] [--rounds 7]

A message to a receiver in Lua, in a native that calls the receive, in a native inside
a native; a plain call and one by a native: ns each, medians of the least. Then 10 000
tasklets wait in natives at once, on stacks of 16 KiB, and are woken in random order 100
times: memory before, meanwhile and after."""

import argparse
import pathlib
import statistics
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
INNER_ROUNDS, INNER_COUNT = "50", "5000"
COUNT, ROUNDS, STACK_KIB = "10000", "100", "16"


def run(options, program, *words):
    build = pathlib.Path(options.build)
    command = [build / "spore", "run", "--ephemeral", "--native",
               build / "tests/test_natives.so", "--stack", STACK_KIB,
               HERE / "natives" / program, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--build", default=str(TOP / "build/release"))
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    found = {}
    for _ in range(options.rounds):
        for line in run(options, "blocking.lua", INNER_ROUNDS, INNER_COUNT).splitlines():
            name, ns = line.split("\t")
            found.setdefault(name, []).append(float(ns))
    for name, values in found.items():
        print(f"{name:18} {statistics.median(values):8.1f} ns")
    before, waiting, after = map(int, run(options, "parked.lua", COUNT, ROUNDS).split())
    print(f"{COUNT} wait in natives: {(waiting - before) / int(COUNT):.1f} KiB each; "
          f"resident {before} KiB before, {waiting} meanwhile, {after} after")


main()
