#!/usr/bin/env python3
"""Runs the Lua programs of tests/lang, tests/tasklet and tests/programs in one mode.

A program says what it prints with `-- expect: TEXT` comments, in the order of its
output. Further comments at the start of a line:

    -- skip MODE: reason     not in this mode
    -- torture: N            --torture N instead of 1
    -- exit: N               ends with this code instead of 0

Each program runs in an empty directory of its own, in which it stands under its own
name (with the folder NAME.d, if there is one). Modes: oracle (stock lua5.4, not
tests/tasklet), run, torture, keep (--torture-keep), gc (--stress-gc), tiny (run, with
a binary of the tiny preset)."""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

TESTS = pathlib.Path(__file__).resolve().parent
MODES = ("oracle", "run", "torture", "keep", "gc", "tiny")
TIMEOUT_S = 600
SCRATCH_MAX_BYTES = 1 << 28  # of one file; it may lie in memory


class Program:
    def __init__(self, path):
        self.path = path
        self.name = path.relative_to(TESTS).as_posix()
        text = path.read_text(errors="surrogateescape")
        self.expected = [line.rstrip("\r") for line in
                         re.findall(r"-- expect:(?: (.*)|)$", text, re.M)]
        self.skips = dict(re.findall(r"^-- skip (\w+): *(\S.*)$", text, re.M))
        self.torture = int((re.findall(r"^-- torture: (\d+)", text, re.M) or [1])[0])
        self.exit_code = int((re.findall(r"^-- exit: (\d+)", text, re.M) or [0])[0])
        self.mistakes = [f"unknown mode in: -- skip {mode}" for mode in self.skips
                         if mode not in MODES]
        if re.search(r"^-- skip \w+:? *$", text, re.M):
            self.mistakes.append("a skip without a reason")
        if not self.expected:
            self.mistakes.append("no `-- expect:` comment: it could not fail")


def find_programs(pattern):
    paths = [path for folder in ("lang", "tasklet", "programs")
             for path in sorted(TESTS.glob(folder + "/**/*.lua"))]
    paths = [p for p in paths if not any(part.endswith(".d") for part in p.parts)]
    programs = [Program(path) for path in paths]
    return [p for p in programs if pattern in p.name]


def command_of(program, mode, options):
    if mode == "oracle":
        return [options.lua, program.path.name]
    words = [*shlex.split(options.wrap), options.spore, "run"]
    if mode == "torture":
        words += ["--torture", str(program.torture)]
    elif mode == "keep":
        words += ["--torture-keep", str(program.torture)]
    else:
        words += ["--ephemeral"]
    if mode == "gc":
        words += ["--stress-gc"]
    return words + [program.path.name]


def limit_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (SCRATCH_MAX_BYTES, SCRATCH_MAX_BYTES))


def run_in_scratch(program, command, timeout):
    """In memory if there is some; nothing stays behind, whatever happens to spore."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="spore-test-", dir=memory) as scratch:
        place, temporary = os.path.join(scratch, "here"), os.path.join(scratch, "tmp")
        os.mkdir(place)
        os.mkdir(temporary)
        shutil.copy(program.path, place)
        folder = program.path.with_suffix(".d")
        if folder.is_dir():
            shutil.copytree(folder, os.path.join(place, folder.name))
        return subprocess.run(command, cwd=place, capture_output=True, timeout=timeout,
                              stdin=subprocess.DEVNULL, errors="surrogateescape",
                              preexec_fn=limit_files,
                              env={**os.environ, "TMPDIR": temporary})


def timed_judge(program, mode, options):
    started = time.monotonic()
    wrong, tortures = judge(program, mode, options)
    return wrong, tortures, time.monotonic() - started


def judge(program, mode, options):
    """None: passed; else what is wrong. Also the number of tortures."""
    if program.mistakes:
        return "\n".join(program.mistakes), 0
    command = command_of(program, mode, options)
    try:
        done = run_in_scratch(program, command, options.timeout)
    except subprocess.TimeoutExpired:
        return f"still running after {options.timeout} s", 0
    tortures = sum(map(int, re.findall(r"torture: (\d+) snapshots", done.stderr)))
    printed = done.stdout.split("\n")
    if printed and printed[-1] == "":
        printed.pop()
    wrong = []
    if printed != program.expected:
        wrong += difflib.unified_diff(program.expected, printed, "expected", "printed",
                                      lineterm="", n=2)
    if done.returncode != program.exit_code:
        wrong.append(f"exit code {done.returncode}, not {program.exit_code}")
    if re.search(r"runtime error:|AddressSanitizer|LeakSanitizer", done.stderr):
        wrong.append("a sanitizer complained")
    if mode in ("torture", "keep") and program.torture == 1 and tortures == 0:
        wrong.append("no snapshot was loaded")
    if wrong and done.stderr:
        wrong += ["stderr:"] + done.stderr[-1500:].splitlines()
    return ("\n".join(wrong) or None), tortures


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pattern", nargs="?", default="", help="part of the names")
    parser.add_argument("--mode", choices=MODES, required=True)
    parser.add_argument("--spore", help="the binary under test")
    parser.add_argument("--lua", default="lua5.4")
    parser.add_argument("--wrap", default="", help="a command before spore: valgrind …")
    parser.add_argument("--every", type=int, default=1, help="only each N-th program")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--slow", type=float, default=10, help="name those that take as long")
    parser.add_argument("--timeout", type=int, default=TIMEOUT_S)
    options = parser.parse_args()
    mode = options.mode
    if mode != "oracle":
        if not options.spore:
            parser.error("--spore is missing")
        options.spore = os.path.abspath(options.spore)
    programs = find_programs(options.pattern)
    if mode == "oracle":
        programs = [p for p in programs if not p.name.startswith("tasklet/")]
    skipped = [p for p in programs if mode in p.skips]
    chosen = [p for p in programs if mode not in p.skips][::options.every]
    failures = tortures = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for program, (wrong, count, seconds) in zip(
                chosen, pool.map(lambda p: timed_judge(p, mode, options), chosen)):
            tortures += count
            if seconds >= options.slow:
                print(f"slow: {program.name} took {seconds:.1f} s", flush=True)
            if wrong:
                failures += 1
                print(f"FAILED in mode {mode}: {program.name}\n{wrong}\n")
    for program in skipped:
        print(f"skipped in mode {mode}: {program.name}: {program.skips[mode]}")
    more = f", {tortures} snapshots loaded and compared" if tortures else ""
    print(f"mode {mode}: {len(chosen) - failures} of {len(chosen)} programs passed, "
          f"{len(skipped)} skipped{more}")
    if not chosen:
        print("no program ran")
    sys.exit(1 if failures or not chosen else 0)


main()
