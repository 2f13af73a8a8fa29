#!/usr/bin/env python3
"""Makes the committed corpora anew from the programs of tests/lang and tests/programs.

Texts are the programs, the long ones in the pieces that blank lines leave; bytecode is
what a built spore's string.dump gives for them; dumps are what the programs
tests/tasklet/dump_*.lua make. libFuzzer then keeps what shows it
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
BYTES_MAX = 4000
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
                        help="has corpus_compiler, corpus_bytecode, corpus_dump")
    options = parser.parse_args()
    for name in ("compiler", "bytecode", "dump"):
        with tempfile.TemporaryDirectory() as seeds:
            folder = pathlib.Path(seeds)
            if name == "compiler":
                write_texts(folder)
            elif name == "bytecode":
                write_dumps(folder, options.spore)
            else:
                write_pickles(folder, options.spore)
            added = [f"{place}/corpus_{name}" for place in options.add]
            features = find_features(f"{options.fuzz}/fuzz_{name}", [folder, *added])
            write_corpus(HERE / f"corpus_{name}", choose(features))


sys.exit(main())
