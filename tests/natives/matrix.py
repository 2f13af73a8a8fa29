#!/usr/bin/env python3
"""What becomes of a tasklet that is saved where it stands: each cell of the table in
docs/embedding.md is a job.

    tests/natives/matrix.py --spore FILE --library FILE
        [--reload FILE]                       tests/natives/reload.c
        [--other FILE --other-library FILE]   the same for another CPU, or a wrapper

A tasklet waits for a value: in Lua, in a native, in a restartable native, in a native
inside a native, or in a resumable native. There the job is saved. Then it goes on in the
same machine, in another one of the same process, in a new process, or on another CPU, and
gets its value."""

import argparse
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = """
local tasklet, channel, job = require "tasklet", require "channel", require "job"
local kind, go_on = ...
local ch = channel.new()
local function wait() io.write("begins ") return ch:receive() end
local ways = {
  soft = wait,
  native = function() return test.apply(wait) end,
  restartable = function() return test.again(wait) end,
  nested = function() return test.apply(test.apply, wait) end,
  resumable = function() io.write("begins ") return test.first(ch) end,
}
local t = tasklet(function()
  local ok, e = pcall(ways[kind])
  if e == tasklet.exit then error(e, 0) end
  print(ok, (tostring(e):gsub("^.-:%d+: ", "")))
end)()
tasklet.schedule()
io.stdout:flush()
job.checkpoint()
if not os.getenv("GO_ON") then os.exit(9) end
tasklet.schedule()
if ch.balance < 0 then ch:send(7) end
if not pcall(t.join, t) then print("killed") end
"""

LOST = "false\tnative 'test.%s' was lost by a resume\n"
VALUE, ANEW, KILLED = "true\t7\n", "begins true\t7\n", "killed\n"
NOT_RESTORABLE, INCOMPATIBLE, PARKED = 80, 76, 84
# kind: a native to choose for; what no option, raise, restart and kill give.
NEW_PROCESS = {
    "soft": ("", VALUE, VALUE, VALUE, VALUE),
    "native": ("", NOT_RESTORABLE, LOST % "apply", ANEW, KILLED),
    "restartable": ("test.again=", ANEW, LOST % "again", ANEW, KILLED),
    "nested": ("", NOT_RESTORABLE, LOST % "apply", ANEW, KILLED),
    "resumable": ("", VALUE, VALUE, VALUE, VALUE),
}
CHOICES = (None, "raise", "restart", "kill")


def run(spore, library, store, words, go_on, names=""):
    verb, *rest = words
    native = ["--native", library] if library else []
    seldom = [] if verb == "doctor" else ["--every", "never"]
    command = [*spore.split(), verb, "--store", store, *native, *seldom, *rest]
    environment = {"NAMES": names, **({"GO_ON": "1"} if go_on else {})}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False,
                          env={"PATH": "/usr/bin:/bin", **environment})
    return done.returncode, done.stdout, done.stderr


RENAMED = """
local apply, counter, socket = test.was, test.counter(), test.socket()
test.count(counter)
require "job".checkpoint()
if not os.getenv("GO_ON") then os.exit(9) end
print(apply(function() return 7 end), test.count(counter), (pcall(test.use, socket)))
"""
NAMES = {  # $NAMES, is the library there: what a resume gives, what it says
    ("", True): ("7\t2\tfalse\n", ""),
    ("renamed", True): ("7\t2\tfalse\n", ""),
    ("older", True): (INCOMPATIBLE, "test.was (version 2, here it is 1); register"),
    ("", False): (INCOMPATIBLE, "test.was, "),
}


def check_names(options):
    """Names, versions and objects of a library that has changed meanwhile."""
    results = []
    for (names, is_there), (wanted, text) in NAMES.items():
        with tempfile.TemporaryDirectory() as folder:
            store = saved(options, folder, "", options.spore, RENAMED)
            got = run(options.spore, is_there and options.library, store, ["resume", "k"], True,
                      names)
        results.append(judge(f"names {names!r}", got, wanted) and text in got[2])
        if not results[-1]:
            print(got)
    return results


def check_shape(options):
    """A native that stands in the middle of a call, and has more slots now."""
    results = []
    with tempfile.TemporaryDirectory() as folder:
        store = saved(options, folder, "resumable", options.spore)
        for verb in ("doctor", "resume"):
            got = run(options.spore, options.library, store, [verb, "k"], True, "wider")
            is_told = ("native 'test.first' was saved in the middle of a call" in got[2] and
                       "give the library that it was saved with" in got[2])
            results.append(judge(f"{verb}, a native with more slots", got, INCOMPATIBLE) and
                           is_told)
    return results


