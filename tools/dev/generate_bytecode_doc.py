#!/usr/bin/env python3
"""Writes docs/bytecode.md from src/vm/opcodes.def.

usage: generate_bytecode_doc.py [--check]

With --check nothing is written; exit 1 when the document is not up to date.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/vm/opcodes.def"
TARGET = ROOT / "docs/bytecode.md"

ROW = re.compile(r'^OPCODE\((\w+),\s*(\w+),\s*(\w+),\s*(\w+),\s*"(.*)"\)$')

KINDS = {
    "NONE": ("unused", "is 0"),
    "R": ("register that is read", "below the frame's size"),
    "W": ("register that is written", "below the frame's size"),
    "RW": ("register that is read and written", "below the frame's size"),
    "K": ("constant", "exists"),
    "KS": ("constant, a short string", "exists, is a string of at most 40 bytes"),
    "KN": ("constant, a number", "exists, is an integer or a float"),
    "U": ("upvalue slot", "exists"),
    "UC": ("upvalue slot with a cell", "exists, has a cell"),
    "FLAG": ("0 or 1", "is 0 or 1"),
    "COUNT": ("a number", "the registers it counts are inside the frame"),
    "MORE": ("a count + 1; 0: up to the open top",
             "the registers it counts are inside the frame; the open top is set by the "
             "instruction before"),
    "SB": ("signed 8 bits, biased by 128", "-"),
    "BX": ("constant, 16 bits (B and C)", "exists"),
    "SBX": ("signed 16 bits (B and C), biased by 32768", "-"),
    "PROTO": ("child prototype, 16 bits (B and C)", "exists"),
    "AX": ("unsigned 24 bits (A, B and C)", "as the instruction before says"),
    "JUMP": ("signed 24 bits (A, B and C), biased by 2^23, from the next instruction",
             "JUMP leads forward, LOOP backward, onto an instruction"),
}

HEAD = """\
# Bytecode

<!-- Made by tools/dev/generate_bytecode_doc.py from src/vm/opcodes.def. -->

A function's code is a row of 32-bit words for a machine with registers. Registers are numbered
from 0 within the function's frame; parameters come first. `spore disasm` lists the code of a
program or of a snapshot; `spore compile` writes it into a file that `spore run` and `load` take,
after the verifier has seen it.

    bit 0       8       16      24
        | op    | A     | B     | C     |
        | op    | A     | Bx            |
        | op    | Ax, or a jump         |

The number of an opcode is its row in the table below. Rows are append-only: a changed meaning is
a new row, or a new bytecode version.

Three things go over more than one instruction:

* A **condition** (EQ to TESTSET, FORPREP, TFORPREP) is followed by a JUMP of its own, FORLOOP and
  TFORLOOP by a LOOP: when the condition holds the jump is taken, else it is stepped over. Every
  jump backward is a LOOP, and every LOOP is a safepoint.
* An **open top** is the end of a number of values that only run time knows. CALL (C = 0) and
  VARARG (B = 0) set it; the very next instruction, and no other, uses it with a MORE operand of
  0 (CALL, TAILCALL, RETURN, SETLIST). No jump leads there.
* **EXTRA** is the operand word of the LOADKX or SETLIST before it and is never executed.

## Operands

The last column is what the verifier proves of every operand before code from outside runs; the
interpreter trusts exactly that.

"""


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def read_rows():
    rows = []
    for number, line in enumerate(SOURCE.read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("OPCODE("):
            continue
        match = ROW.match(line)
        if not match:
            sys.exit(f"{SOURCE}:{number}: not a row: {line}")
        unknown = [kind for kind in match.groups()[1:4] if kind not in KINDS]
        if unknown:
            sys.exit(f"{SOURCE}:{number}: unknown operand kind {unknown[0]}")
        rows.append(match.groups())
    return rows


def document(rows):
    kinds = [(f"`{name}`", meaning, proof) for name, (meaning, proof) in KINDS.items()]
    opcodes = []
    for number, (name, a, b, c, text) in enumerate(rows):
        operands = [kind if kind != "NONE" else "" for kind in (a, b, c)]
        opcodes.append((str(number), f"`{name}`", *operands, text.replace("|", "\\|")))
    return (
        HEAD
        + table(("kind", "what it is", "what is proved"), kinds)
        + f"\n## The {len(rows)} instructions\n\n"
        + "R is a register, K a constant; `:=` assigns; B and C are the plain numbers.\n\n"
        + table(("number", "name", "A", "B", "C", "what it does"), opcodes)
    )


def main():
    text = document(read_rows())
    if sys.argv[1:] == ["--check"]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            sys.exit(f"{TARGET} is not up to date; run tools/dev/generate_bytecode_doc.py")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(text, encoding="utf-8")


main()
