#!/usr/bin/env python3
"""Checks who includes whom: the layers of CMakeLists.txt, and that each outside
library has its one home. Prints a line per offence; exit 1 if there is any."""

import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]

# Header of an outside library -> files that may include it.
HOMES = {
    r"lmdb\.h": {"src/persist/store.c"},
    r"msgpack(/.*)?(\.h)?": {"src/persist/pack.c", "src/persist/unpack.c",
                             "src/persist/pack.h"},
    r"sodium(/.*)?(\.h)?": {"src/persist/hash.c", "src/persist/seal.c"},
    r"zstd\.h": {"src/persist/compress.c"},
    r"setjmp\.h": set(),
}

# pack.h instantiates msgpack-c's pack templates, which is all its inlining is for.


def read_layers():
    """{layer: set of layers whose headers it may include}"""
    uses = {}
    text = (TOP / "CMakeLists.txt").read_text()
    for name, rest in re.findall(r"^layer\((\w+)([^)]*)\)", text, re.M):
        direct = rest.split()
        unknown = [u for u in direct if u not in uses]
        if unknown:
            sys.exit(f"CMakeLists.txt: layer {name} uses {unknown} before it is declared")
        uses[name] = {name}.union(direct, *(uses[u] for u in direct))
    return uses


def includes_of(path):
    for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1), match.group(2)


def check_file(path, allowed, layers, report):
    name = path.relative_to(TOP).as_posix()
    for number, quote, header in includes_of(path):
        where = f"{name}:{number}: includes {header}"
        for pattern, homes in HOMES.items():
            if re.fullmatch(pattern, header) and name not in homes:
                report(f"{where}, whose home is {', '.join(sorted(homes)) or 'nowhere'}")
        first = header.split("/")[0]
        if first == "spore" or quote == "<":
            continue
        if first in layers and "/" in header:
            if first not in allowed:
                report(f"{where}, but its layer may only use {', '.join(sorted(allowed))}")
        elif "/" not in header and not (path.parent / header).exists():
            report(f"{where}, which is not beside it; name the layer")


def main():
    layers = read_layers()
    offences = []
    seen = 0
    for path in sorted(TOP.glob("src/**/*.[chS]")) + sorted(TOP.glob("src/**/*.def")):
        layer = path.relative_to(TOP / "src").parts[0]
        if layer not in layers:
            offences.append(f"{path.relative_to(TOP)}: src/{layer} is no layer of CMakeLists.txt")
            continue
        check_file(path, layers[layer], layers, offences.append)
        seen += 1
    for path in sorted(TOP.glob("tools/spore/*.[ch]")) + sorted(TOP.glob("include/**/*.h")):
        check_file(path, set(), layers, offences.append)
        seen += 1
    for offence in offences:
        print(offence)
    if seen == 0:
        print("no source files found")
    sys.exit(1 if offences or seen == 0 else 0)


main()