PARKS = """
local was = test.was
require "tasklet".sleep(3600)
was(print)
"""
NEWER = "native '%s' is version 3 here, the snapshot was made with 2"
OLDER = "native 'test.was' is version 2 here, the snapshot was made with 3"
VERSIONS = {  # $NAMES of the newer library: what it says, what the older one says then
    "newer": (NEWER % "test.was", OLDER, "test.was (version 3, here it is 2); register"),
    "renamed": (NEWER % "test.is", "native 'test.is' is not here", "not here: test.is; register"),
}


def check_versions(options):
    """A native that gets a higher version: that is told, and the way back is none."""
    results = []
    for names, (newer, looks_older, older) in VERSIONS.items():
        resume = ["resume", "--until-idle", "j"]
        look = ["doctor", "j"]
        steps = [(look, names, 0, newer), (resume, names, PARKED, newer), (look, names, 0, ""),
                 (resume, names, PARKED, ""), (look, "", INCOMPATIBLE, looks_older),
                 (resume, "", INCOMPATIBLE, older)]
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder, "program.lua")
            program.write_text(PARKS)
            run(options.spore, options.library, folder,
                ["run", "--until-idle", "--job", "j", str(program)], False)
            for words, own, code, text in steps:
                got = run(options.spore, options.library, folder, words, False, own)
                said = got[1] + got[2]
                results.append(got[0] == code and text in said and
                               (newer in said) == (text == newer))
                if not results[-1]:
                    print(f"versions {names!r}, {words} under {own!r}: {got}")
    return results


def saved(options, folder, kind, spore, text=PROGRAM):
    """A store of that `spore` with a job that was saved and then died."""
    store = f"{folder}/store"
    program = pathlib.Path(folder, "program.lua")
    program.write_text(text)
    words = ["run", "--job", "j", str(program), kind]
    code, out, err = run(options.spore, options.library, store, words, False)
    if code != 9 or out != ("begins " if text is PROGRAM else ""):
        sys.exit(f"{kind}: the first run gave {code}, {out!r}\n{err}")
    # It has ended: its snapshot goes on under another name.
    stream = f"{folder}/stream"
    there = f"{folder}/there"
    for command in ([options.spore, "export", "--store", store, "j@1", "-o", stream],
                    [*spore.split(), "import", "--store", there, stream, "--as", "k"]):
        subprocess.run(command, check=True, capture_output=True)
    return there


def check_same_machine(options, kind):
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder, "program.lua")
        program.write_text(PROGRAM)
        words = ["run", "--job", "j", str(program), kind]
        got = run(options.spore, options.library, f"{folder}/store", words, True)
    return judge(f"{kind}, same machine", got, "begins " + VALUE)


def check_same_process(options, kind, number):
    wanted = NEW_PROCESS[kind][number + 1]
    if not isinstance(wanted, int):
        wanted = "begins " + wanted
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder, "program.lua")
        program.write_text(PROGRAM)
        done = subprocess.run([options.reload, f"{folder}/store", program, kind,
                               *([CHOICES[number]] if number else [])], capture_output=True,
                              text=True, timeout=120, check=False, env={"GO_ON": "1"})
    got = done.returncode, done.stdout, done.stderr
    return judge(f"{kind}, same process, {CHOICES[number] or 'no choice'}", got, wanted)


def judge(name, got, wanted):
    code, out, err = got
    is_good = code == wanted if isinstance(wanted, int) else (code, out) == (0, wanted)
    if not is_good:
        print(f"{name}: wanted {wanted!r}, got {code}, {out!r}\n{err}")
    return is_good


def check_other_process(options, place, spore, library, kind, number):
    prefix, *wanted = NEW_PROCESS[kind]
    choice = CHOICES[number]
    lost = ["--lost", prefix + choice] if choice else []
    with tempfile.TemporaryDirectory() as folder:
        store = saved(options, folder, kind, spore)
        got = run(spore, library, store, ["resume", *lost, "k"], True)
    return judge(f"{kind}, {place}, {choice or 'no choice'}", got, wanted[number])


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--spore", required=True)
    parser.add_argument("--library", required=True)
    parser.add_argument("--reload")
    parser.add_argument("--other")
    parser.add_argument("--other-library")
    options = parser.parse_args()
    places = [("new process", options.spore, options.library)]
    if options.other:
        places.append(("other CPU", options.other, options.other_library))
    results = [check_same_machine(options, kind) for kind in NEW_PROCESS]
    if options.reload:
        results += [check_same_process(options, kind, number)
                    for kind in NEW_PROCESS for number in range(len(CHOICES))]
    for place in places:
        results += [check_other_process(options, *place, kind, number)
                    for kind in NEW_PROCESS for number in range(len(CHOICES))]
    names = check_names(options) + check_versions(options) + check_shape(options)
    print(f"checked {len(results)} cells of the save matrix: {sum(results)} as wanted")
    sys.exit(0 if all(results + names) else 1)


main()
