#!/usr/bin/env python3
"""Makes the committed corpora anew from the programs of tests/lang and tests/programs.

Texts are the programs, the long ones in the pieces that blank lines leave; bytecode is
what a built spore's string.dump gives for them; dumps are what the programs
tests/tasklet/dump_*.lua make; exported jobs are those of STATES. libFuzzer then keeps what shows it
something new. --add names folders with more inputs, such as those that run.py found."""

import argparse
import hashlib
import heapq
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent
BYTES_MAX = 4400
FILES_MAX = 300

# Writes the dumps of the program arg[1] as arg[2] + number: whole, stripped, and those
# of its outermost functions.
DUMPER = r"""
local text = io.open(arg[1], "rb"):read("a")
local count = 0
local function write(f, strip)
    count = count + 1
    local file = io.open(arg[2] .. count, "wb")
    file:write(string.dump(f, strip))
    file:close()
end
local main = load(text, "=s")
if main then write(main, false) write(main, true) end
for piece in text:gmatch("%f[^\n\0][%w ]*function [^\n]*\n.-\nend\n") do
    local f = load(piece, "=s")
    if f then write(f, false) write(f, true) end
end
"""


# Runs the program arg[1] and writes the short ones of its dumps as arg[2] + number.
PICKLER = r"""
local tasklet = require "tasklet"
local dump, count = tasklet.dump, 0
function tasklet.dump(...)
    local ok, text = pcall(dump, ...)
    if ok and #text <= 4000 and count < 20 then
        count = count + 1
        local file = io.open(arg[2] .. count, "wb")
        file:write(text)
        file:close()
    end
    return dump(...)
end
local text = io.open(arg[1], "rb"):read("a")
load(text:gsub("%-%-[^\n]*", ""), "=s")()
"""

# A job is exported with all that its program can reach. So that this is little, the
# globals go before the snapshot, which checkpoint() takes.
SHRINKER = r"""
local next, registry, G, collect = next, debug.getregistry(), _G, collectgarbage
local job, tasklet, channel = require "job", require "tasklet", require "channel"
local save, error, pcall, select, yield = job.checkpoint, error, pcall, select, coroutine.yield
local new, schedule, sleep, wrap = tasklet.new, tasklet.schedule, tasklet.sleep, coroutine.wrap
local setmetatable, create, resume = setmetatable, coroutine.create, coroutine.resume
local gsub, sethook, pick = string.gsub, debug.sethook, channel.select
local function checkpoint()
    if next(G) then
        for k in next, registry do
            if k ~= "tasklet" and k ~= "tasklet.exit" then registry[k] = nil end
        end
        for k in next, G do G[k] = nil end
        job, tasklet, channel = nil
        collect() collect()
    end
    save()
end
"""

STATES = [
    "local t = {1, 'two', 3.5, {4}, x = true, [2.5] = 'y'} checkpoint() t[1] = t[2] t.x = nil",
    "local s = ('long'):rep(20) checkpoint() local t = {[s] = s} return #s",
    "local function f(n) if n == 0 then checkpoint() return 1 end return n + f(n - 1) end f(9)",
    "local a, b = 1, 2 local function f() a = a + 1 return b end checkpoint() b = f() + a",
    "local co = wrap(function(...) local n = select('#', ...) while true do n = n + yield(n) end end)"
    " co(1, 2) checkpoint() co(3) co(4)",
    "local co = create(function() checkpoint() yield(1) error 'x' end)"
    " resume(co) resume(co) resume(co)",
    "pcall(function() pcall(error, checkpoint) checkpoint() error({}) end)",
    "local t = setmetatable({}, {__index = function(_, k) checkpoint() return k end,"
    " __lt = function() checkpoint() return true end}) local x = t.a .. (t < t and 'b' or 'c')",
    "gsub('abc', '%w', function(c) checkpoint() return c .. c end)",
    "do local x <close> = setmetatable({}, {__close = function() checkpoint() end}) checkpoint() end",
    "setmetatable({}, {__gc = function() checkpoint() end}) collect() checkpoint()",
    "local k = {} local w = setmetatable({[k] = 1, [{}] = 2}, {__mode = 'k'})"
    " local v = setmetatable({k, {}}, {__mode = 'v'}) checkpoint() k = nil collect() w = next(w, nil)",
    "for i = 1, 3 do for k, v in next, {1, 2} do checkpoint() end end",
    "local function f(...) local a, b = ... checkpoint() return select('#', ...), ... end f(1, nil, f(2))",
    "local ch = channel() local t = new(function(x) ch:send(x) checkpoint() ch:send(2) end)(1)"
    " schedule() checkpoint() ch:receive() ch:receive() schedule()",
    "local a, b = channel(), channel() new(function() a:receive() checkpoint() b:send(2) end)()"
    " new(function() pick{{a, 'send', 1}, {b, 'receive'}} checkpoint() end)() schedule() checkpoint()",
    "local t = new(function() sleep(0.001) checkpoint() end)() local u = new(function() sleep(1e6) end)()"
    " schedule() checkpoint() u:kill() schedule()",
    "local ch = channel(3) ch:send(1) ch:send('x') checkpoint() ch:receive() ch:close() checkpoint()"
    " for v in ch do checkpoint() end",
    "local n = 0 sethook(function() n = n + 1 if n % 4 == 0 then checkpoint() end end, 'crl', 3)"
    " for i = 1, 5 do n = n + i end sethook()",
    "local t = {} for i = 1, 30 do t[i] = i t['k' .. i] = t end checkpoint()"
    " for i = 1, 30 do t['k' .. i] = nil end checkpoint()",
    "new(function() error 'dies' end)() checkpoint() pcall(schedule) checkpoint()",
    "local ok, e = pcall(function() local t = nil; checkpoint(); return t.x end) checkpoint()",
    "goto over; ::back:: checkpoint() do return 1 end ::over:: do local x = 1 checkpoint() goto back end",
]


