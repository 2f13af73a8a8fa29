#!/usr/bin/env python3
"""Dies, and fails, at each fault point of src/base/faults.def.

The worker job is run with a fault at the 1st or 3rd visit of a row, then without one
until it ends; what it wrote must be what an undisturbed run wrote. A kill at the 1st
visit must happen: a row that is never reached is a failure. A failed step must not stop
the job, but where there is no job yet, or no more (it may end with 74 then). Needs a
build with SPORE_FAULTS."""

import pathlib
import re
import sys

from jobs import DONE, Store, read, was_killed

HERE = pathlib.Path(__file__).resolve().parent
WORKER = str(HERE / "worker.lua")
ROWS = re.findall(r"^FAULT\((\w+)\)", (HERE.parents[1] / "src/base/faults.def").read_text(),
                  re.M)
MAX_LIVES = 5
IO = 74
OF_A_RESUME = {"JOB_OWN"}
OUTSIDE = {"JOB_CREATE", "JOB_OWN", "JOB_END"}  # before or after the program runs


def run_words(result):
    return ["run", "--job", "worker", "--resume-or-start", "--every", "never", WORKER, result]


def undisturbed(spore):
    store = Store(spore)
    result = store.file("result")
    done = store.run(run_words(result))
    if done.returncode != DONE:
        sys.exit(f"the undisturbed run ended with {done.returncode}: {done.stderr}")
    wanted = read(result)
    store.remove()
    return wanted


def go_on(store, result, wanted):
    """Runs it to its end, without faults. What is wrong, or None."""
    for _ in range(MAX_LIVES):
        done = store.run(run_words(result))
        if done.returncode == DONE:
            break
    if done.returncode != DONE:
        return f"did not go on: {done.returncode} {done.stderr}"
    if read(result) != wanted:
        return f"another result: {read(result)!r}"
    store.remove()
    return None


def prepare(spore, row):
    """A store; one with a killed job in it for what only a resume does."""
    store = Store(spore)
    result = store.file("result")
    if row in OF_A_RESUME:
        first = store.run(run_words(result), {"SPORE_FAULT": "SAVE_FINISH:3"})
        if not was_killed(first.returncode):
            sys.exit(f"SAVE_FINISH was not reached: {first.stderr}")
    return store, result


def check_kill(spore, row, visit, wanted):
    store, result = prepare(spore, row)
    first = store.run(run_words(result), {"SPORE_FAULT": f"{row}:{visit}"})
    if was_killed(first.returncode) or (visit > 1 and first.returncode == DONE):
        return go_on(store, result, wanted)
    return f"never reached: ended with {first.returncode} {first.stderr}"


def check_failure(spore, row, visit, wanted):
    store, result = prepare(spore, row)
    first = store.run(run_words(result), {"SPORE_FAULT": f"{row}:{visit}:fail"})
    if first.returncode == DONE or (row in OUTSIDE and first.returncode == IO):
        return go_on(store, result, wanted)
    return f"ended with {first.returncode} {first.stderr}"


def main():
    spore = sys.argv[1]
    wanted = undisturbed(spore)
    failures = count = 0
    for row in ROWS:
        for visit in (1, 3):
            for what, check in (("kill", check_kill), ("fail", check_failure)):
                wrong = check(spore, row, visit, wanted)
                count += 1
                if wrong:
                    failures += 1
                    print(f"FAILED {what} at {row}:{visit}: {wrong}")
    print(f"checked {len(ROWS)} fault points, {count} faults, {failures} failures")
    sys.exit(1 if failures or len(ROWS) < 12 else 0)


main()
