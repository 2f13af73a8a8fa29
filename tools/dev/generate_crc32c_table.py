#!/usr/bin/env python3
"""Writes src/base/crc32c_table.h: the constant tables of CRC-32C, slicing by 8.

usage: generate_crc32c_table.py [--check]

With --check nothing is written; exit 1 when the file is not what would be.
"""

import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "src/base/crc32c_table.h"

POLYNOMIAL = 0x82F63B78  # Castagnoli, bits reversed


def make_tables():
    tables = [[0] * 256 for _ in range(8)]
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = (crc >> 1) ^ (POLYNOMIAL if crc & 1 else 0)
        tables[0][byte] = crc
    for k in range(1, 8):
        for byte in range(256):
            before = tables[k - 1][byte]
            tables[k][byte] = (before >> 8) ^ tables[0][before & 0xFF]
    return tables


def make_text(tables):
    lines = [
        "/*",
        " * Made by tools/dev/generate_crc32c_table.py. Row k: the CRC-32C of a byte",
        " * followed by k zero bytes.",
        " */",
        "#pragma once",
        "",
        "#include <stdint.h>",
        "",
        "/* clang-format off */",
        "static const uint32_t CRC32C_TABLE[8][256] = {",
    ]
    for table in tables:
        for i in range(0, 256, 6):
            row = ", ".join(f"0x{value:08x}" for value in table[i : i + 6])
            opening = "    {" if i == 0 else "     "
            lines.append(f"{opening}{row}{'},' if i + 6 >= 256 else ','}")
    lines += ["};", "/* clang-format on */"]
    return "\n".join(lines) + "\n"


def main():
    text = make_text(make_tables())
    if sys.argv[1:] == ["--check"]:
        if TARGET.read_text() != text:
            sys.exit(f"{TARGET} is not what this script makes")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        TARGET.write_text(text)


main()
