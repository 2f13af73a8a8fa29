/*
 * Lua's standard library and Spore's modules. Each open function registers its
 * natives and sets its globals; all return false when out of memory.
 *
 * Where things are, so that every part finds the others:
 *
 *   registry.loaded   package.loaded: modules by name, the libraries included
 *   registry.prelude  _ENV of the library's parts that are written in Lua: all
 *                     globals and modules as they are at the start (a program
 *                     that changes its globals does not change ours), and what
 *                     natives an open function puts there for them
 *
 * A file src/lib/NAME.lua holds function statements only. `function f()` is a
 * helper in the prelude's environment; `function table.sort()` goes into that
 * table of the library, `function _G.require()` is a global, `function mutex:lock()`
 * goes into a table that an open function put into the environment. The functions are
 * made without running the file, so their only upvalue is _ENV, and they call
 * each other through it. A native goes on in one of them by lib_hand_over().
 */
#pragma once

#include "vm/vm.h"

/* All of them, in order. The natives alone suffice for a VM that is loaded. */
bool lib_open(VM *vm);
/* Registers natives and handle types but sets no globals: before a load. */
bool lib_register(VM *vm);

bool lib_open_base(VM *vm);
bool lib_open_package(VM *vm);
bool lib_open_coroutine(VM *vm);
bool lib_open_table(VM *vm);
bool lib_open_string(VM *vm);
bool lib_open_math(VM *vm);
bool lib_open_utf8(VM *vm);
bool lib_open_io(VM *vm);
bool lib_open_os(VM *vm);
bool lib_open_debug(VM *vm);
bool lib_open_tasklet(VM *vm); /* tasklet and channel */
bool lib_open_job(VM *vm);
bool lib_open_prelude(VM *vm); /* the parts written in Lua, src/lib/<name>.lua */

/* The rows of native definitions, for lib_register. */
extern const NativeDef LIB_BASE[], LIB_PACKAGE[], LIB_SEARCHERS[], LIB_COROUTINE[],
    LIB_TABLE[], LIB_TABLE_HIDDEN[], LIB_STRING[], LIB_MATH[], LIB_UTF8[],
    LIB_UTF8_NEXT[], LIB_IO[], LIB_FILE[], LIB_OS[], LIB_DEBUG[], LIB_TASKLET[],
    LIB_TASKLET_HIDDEN[], LIB_MUTEX_HIDDEN[], LIB_CHANNEL[], LIB_JOB[];
extern const HandleType LIB_FILE_TYPE, LIB_UPVALUE_ID;

/* ---- for the parts of the library ---- */

/*
 * A table with these natives, as package.loaded[name] and, if `is_global`, as
 * the global of that name. NULL: out of memory.
 */
Table *lib_open_module(VM *vm, const char *name, const NativeDef *defs, bool is_global);

/* The environment of the parts written in Lua. NULL: out of memory. */
Table *lib_prelude_table(VM *vm);

/*
 * The prelude's function `name` goes on in the native's place, with `count`
 * arguments at callee[1 …]; callee is as for NATIVE_TAIL.
 */
NativeStatus lib_hand_over(VM *vm, NativeCall *call, const char *name, Value *callee,
                           uint32_t count);
/*
 * The same with the native itself, which tracebacks show for the function, and the
 * first `count` registers as arguments.
 */
NativeStatus lib_hand_over_registers(VM *vm, NativeCall *call, const char *name,
                                     uint32_t count);

/*
 * Asks the host before a size that a program chose is allocated. false: no memory
 * can hold it, which is an error of the program; set in vm.
 */
bool lib_has_memory(VM *vm, size_t size_bytes);

enum { LIB_IDENTITY_MAX = 20 };

/*
 * Writes the identity of an object or native, "0x…", to text[LIB_IDENTITY_MAX]. It
 * stands where other implementations show an address, and stays when a job moves.
 * False: a value of this type has none.
 */
bool lib_identity(VM *vm, Value v, char *text);
/*
 * Text of any value as tostring gives it, __name honoured, __tostring not (that
 * needs a call); "table: 0x…" with the identity. NULL: out of memory.
 */
String *lib_to_text(VM *vm, Value v);

/* ---- for the host ---- */

/* job.name; also after a load, when the name may be another one. */
bool lib_set_job_name(VM *vm, const char *name);
