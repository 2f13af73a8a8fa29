#!/usr/bin/env python3
"""Dies, and fails, at each fault point of src/base/faults.def.

For each row and for its 1st and 3rd visit: the worker job is run with a fault that
kills it there, then without one until it ends; what it wrote must be what an
undisturbed run wrote. With :fail the step fails instead, and the job must go on and
end well. A row that is never reached is a failure. Needs a build with SPORE_FAULTS."""

import pathlib
import re
import sys

from jobs import DONE, Store, read, was_killed

HERE = pathlib.Path(__file__).resolve().parent
WORKER = str(HERE / "worker.lua")
ROWS = re.findall(r"^FAULT\((\w+)\)", (HERE.parents[1] / "src/base/faults.def").read_text(),
                  re.M)
MAX_LIVES = 5


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


def check_kill(spore, row, visit, wanted):
    store = Store(spore)
    result = store.file("result")
    first = store.run(run_words(result), {"SPORE_FAULT": f"{row}:{visit}"})
    if not was_killed(first.returncode):
        return f"never reached: ended with {first.returncode} {first.stderr}"
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


def check_failure(spore, row, visit, wanted):
    store = Store(spore)
    result = store.file("result")
    done = store.run(run_words(result), {"SPORE_FAULT": f"{row}:{visit}:fail"})
    if done.returncode != DONE:
        return f"ended with {done.returncode} {done.stderr}"
    if read(result) != wanted:
        return f"another result: {read(result)!r}"
    store.remove()
    return None


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
