#!/usr/bin/env python3
"""Does gdb show the C frames of natives, down to where their stacks begin?

    tests/natives/backtrace.py --spore FILE --library FILE      (x86_64, debug build)

Lua calls a native, which calls Lua, which calls a native. gdb stops there, shows its
stack, and then the one that waits below it."""

import argparse
import platform
import re
import subprocess
import sys
import tempfile

PROGRAM = """
local function inner() return test.apply(test.counter) end
test.apply(inner)
"""
# Where a stack that waits stands: just after the switch has taken it.
TAKES_STACK = re.compile(r"mov +%rax,%rsp\n +(0x[0-9a-f]+) <")


def gdb(options, program, commands):
    words = [word for command in commands for word in ("-ex", command)]
    done = subprocess.run(
        ["gdb", "-nx", "-batch", "-ex", "set breakpoint pending on", *words, "--args",
         options.spore, "run", "--ephemeral", "--native", options.library, program],
        capture_output=True, text=True, timeout=120, check=False)
    return done.stdout


def frames(text, marker):
    """The function names of the backtrace after the marker."""
    part = text.split(marker, 1)[-1].split("== end", 1)[0]
    return re.findall(r"^#\d+ +(?:0x[0-9a-f]+ in )?(\w+) \(", part, re.MULTILINE)


def entry(code):
    return re.search(r"^ *(0x[0-9a-f]+) <context_switch", code, re.MULTILINE).group(1)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--spore", required=True)
    parser.add_argument("--library", required=True)
    options = parser.parse_args()
    if platform.machine() != "x86_64":
        print("checked nothing: this is no x86_64")
        return
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as program:
        program.write(PROGRAM)
        program.flush()
        code = gdb(options, program.name, ["x/60i context_switch"])
        offset = int(TAKES_STACK.search(code).group(1), 16) - int(entry(code), 16)
        text = gdb(options, program.name, [
            "break library.c:apply", "run", "set $outer = call", "continue", "echo == running\\n", "bt", "echo == end\\n",
            "set $rsp = (long)((SporeCall *)$outer)->stack->other.sp",
            f"set $rip = (long)&context_switch + {offset}",
            "echo == waiting\\n", "bt", "echo == end\\n", "kill"])
    running, waiting = frames(text, "== running"), frames(text, "== waiting")
    print("running:", " < ".join(running))
    print("waiting:", " < ".join(waiting))
    is_good = (running == ["apply", "enter", "context_begin"] and
               waiting[-3:] == ["apply", "enter", "context_begin"] and
               "spore_call" in waiting and "corrupt" not in text)
    if not is_good:
        print(text)
    sys.exit(0 if is_good else 1)


main()
