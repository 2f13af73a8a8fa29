#!/usr/bin/env python3
"""Builds the preset `fuzz` and runs its targets, one after the other, for a bounded time.

Inputs that show something new are kept in build/fuzz/corpus_NAME, findings in
build/fuzz/findings. An input that takes 10 seconds is a finding."""

import argparse
import pathlib
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = ROOT / "build" / "fuzz"
TARGETS = ("compiler", "bytecode", "dump", "import")


def build():
    if not (BUILD / "build.ninja").exists():
        subprocess.run(["cmake", "--preset", "fuzz"], cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", "--preset", "fuzz", "-j1"], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)


def fuzz(name, seconds, runs):
    """Runs a target; says what it did. Returns the number of findings."""
    grown, findings = BUILD / f"corpus_{name}", BUILD / "findings"
    grown.mkdir(exist_ok=True)
    findings.mkdir(exist_ok=True)
    before = set(findings.iterdir())
    log = BUILD / f"fuzz_{name}.log"
    command = [BUILD / "tests" / "fuzz" / f"fuzz_{name}", grown, HERE / f"corpus_{name}",
               f"-dict={HERE / 'lua.dict'}", f"-artifact_prefix={findings}/{name}-",
               f"-max_total_time={seconds}", f"-runs={runs}", "-timeout=10",
               "-rss_limit_mb=2048", "-print_final_stats=1"]
    start = time.monotonic()
    with log.open("w") as out:
        code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=out,
                              check=False).returncode
    text = log.read_text(errors="replace")
    done = re.search(r"stat::number_of_executed_units: *(\d+)", text)
    found = sorted(set(findings.iterdir()) - before)
    print(f"checked fuzz_{name}: {done.group(1) if done else '?'} inputs in "
          f"{time.monotonic() - start:.0f} s, {len(found)} findings; log: {log}")
    for path in found:
        print(f"    {path}")
    if code != 0:
        print("".join(f"    {line}\n" for line in text.splitlines()[-40:]), end="")
    return code != 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET",
                        help="compiler, bytecode, dump, import; all if none is named")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--runs", type=int, default=-1, help="inputs for each target")
    options = parser.parse_args()
    if not set(options.targets) <= set(TARGETS):
        parser.error(f"targets are {', '.join(TARGETS)}")
    build()
    failed = [fuzz(name, options.seconds, options.runs)
              for name in options.targets or TARGETS]
    sys.exit(1 if any(failed) else 0)


main()
