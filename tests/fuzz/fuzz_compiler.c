/*
 * Fuzz target: any text for the compiler. What compiles must verify, compile to the
 * same bytecode a second time, and stay the same when its bytecode is read back.
 *
 * One VM serves many inputs, so that each takes microseconds. All that an input has
 * made must be garbage afterwards.
 */
#include "compiler/compile.h"
#include "fuzz.h"

enum {
    VM_INPUTS = 2000, /* until the VM is freed, and must then have given all back */
    SETTLE_INPUTS = 50
};

static VM *vm;
static unsigned inputs;
static size_t counted_bytes; /* that the VM holds */
static size_t empty_bytes;   /* of its heap without any input */

static void *counted_allocate(void *context, void *block, size_t old_size,
                              size_t new_size)
{
    (void)context;
    if (new_size == 0) {
        counted_bytes -= old_size;
        free(block);
        return NULL;
    }
    void *result = realloc(block, new_size);
    if (result) counted_bytes += new_size - old_size;
    return result;
}

static void open_vm(void)
{
    const VMOptions options = {.allocate = counted_allocate,
                               .memory_limit_bytes = FUZZ_MEMORY_LIMIT};
    vm = vm_new(&options);
    if (!vm) fuzz_fail("no memory for a VM");
    heap_collect(vm);
    empty_bytes = vm->heap.live_bytes;
}

static void close_vm(void)
{
    vm_free(vm);
    vm = NULL;
    if (counted_bytes != 0) fuzz_fail("the VM has left %zu bytes behind", counted_bytes);
}

/* Nothing of the inputs so far is needed any more. */
static void settle(void)
{
    vm->error = VALUE_NIL;
    heap_collect(vm);
    if (vm->heap.live_bytes != empty_bytes)
        fuzz_fail("the heap has grown from %zu to %zu bytes", empty_bytes,
                  vm->heap.live_bytes);
}

/* "fuzz:LINE: …"; what begins otherwise blames the compiler itself. */
static void check_message(void)
{
    if (vm->error.tag != TAG_STRING) fuzz_fail("the message is no string");
    const char *text = value_string(vm->error)->data;
    if (strncmp(text, "fuzz:", 5) != 0 || text[5] < '1' || text[5] > '9')
        fuzz_fail("unexpected message: %s", text);
}

/* NULL: it does not compile. */
static Proto *compile(const uint8_t *data, size_t size)
{
    Proto *main = NULL;
    /* A file's start is read differently. */
    const char *name = size % 2 == 0 ? "=fuzz" : "@fuzz";
    const SporeStatus status = compile_text(vm, (const char *)data, size, name, &main);
    if (status == SPORE_OK) return main;
    if (status == SPORE_SYNTAX)
        check_message();
    else if (!fuzz_is_limit(status))
        fuzz_fail("unexpected status %d", (int)status);
    return NULL;
}

static void check_same_code(const Proto *main, const Proto *again)
{
    Bytes first = {0};
    Bytes second = {0};
    bytecode_write(main, BYTECODE_ALL, &first);
    bytecode_write(again, BYTECODE_ALL, &second);
    if (first.count != second.count || memcmp(first.data, second.data, first.count) != 0)
        fuzz_fail("compiles to other bytes the second time");
    bytes_deinit(&first);
    bytes_deinit(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!vm) open_vm();
    const Proto *main = compile(data, size);
    if (main) {
        const Proto *again = compile(data, size);
        if (!again && !vm->fatal) fuzz_fail("does not compile the second time");
        fuzz_check_code(main);
        if (again) check_same_code(main, again);
        fuzz_check_round_trip(vm, main, BYTECODE_ALL);
        fuzz_check_round_trip(vm, main->all[main->all_count - 1], 0);
    }
    inputs++;
    if (vm->fatal) {
        close_vm();
    } else if (inputs % SETTLE_INPUTS == 0) {
        settle();
        if (inputs % VM_INPUTS == 0) close_vm();
    }
    return 0;
}
