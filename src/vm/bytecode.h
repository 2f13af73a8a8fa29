/*
 * Bytecode as bytes, and the verifier. The format is Spore's own: a header, then
 * the chunk's prototypes in preorder. It is what `string.dump` gives and what the
 * store keeps as a chunk's code, byte for byte the same on every CPU. The hash of
 * these bytes names the code.
 */
#pragma once

#include "base/bytes.h"
#include "base/status.h"
#include "vm/function.h"

/* What is written beside the code itself. */
enum {
    BYTECODE_DEBUG = 1 << 0, /* lines, names of variables, name of the source */
    BYTECODE_TEXT = 1 << 1,  /* the source text; goes with BYTECODE_DEBUG */
    BYTECODE_ALL = BYTECODE_DEBUG | BYTECODE_TEXT
};

/*
 * Appends `main` with all below it: a chunk of its own, also if `main` is nested
 * in another one. Complete prototypes only (proto_complete).
 */
void bytecode_write(const Proto *main, unsigned parts, Bytes *out);

/* Whether it is meant to be bytecode, not text. */
bool bytecode_is_one(const void *data, size_t size);

/*
 * Makes the chunk again from bytes nobody trusts: bounds, counts and every
 * instruction are checked (bytecode_verify). The result is complete
 * (proto_complete). SPORE_CORRUPT with a report; SPORE_INCOMPATIBLE for another
 * BYTECODE_VERSION; SPORE_NO_MEMORY, or SPORE_LIMIT with the error set in vm.
 */
SporeStatus bytecode_read(VM *vm, Reader *in, Proto **out_main, Report *report);

/*
 * Checks one prototype (not its children) against opcodes.def: registers below
 * frame_size, constants of the right kind, jumps inside and onto instructions,
 * conditions followed by their jump, open tops set just before they are used, no
 * way past the end, no call over registers that cells may stand over, and no end that
 * leaves one open (verify_open.h). The interpreter trusts exactly this.
 */
SporeStatus bytecode_verify(const Proto *proto, Report *report);

/*
 * Whether a saved frame may go on at `pc`: an instruction boundary, not a
 * condition's jump or an operand word. `after` and `aux`, those of the call under
 * way from there, must fit the instruction before pc; `aux` is 0 if not used.
 */
bool bytecode_is_resume_point(const Proto *proto, uint32_t pc, uint8_t after,
                              uint16_t aux);

/*
 * Whether the instruction at pc uses the open top. A frame saved there needs
 * fiber->top >= base + out_first; a call under way from there must want all.
 */
bool bytecode_uses_top(const Proto *proto, uint32_t pc, uint32_t *out_first);

/* Appends a listing of it and all below it, a line an instruction, for people. */
void bytecode_disassemble(const Proto *proto, Bytes *out);
