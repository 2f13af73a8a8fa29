#!/usr/bin/env python3
"""Kills and resumes every program of tests/programs: see kills.py.

    programs.py --spore build/release/spore --kills 50 --scale 64

The scale is the programs' own argument: how much they do."""

import argparse
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--spore", required=True)
    parser.add_argument("--scale", default="64")
    parser.add_argument("--only", default="", help="part of the names")
    options, others = parser.parse_known_args()
    programs = [path for path in sorted(HERE.parent.glob("programs/*.lua"))
                if options.only in path.name]
    failed = [path.name for path in programs if subprocess.run(
        [sys.executable, HERE / "kills.py", "--spore", options.spore, *others, path,
         options.scale]).returncode != 0]
    if failed or not programs:
        sys.exit(f"FAILED: {' '.join(failed) or 'no such program'}")


main()
