#!/usr/bin/env python3
"""Checks that every header compiles alone, the public ones as C++ too, and that the
libraries and the command line export spore_ names only.

    check_headers.py [--cc cc] [--cxx c++] [--exports build/dev/libspore.so …]"""

import argparse
import pathlib
import re
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


def exports(binary):
    """Names with an @ are copies of the C library's variables."""
    which = "--extern-only" if binary.endswith(".a") else "--dynamic"
    text = subprocess.run(["nm", which, "--defined-only", binary], text=True, check=True,
                          capture_output=True).stdout
    names = [line.split()[2] for line in text.splitlines() if len(line.split()) == 3]
    return {name for name in names if "@" not in name}


def exports_ours_only(binary, promised):
    names = exports(binary)
    alien = sorted(name for name in names if not name.startswith("spore_"))
    missing = sorted(promised - names)
    for name in alien:
        print(f"{binary} exports {name}")
    for name in missing:
        print(f"{binary} does not export {name}")
    return not alien and not missing


def promised_names(headers):
    """The functions that the public headers declare with SPORE_API."""
    text = "".join((TOP / "include" / header).read_text() for header in headers)
    return set(re.findall(r"^SPORE_API [^;]*?\b(spore_\w+)\(", text, re.M))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cc", default="cc")
    parser.add_argument("--cxx", default="c++")
    parser.add_argument("--exports", nargs="*", default=[])
    options = parser.parse_args()
    headers = sorted(p.relative_to(TOP / "src").as_posix() for p in TOP.glob("src/**/*.h"))
    public = sorted(p.relative_to(TOP / "include").as_posix()
                    for p in TOP.glob("include/**/*.h"))
    as_c = [options.cc, "-std=c11", "-D_GNU_SOURCE", "-x", "c"]
    as_cxx = [[options.cxx, f"-std={standard}", "-Wpedantic", "-x", "c++"]
              for standard in ("c++11", "c++17")]
    promised = promised_names(public)
    results = [compiles(as_c, header) for header in headers + public]
    results += [compiles(command, header) for command in as_cxx for header in public]
    results += [exports_ours_only(binary, promised) for binary in options.exports]
    print(f"checked {len(headers) + len(public)} headers")
    sys.exit(0 if all(results) and promised else 1)


main()
