#!/usr/bin/env python3
"""Does each row of the table in docs/tasklets.md name programs that are there?

    tests/tasklet/check_table.py"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE.parents[1] / "docs/tasklets.md"


def programs():
    """Row by row: its first cell, the programs it names."""
    chapter = TABLE.read_text().split("| Stackless | Spore |")[1]
    for line in chapter.splitlines()[2:]:
        cells = line.split("|")
        yield cells[1].strip(), re.findall(r"`([^`]+)`", cells[3])


def main():
    bad = [f"{row}: no program" for row, names in programs() if not names]
    named = [name for _, names in programs() for name in names]
    for name in sorted(set(named)):
        path = HERE / (re.sub("^s/", "stackless/", name) + ".lua")
        if not path.is_file():
            bad.append(f"{name}: there is no such program")
    print("\n".join(bad + [f"{len(list(programs()))} rows name {len(named)} programs"]))
    sys.exit(1 if bad or not named else 0)


main()
