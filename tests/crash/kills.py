#!/usr/bin/env python3
"""Kills a job at random instants and resumes it until it is done.

    kills.py --spore build/release/spore --kills 100 --seed 1 --every 50ms \\
             PROGRAM ARGUMENTS…

Each life gets SIGKILL at a random instant after at least one new snapshot; after so
many kills (0: as many as it takes) it may run to its end. An argument RESULT stands
for the file that is compared with the one of an undisturbed run; without one, stdout
is compared (a file to which all lives append, and which each resume cuts back). Fails
when the job ended before it was killed --kills times, unless --at-most is given. An
argument LIST stands for a file that names the text files under --list-of."""

import argparse
import os
import random
import signal
import subprocess
import sys
import time

from jobs import DONE, Store, read, was_killed


def write_list(options, path):
    """Names of the text files below a folder, a line each, as often as wanted."""
    names = []
    for folder, _, files in sorted(os.walk(options.list_of)):
        for name in sorted(files):
            name = os.path.join(os.path.abspath(folder), name)
            if os.path.isfile(name) and b"\0" not in (data := read(name)) and data:
                names.append(name + "\n")
    with open(path, "w", errors="surrogateescape") as file:
        file.write("".join(names) * options.list_times)


def arguments_of(options, store):
    stands_for = {"RESULT": store.file("result"), "LIST": store.file("list")}
    if "LIST" in options.arguments and not os.path.exists(store.file("list")):
        write_list(options, store.file("list"))
    return [os.path.abspath(options.program),
            *(stands_for.get(word, word) for word in options.arguments)]


def undisturbed(options):
    store = Store(options.spore)
    words = ["run", "--ephemeral", *options.more.split(), *arguments_of(options, store)]
    begin = time.monotonic()
    done = store.run(words, timeout=3600)
    if done.returncode != DONE:
        sys.exit(f"the undisturbed run ended with {done.returncode}: {done.stderr}")
    took = time.monotonic() - begin
    is_result = "RESULT" in options.arguments
    wanted = read(store.file("result")) if is_result else done.stdout.encode()
    store.remove()
    return wanted, took


def opened_like_a_shell(path):
    """As `>> path`: unlike open(…, "ab"), it does not stand at the end already."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666), "wb",
                     buffering=0)


class Victim:
    """The job, life after life."""

    def __init__(self, options):
        self.options = options
        self.store = Store(options.spore)
        self.result = self.store.file("result")
        self.stdout = self.store.file("stdout")
        self.stderr = self.store.file("stderr")
        self.newest = 0

    def start(self):
        how = ["--every", self.options.every, *self.options.more.split()]
        if self.newest == 0:
            words = ["run", "--job", "victim", "--resume-or-start", *how,
                     *arguments_of(self.options, self.store)]
        else:
            words = ["resume", "victim", *how]
        with opened_like_a_shell(self.stdout) as out, open(self.stderr, "wb") as error:
            self.process = self.store.start(words, stdout=out, stderr=error)

    def wait_for_snapshot(self):
        """True: there is a new one. False: the process has ended."""
        while self.process.poll() is None:
            rows = self.store.snapshots("victim")
            if rows and rows[-1]["n"] > self.newest:
                self.newest = rows[-1]["n"]
                return True
            time.sleep(0.002)
        return False

    def kill(self):
        """False: it had ended before."""
        self.process.send_signal(signal.SIGKILL)
        code = self.process.wait()
        rows = self.store.snapshots("victim")
        self.newest = rows[-1]["n"] if rows else 0
        return was_killed(code)


def torment(options, chance):
    """Kills and resumes until it is done, or fails. Returns (kills, victim)."""
    victim = Victim(options)
    kills = 0
    while True:
        victim.start()
        if options.kills and kills >= options.kills or not victim.wait_for_snapshot():
            break
        time.sleep(chance.random() * options.spread)
        if not victim.kill():
            break
        kills += 1
    victim.process.wait()
    return kills, victim


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--spore", required=True)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--at-most", action="store_true", help="fewer kills are fine too")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", default="20ms")
    parser.add_argument("--spread", type=float, default=0.1,
                        help="longest random delay before a kill, in seconds")
    parser.add_argument("--more", default="", help="more options of run and resume")
    parser.add_argument("--list-of", default="/usr/share/doc")
    parser.add_argument("--list-times", type=int, default=1)
    parser.add_argument("program")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    wanted, took = undisturbed(options)
    kills, victim = torment(options, random.Random(options.seed))
    code = victim.process.returncode
    if code != DONE:
        error = read(victim.stderr).decode(errors="replace")
        sys.exit(f"FAILED after {kills} kills: exit code {code} {error}")
    is_result = "RESULT" in options.arguments
    is_equal = read(victim.result if is_result else victim.stdout) == wanted
    victim.store.remove()
    print(f"checked {os.path.basename(options.program)}: undisturbed {took:.1f} s; killed "
          f"{kills} times (seed {options.seed}), then done; result "
          f"{'equal' if is_equal else 'DIFFERENT'}")
    if not is_equal:
        sys.exit(1)
    if kills < options.kills and not options.at_most or kills == 0:
        sys.exit(f"FAILED: it ended after {kills} kills; give it more to do")


main()
