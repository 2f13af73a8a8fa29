/*
 * Fuzz target: any bytes for load() of binary chunks. What it takes must verify, be
 * written as bytes that give the same code, and run without harm, whatever it does, for
 * a bounded number of ticks, in a VM that has no files and no commands.
 */
#include "compiler/compile.h"
#include "fuzz.h"
#include "lib/lib.h"

enum { TICKS = 20000, STOPS = 4 };

/* load() in the program, so that the chunk gets what a program's chunks get. */
static const char PROGRAM[] = "local chunk = load(..., '=fuzz', 'b')\n"
                              "if chunk then return chunk('argument', 2, {}) end";

static VM *open_vm(void)
{
    const VMOptions options = {.memory_limit_bytes = FUZZ_MEMORY_LIMIT};
    VM *vm = vm_new(&options);
    if (!vm) fuzz_fail("no memory for a VM");
    return vm;
}

/* Without what reads, writes or runs anything outside; nothing else leads there. */
static bool open_library(VM *vm)
{
    static const char *const LEFT_OUT[] = {"dofile", "loadfile", "print", "warn"};
    if (!lib_open_base(vm)) return false;
    for (size_t i = 0; i < sizeof LEFT_OUT / sizeof LEFT_OUT[0]; i++)
        if (!table_set_named(vm, vm->globals, LEFT_OUT[i], VALUE_NIL)) return false;
    return lib_open_coroutine(vm) && lib_open_table(vm) && lib_open_string(vm) &&
           lib_open_math(vm) && lib_open_utf8(vm) && lib_open_debug(vm) &&
           lib_open_tasklet(vm) && lib_open_job(vm) && lib_open_prelude(vm);
}

static void run_ticks(VM *vm)
{
    vm->tick_limit = vm_ticks(vm) + TICKS;
    for (int i = 0; i < STOPS; i++) {
        if (vm_run(vm) != RUN_REQUEST) break;
        atomic_store(&vm->requests, 0);
    }
    if (!vm->fatal) heap_collect(vm);
}

static void run(const uint8_t *data, size_t size)
{
    VM *vm = open_vm();
    Proto *program = NULL;
    if (!open_library(vm) ||
        compile_text(vm, PROGRAM, strlen(PROGRAM), "=program", &program) != SPORE_OK)
        fuzz_fail("the VM cannot be set up");
    Closure *closure = compile_closure(vm, program, value_object(TAG_TABLE, vm->globals));
    String *bytes = string_new(vm, (const char *)data, size);
    if (!closure || !bytes) fuzz_fail("the VM cannot be set up");
    const Value argument = string_value(bytes);
    if (!vm_set_main(vm, value_object(TAG_CLOSURE, closure), &argument, 1))
        fuzz_fail("the VM cannot be set up");
    run_ticks(vm);
    vm_free(vm);
}

/* Whether the bytes are let in. */
static bool check_load(const uint8_t *data, size_t size)
{
    VM *vm = open_vm();
    Reader in = {data, data + size, false};
    Report report = {{0}};
    Proto *main = NULL;
    const SporeStatus status = bytecode_read(vm, &in, &main, &report);
    if (status == SPORE_OK) {
        fuzz_check_code(main);
        fuzz_check_round_trip(vm, main, BYTECODE_ALL);
    } else if (report.text[0] == 0) {
        fuzz_fail("a refusal without a reason");
    }
    vm_free(vm);
    return status == SPORE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (check_load(data, size)) run(data, size);
    return 0;
}
