/*
 * Code: prototypes, closures and upvalue cells.
 *
 * All prototypes of one compiled chunk live and die together: each points to
 * the main one, the main one lists all of them in preorder. That list index and
 * the hash of the chunk's code are what a snapshot stores.
 */
#pragma once

#include "vm/object.h"

typedef struct String String;
typedef struct Proto Proto;
typedef struct Upvalue Upvalue;
typedef struct Fiber Fiber;

typedef uint32_t Instruction;

/* An instruction as it is loaded, beside what the interpreter found out when it
 * last ran it: an inline cache, never trusted and never stored. */
typedef struct CodeWord {
    Instruction instruction;
    uint32_t hint;
} CodeWord;

/* Where CLOSURE takes an upvalue from. */
typedef enum UpvalueSource {
    UPVALUE_LOCAL_VALUE = 0, /* copy of the register: assigned exactly once */
    UPVALUE_LOCAL_CELL = 1,  /* cell over the register */
    UPVALUE_OUTER = 2        /* the slot of the enclosing closure, as it is */
} UpvalueSource;

typedef struct UpvalueDesc {
    String *name;
    uint8_t source;  /* UpvalueSource */
    uint8_t index;   /* register, or slot of the enclosing closure */
    uint8_t is_cell; /* this slot holds a cell (false: the value itself) */
} UpvalueDesc;

typedef struct LocalDesc {
    String *name;
    uint32_t start_pc; /* first instruction where it is alive */
    uint32_t end_pc;   /* first one where it is dead */
    uint32_t reg;
} LocalDesc;

struct Proto {
    Object header;
    CodeWord *code;
    Value *constants; /* nil, booleans, numbers, strings */
    Proto **children; /* functions defined directly inside */
    UpvalueDesc *upvalues;
    LocalDesc *locals; /* by start_pc; several may share a register */
    uint32_t *lines;   /* source line of each instruction */
    uint32_t code_count;
    uint32_t constant_count;
    uint32_t child_count;
    uint32_t local_count;
    uint16_t upvalue_count;
    uint8_t parameter_count;
    uint8_t is_vararg;
    uint16_t frame_size;   /* registers, at least parameters + 1, at most 254 */
    uint32_t line_defined; /* 0: main chunk */
    uint32_t last_line;
    Proto *main;    /* the chunk's main prototype (itself there) */
    uint32_t index; /* in main->all */

    /* Only in the main prototype. */
    Proto **all; /* every prototype of the chunk, preorder */
    uint32_t all_count;
    String *source_name;   /* as load() got it: "@file", "=name" or text */
    String *source_text;   /* whole text, or NULL when stripped */
    uint8_t code_hash[32]; /* set by the first save */
    bool has_code_hash;
    bool is_stored;    /* the store that this job saves into has it */
    Proto *next_chunk; /* of vm->chunks */
    Proto *prev_chunk;
};

/*
 * A cell: a variable that several closures (or a frame and closures) share.
 * Open: the value lives in a register of `fiber`. Closed: in `closed`.
 *
 *   open:   location -> fiber->stack[slot]
 *   closed: location -> closed, fiber == NULL
 */
struct Upvalue {
    Object header;
    Value *location;
    Value closed;
    Fiber *fiber;
    uint32_t slot;
};

typedef struct Closure {
    Object header;
    Proto *proto;
    uint32_t upvalue_count;
    Value upvalues[]; /* TAG_UPVALUE: a cell; anything else: the value itself */
} Closure;

/* An empty prototype that is its own main. NULL: out of memory. */
Proto *proto_new(VM *vm);
/* A prototype below `main`; it is appended to main->all by proto_adopt_all. */
void proto_free(VM *vm, Proto *proto);
/* Fills main->all in preorder. Call once, when the chunk is complete; false: out of
 * memory. */
bool proto_complete(VM *vm, Proto *main);
/* A complete chunk that has been verified becomes one of vm->chunks. */
void proto_list_chunk(VM *vm, Proto *main);
/* Text for messages, as Lua shortens it ("file.lua", "[string \"…\"]"). */
void proto_source_for_messages(const Proto *proto, char *out, size_t size);
/* Part of the library that is written in Lua: it counts as a native. */
bool proto_is_library(const Proto *proto);
/* Source line of an instruction; 0 when stripped. */
uint32_t proto_line(const Proto *proto, uint32_t pc);
/* Name of the local in `reg` that is alive at pc, or NULL. */
const char *proto_local_name(const Proto *proto, uint32_t reg, uint32_t pc);

/* A closure with nil upvalues. */
Closure *closure_new(VM *vm, Proto *proto);
/* A closed cell that holds `value`. */
Upvalue *upvalue_new_closed(VM *vm, Value value);