def read_programs():
    paths = sorted(TESTS.glob("lang/**/*.lua")) + sorted(TESTS.glob("programs/*.lua"))
    return [path.read_bytes() for path in paths]


def split(text):
    """A text as it is, or its pieces between blank lines that are short enough."""
    if len(text) <= BYTES_MAX:
        return [text]
    return [piece + b"\n" for piece in text.split(b"\n\n") if len(piece) < BYTES_MAX]


def write_texts(folder):
    pieces = [piece for text in read_programs() for piece in split(text)]
    for number, piece in enumerate(pieces):
        (folder / f"{number:05}").write_bytes(piece)


def write_dumps(folder, spore):
    with tempfile.TemporaryDirectory() as scratch:
        dumper, program = pathlib.Path(scratch, "dumper.lua"), pathlib.Path(scratch, "p")
        dumper.write_text(DUMPER)
        for number, text in enumerate(read_programs()):
            program.write_bytes(text)
            subprocess.run([spore, "run", "--ephemeral", dumper, program,
                            folder / f"{number:05}-"], check=True)


def write_pickles(folder, spore):
    with tempfile.TemporaryDirectory() as scratch:
        pickler = pathlib.Path(scratch, "pickler.lua")
        pickler.write_text(PICKLER)
        for path in sorted(TESTS.glob("tasklet/dump_*.lua")):
            subprocess.run([spore, "run", "--ephemeral", pickler, path,
                            folder / f"{path.stem}-"], check=False,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def write_exports(folder, spore):
    with tempfile.TemporaryDirectory() as scratch:
        store, program = pathlib.Path(scratch, "store"), pathlib.Path(scratch, "p.lua")
        for number, state in enumerate(STATES):
            program.write_text(SHRINKER + state.replace("channel(", "channel.new("))
            compiled = pathlib.Path(scratch, "p")
            subprocess.run([spore, "compile", "-s", program, "-o", compiled], check=True)
            job = f"job{number}"
            subprocess.run([spore, "run", "--store", store, "--job", job, compiled],
                           check=False, stdout=subprocess.DEVNULL)
            snapshot = 1
            while subprocess.run([spore, "export", "--store", store, f"{job}@{snapshot}",
                                  "-o", folder / f"{number:03}-{snapshot}"], check=False,
                                 stderr=subprocess.DEVNULL).returncode == 0:
                snapshot += 1


def find_features(target, folders):
    """What libFuzzer sees of each file: {path: set of feature numbers}."""
    with tempfile.TemporaryDirectory() as scratch:
        merged, control = pathlib.Path(scratch, "merged"), pathlib.Path(scratch, "control")
        merged.mkdir()
        subprocess.run([target, "-set_cover_merge=1", f"-merge_control_file={control}",
                        merged, *folders], check=True, stderr=subprocess.DEVNULL)
        lines = control.read_text().splitlines()
    paths = lines[2:2 + int(lines[0])]
    found = [line.split() for line in lines if line.startswith("FT ")]
    return {pathlib.Path(paths[int(words[1])]): set(words[2:]) for words in found}


def choose(features):
    """Always the file next that adds most; of equal ones the smallest."""
    files = sorted((path for path in features if path.stat().st_size <= BYTES_MAX),
                   key=lambda path: (path.stat().st_size, path.read_bytes()))
    # What a file adds only shrinks: an old figure is too high at most.
    heap = [(-len(features[path]), place, path) for place, path in enumerate(files)]
    heapq.heapify(heap)
    chosen, seen = [], set()
    while heap and len(chosen) < FILES_MAX:
        old, place, path = heapq.heappop(heap)
        adds = len(features[path] - seen)
        if adds == -old and adds > 0:
            seen |= features[path]
            chosen.append(path)
        elif adds > 0:
            heapq.heappush(heap, (-adds, place, path))
    return chosen


def write_corpus(corpus, paths):
    contents = [path.read_bytes() for path in paths]
    if corpus.exists():
        shutil.rmtree(corpus)
    corpus.mkdir()
    for content in contents:
        (corpus / hashlib.sha1(content).hexdigest()).write_bytes(content)
    print(f"{corpus.name}: {len(contents)} inputs, {sum(map(len, contents))} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spore", required=True, help="the binary that dumps")
    parser.add_argument("--fuzz", required=True, help="folder of the fuzz targets")
    parser.add_argument("--add", nargs="*", default=[], metavar="FOLDER",
                        help="has corpus_compiler, corpus_bytecode, …")
    options = parser.parse_args()
    for name in ("compiler", "bytecode", "dump", "import"):
        with tempfile.TemporaryDirectory() as seeds:
            folder = pathlib.Path(seeds)
            if name == "compiler":
                write_texts(folder)
            elif name == "bytecode":
                write_dumps(folder, options.spore)
            elif name == "dump":
                write_pickles(folder, options.spore)
            else:
                write_exports(folder, options.spore)
            added = [f"{place}/corpus_{name}" for place in options.add]
            features = find_features(f"{options.fuzz}/fuzz_{name}", [folder, *added])
            write_corpus(HERE / f"corpus_{name}", choose(features))


sys.exit(main())
