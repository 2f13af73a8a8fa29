#!/usr/bin/env python3
"""Writes src/base/crc32c_table.h: the constant tables of CRC-32C, slicing by 8."""

POLYNOMIAL = 0x82F63B78  # Castagnoli, bits reversed


def main():
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
    print("/*")
    print(" * Made by tools/dev/generate_crc32c_table.py. Row k: the CRC-32C of a byte")
    print(" * followed by k zero bytes.")
    print(" */")
    print("#pragma once\n\n#include <stdint.h>\n")
    print("/* clang-format off */")
    print("static const uint32_t CRC32C_TABLE[8][256] = {")
    for table in tables:
        for i in range(0, 256, 6):
            row = ", ".join(f"0x{value:08x}" for value in table[i : i + 6])
            opening = "    {" if i == 0 else "     "
            print(f"{opening}{row}{'},' if i + 6 >= 256 else ','}")
    print("};")
    print("/* clang-format on */")


main()
