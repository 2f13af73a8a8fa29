#!/usr/bin/env python3
"""Compares what stock lua5.4 has by name with what Spore has.

    compare_names.py --spore build/release/spore

Every global, every field of a library table, of a module in package.loaded, of the
metatables of strings and files, and every method of a file: nothing may be missing, or
be of another type, but for what is listed here and in docs/lua.md."""

import argparse
import subprocess
import sys
import tempfile

LIST = """
local lines = {}
local function add(text, value) lines[#lines + 1] = text .. " " .. type(value) end
local function visit(path, t)
    for name, value in pairs(t) do
        add(path .. name, value)
        if type(value) == "table" and value ~= _G and value ~= arg and
                value ~= package.loaded then
            visit(path .. name .. ".", value)
        end
    end
end
visit("", _G)
for name, module in pairs(package.loaded) do
    if module == _G[name] or module == _G then add("module " .. name, module) end
end
visit("metatable of strings: ", {__index = getmetatable("").__index})
visit("metatable of files: ", getmetatable(io.stdout))
for name in pairs(getmetatable("")) do lines[#lines + 1] = "event of strings: " .. name end
table.sort(lines)
print(table.concat(lines, "\\n"))
"""

# There are no C modules.
MISSING = {"package.loadlib function", "package.searchers.3 function",
           "package.searchers.4 function"}


def names_of(command):
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(LIST)
        file.flush()
        done = subprocess.run([*command, file.name], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed: {done.stderr}")
    return set(done.stdout.splitlines())


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--spore", required=True)
    parser.add_argument("--lua", default="lua5.4")
    options = parser.parse_args()
    stock = names_of([options.lua])
    ours = names_of([options.spore, "run", "--ephemeral"])
    missing, added = stock - ours, ours - stock
    print(f"checked {len(stock)} names of {options.lua}: {len(stock & ours)} are there; "
          f"not there: {', '.join(sorted(missing)) or 'none'}; "
          f"added: {', '.join(sorted(added)) or 'none'}")
    if missing - MISSING or added:
        sys.exit("FAILED: see above")


main()
