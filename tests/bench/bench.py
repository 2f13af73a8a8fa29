#!/usr/bin/env python3
"""Times spore and lua5.4 in turn on the programs of tests/bench.

    tests/bench/bench.py [--spore build/release/spore] [--rounds 5] [NAME…]

Both must print the same. Times are user + system CPU seconds of the process, the
least of the rounds (the machine is shared; noise only adds). The geometric mean
leaves the coroutine pair out: it has a limit of its own."""

import argparse
import math
import os
import pathlib
import resource
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
APART = "coroutine"


def cpu_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            done.stdout)


def measure(name, options):
    path = str(HERE / f"{name}.lua")
    commands = {"spore": [options.spore, "run", "--ephemeral", path],
                "lua": [options.lua, path]}
    best, printed = {}, {}
    for _ in range(options.rounds):
        for who, command in commands.items():
            seconds, printed[who] = cpu_seconds(command)
            best[who] = min(seconds, best.get(who, seconds))
    if printed["spore"] != printed["lua"]:
        sys.exit(f"{name}: spore printed\n{printed['spore']}lua printed\n{printed['lua']}")
    return best["spore"], best["lua"]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--spore", default=str(TOP / "build/release/spore"))
    parser.add_argument("--lua", default="lua5.4")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    names = options.names or sorted(p.stem for p in HERE.glob("*.lua"))
    if not os.path.exists(options.spore):
        sys.exit(f"{options.spore} is missing: cmake --preset release && "
                 "cmake --build --preset release")
    print(f"{'program':12} {'spore s':>9} {'lua5.4 s':>9} {'ratio':>7}")
    ratios = {}
    for name in names:
        spore, lua = measure(name, options)
        ratios[name] = spore / lua
        print(f"{name:12} {spore:9.3f} {lua:9.3f} {ratios[name]:7.2f}", flush=True)
    together = [ratio for name, ratio in ratios.items() if name != APART]
    if together:
        mean = math.exp(sum(map(math.log, together)) / len(together))
        print(f"geometric mean of {len(together)}: {mean:.2f}")
    if APART in ratios:
        print(f"resume/yield pair: {ratios[APART]:.2f}")


main()
