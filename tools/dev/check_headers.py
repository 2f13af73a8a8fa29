#!/usr/bin/env python3
"""Checks that every header compiles alone, the public ones as C++ too, and that the
shared library exports spore_ names only.

    check_headers.py [--cc cc] [--cxx c++] [--library build/dev/libspore.so]"""

import argparse
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]


def compiles(command, header):
    include = f'#include "{header}"\n'
    done = subprocess.run([*command, "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
                           "-Isrc", "-Iinclude", "-"], input=include, text=True, cwd=TOP,
                          capture_output=True)
    if done.returncode != 0:
        print(f"{header} does not compile alone:\n{done.stderr}")
    return done.returncode == 0


def exports(library):
    text = subprocess.run(["nm", "-D", "--defined-only", library], text=True, check=True,
                          capture_output=True).stdout
    return [line.split()[-1] for line in text.splitlines() if line.split()]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cc", default="cc")
    parser.add_argument("--cxx", default="c++")
    parser.add_argument("--library")
    options = parser.parse_args()
    headers = sorted(p.relative_to(TOP / "src").as_posix() for p in TOP.glob("src/**/*.h"))
    public = sorted(p.relative_to(TOP / "include").as_posix()
                    for p in TOP.glob("include/**/*.h"))
    as_c = [options.cc, "-std=c11", "-D_GNU_SOURCE", "-x", "c"]
    as_cxx = [options.cxx, "-std=c++11", "-x", "c++"]
    results = [compiles(as_c, header) for header in headers + public]
    results += [compiles(as_cxx, header) for header in public]
    if options.library:
        names = exports(options.library)
        alien = [name for name in names if not name.startswith("spore_")]
        for name in alien:
            print(f"{options.library} exports {name}")
        results.append(bool(names) and not alien)
    print(f"checked {len(headers) + len(public)} headers")
    sys.exit(0 if all(results) and public else 1)


main()
