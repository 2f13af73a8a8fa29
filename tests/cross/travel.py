#!/usr/bin/env python3
"""A job that goes from CPU to CPU while it works.

    tests/cross/travel.py SPORE SPORE… [--limit N]

Each SPORE is a command, such as "qemu-s390x -L … build/…/spore". The job starts with
the first, is stopped in the middle of its work and exported, imported by the next,
exported there again (all bytes must be the same: so is the state), goes on, and so on;
with the last it runs to its end. What it prints must be what it prints here undisturbed."""

import argparse
import hashlib
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
SAVED = 85


def call(spore, *words, **options):
    return subprocess.run([*spore.split(), *words], capture_output=True, text=True,
                          timeout=600, check=True, **options)


def work_for(seconds, command):
    """Starts, stops after a while: True if it had not ended by then."""
    job = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(seconds)
    job.send_signal(signal.SIGTERM)
    out, err = job.communicate(timeout=300)
    if job.returncode != SAVED:
        sys.exit(f"{command}: ended with {job.returncode} instead of being stopped:\n{out}{err}")


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()[:16]


def move(spore, old_store, new_spore, new_store, folder):
    """Exports, imports, exports again; the digest of both streams."""
    first, second = f"{folder}/first", f"{folder}/second"
    call(spore, "export", "--store", old_store, "j", "-o", first)
    call(new_spore, "import", "--store", new_store, first)
    call(new_spore, "export", "--store", new_store, "j", "-o", second)
    if digest(first) != digest(second):
        sys.exit(f"the state is not the same there: {digest(first)}, {digest(second)}")
    return digest(first)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("spores", nargs="+")
    parser.add_argument("--limit", default="1500000")
    parser.add_argument("--seconds", type=float, default=2.0)
    options = parser.parse_args()
    program = str(HERE / "travel.lua")
    first = options.spores[0]
    wanted = call(first, "run", "--ephemeral", program, options.limit).stdout
    with tempfile.TemporaryDirectory() as folder:
        stores = [f"{folder}/{i}" for i in range(len(options.spores))]
        work_for(options.seconds / 8, [*first.split(), "run", "--store", stores[0], "--job", "j",
                                       program, options.limit])
        for i, spore in enumerate(options.spores[1:], 1):
            same = move(options.spores[i - 1], stores[i - 1], spore, stores[i], folder)
            print(f"stop {i}: digest {same} on both")
            resume = ["resume", "--store", stores[i], "j"]
            if i + 1 < len(options.spores):
                work_for(options.seconds, [*spore.split(), *resume])
        got = call(options.spores[-1], *resume).stdout
    print(got, end="")
    if got != wanted:
        sys.exit(f"wanted {wanted}")


main()
