/*
 * Fuzz target: any bytes as an exported job, with the checksums repaired so that they
 * are looked at. What is let in can be listed as ps and stack do it, goes on for a
 * bounded number of ticks, and is collected and saved.
 */
#include "base/hash.h"
#include "fuzz_vm.h"
#include "lib/lib.h"
#include "persist/import.h"
#include "persist/segment.h"
#include "persist/stream.h"

enum { STUBS_MAX = 64 };

/* ---- checksums ---- */

static void repair_part(uint8_t *data, uint8_t *part, size_t size)
{
    uint8_t *payload = part + STREAM_PART_HEADER;
    if (part[0] == STREAM_END && size == HASHER_BYTES)
        hasher_hash(data, (size_t)(part - data), payload);
    key_put_u32(payload + size, hash_crc32c(0, part, STREAM_PART_HEADER + size));
}

static void repair(uint8_t *data, size_t size)
{
    const size_t frame = STREAM_PART_HEADER + STREAM_PART_CRC;
    size_t at = STREAM_MAGIC_BYTES + 1;
    while (at + frame <= size) {
        const uint64_t payload = key_u64(data + at + 1);
        if (payload > size - at - frame) return;
        repair_part(data, data + at, (size_t)payload);
        at += frame + (size_t)payload;
    }
}

static SporeStatus take(void *context, void *data, size_t size, size_t *out_count,
                        Report *report)
{
    Reader *reader = context;
    (void)report;
    *out_count = size < reader_left(reader) ? size : reader_left(reader);
    if (*out_count > 0) memcpy(data, reader_take(reader, *out_count), *out_count);
    return SPORE_OK;
}

/* ---- machines ---- */

/* In place of what reaches out of the VM. */
static NativeStatus do_nothing(VM *vm, NativeCall *call)
{
    (void)vm;
    return native_return(call, VALUE_NIL);
}

static bool reaches_out(const char *name)
{
    static const char *const PREFIXES[] = {"io.",   "os.",   "file.", "dofile",
                                           "loadf", "print", "warn",  "package.search"};
    for (size_t i = 0; i < sizeof PREFIXES / sizeof PREFIXES[0]; i++)
        if (strncmp(name, PREFIXES[i], strlen(PREFIXES[i])) == 0) return true;
    return false;
}

/* A blank VM; a job in it can do no harm outside. */
static VM *open_vm(void)
{
    static NativeDef stubs[STUBS_MAX];
    const VMOptions options = {.memory_limit_bytes = FUZZ_MEMORY_LIMIT};
    uint32_t count = 0;
    VM *vm = vm_new(&options);
    if (!vm || !lib_register(vm)) fuzz_fail("no memory for a VM");
    for (uint32_t i = 0; i < vm->native_capacity; i++) {
        if (!vm->natives[i] || !reaches_out(vm->natives[i]->name)) continue;
        if (count == STUBS_MAX) fuzz_fail("too many natives to be replaced");
        stubs[count] = *vm->natives[i];
        stubs[count].function = do_nothing;
        vm->natives[i] = &stubs[count++];
    }
    return vm;
}

static void visit_no_frame(void *context, const SporeFrameInfo *frame)
{
    (void)context, (void)frame;
}

static void visit_no_local(void *context, const SporeLocalInfo *local)
{
    (void)context, (void)local;
}

/* ---- what is done with a job ---- */

static void list(VM *vm)
{
    const SporeStackVisitor visitor = {.frame = visit_no_frame, .local = visit_no_local};
    SporeTaskletInfo *tasklets = NULL;
    size_t count = 0;
    if (spore_vm_tasklets(vm, &tasklets, &count) != SPORE_OK) return;
    for (size_t i = 0; i < count && i < 16; i++)
        (void)spore_vm_stack(vm, tasklets[i].number, &visitor);
    spore_tasklets_free(tasklets);
}

/* As a resume does it: now the natives must be there. */
static void go_on(Image *image)
{
    Report report = {{0}};
    RecordSource *source = memory_source_new(&image, 1);
    VM *vm = open_vm();
    if (!source) fuzz_fail("no memory for a source");
    if (snapshot_load(vm, source, NULL, &report) == SPORE_OK) {
        fuzz_run_a_while(vm);
        if (!vm->fatal) fuzz_collect_and_save(vm);
    } else if (report.text[0] == 0) {
        fuzz_fail("a refusal without a reason");
    }
    memory_source_free(source);
    vm_free(vm);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Import import = {.name = ""};
    Report report = {{0}};
    uint8_t *copy = malloc(size + 1);
    VM *vm = open_vm();
    if (size) memcpy(copy, data, size);
    repair(copy, size);
    Reader reader = {copy, copy + size, false};
    if (import_read(&import, vm, take, &reader, &report) == SPORE_OK) {
        list(vm);
        go_on(&import.image);
    } else if (report.text[0] == 0) {
        fuzz_fail("a refusal without a reason");
    }
    vm_free(vm);
    import_deinit(&import);
    free(copy);
    return 0;
}
