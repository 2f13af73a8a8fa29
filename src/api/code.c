/*
 * Code of programs: read from files, written as bytecode, listed for people.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/host.h"
#include "compiler/compile.h"
#include "vm/bytecode.h"

_Static_assert((int)SPORE_CODE_LINES == (int)BYTECODE_DEBUG &&
                   (int)SPORE_CODE_ALL == (int)BYTECODE_ALL,
               "parts of bytecode");

/* ---- reading programs ---- */

/* The whole file as bytes. */
static SporeStatus read_file(const char *path, Bytes *out, Report *report)
{
    FILE *file = fopen(path, "rb");
    size_t got = 0;

    if (!file)
        return report_fail(report, errno == ENOENT ? SPORE_NOT_FOUND : SPORE_IO, "%s: %s",
                           path, strerror(errno));
    do {
        uint8_t *room = bytes_reserve(out, 65536);
        if (!room) break;
        errno = 0;
        got = fread(room, 1, 65536, file);
        out->count += got;
    } while (got > 0);
    const int error = ferror(file) ? errno : 0;
    fclose(file);
    if (out->has_failed)
        return report_fail(report, SPORE_NO_MEMORY, "%s: no memory", path);
    if (error) return report_fail(report, SPORE_IO, "%s: %s", path, strerror(error));
    return SPORE_OK;
}

/* A first line that starts with '#' is for the shell; its newline stays, so that
 * lines keep their numbers. */
static size_t shebang_length(const Bytes *bytes)
{
    size_t i = 0;

    if (bytes->count == 0 || bytes->data[0] != '#') return 0;
    while (i < bytes->count && bytes->data[i] != '\n')
        i++;
    return i;
}

static SporeStatus read_bytecode(VM *vm, const void *data, size_t size, const char *path,
                                 Proto **out_main)
{
    Reader in = {data, (const uint8_t *)data + size, false};
    Report report = {.text = "out of memory"};
    const SporeStatus status = bytecode_read(vm, &in, out_main, &report);

    if (status == SPORE_OK) return SPORE_OK;
    return report_fail(host_report(vm), status, "%s: %s", path, report.text);
}

SporeStatus host_make_program(VM *vm, const void *data, size_t size, const char *name,
                              const char *path, Proto **out_main)
{
    if (bytecode_is_one(data, size)) return read_bytecode(vm, data, size, path, out_main);
    const SporeStatus status = compile_text(vm, data, size, name, out_main);
    if (status == SPORE_OK) return SPORE_OK;
    if (status == SPORE_SYNTAX) return host_keep_error(vm, status);
    return report_fail(host_report(vm), status, "%s: %s", path,
                       spore_status_name(status));
}

SporeStatus host_read_program(VM *vm, const char *path, Proto **out_main)
{
    SporeStatus status = SPORE_OK;
    Bytes bytes = {0};
    char name[4096];

    snprintf(name, sizeof name, "@%s", path);
    TRY(read_file(path, &bytes, host_report(vm)));
    const size_t skip = shebang_length(&bytes);
    status = host_make_program(vm, (const char *)bytes.data + skip, bytes.count - skip,
                               name, path, out_main);

done:
    bytes_deinit(&bytes);
    return status;
}

/* ---- compiling ---- */

SporeStatus spore_vm_compile_file(SporeVM *vm, const char *path, SporeCodeParts parts,
                                  uint8_t **out_code, size_t *out_size)
{
    Proto *main = NULL;
    Bytes code = {0};
    const SporeStatus status = host_read_program(vm, path, &main);

    if (status != SPORE_OK) return status;
    bytecode_write(main, parts, &code);
    if (code.has_failed) {
        bytes_deinit(&code);
        return report_fail(host_report(vm), SPORE_NO_MEMORY, "%s: no memory", path);
    }
    *out_code = code.data;
    *out_size = code.count;
    return SPORE_OK;
}

void spore_code_free(void *code)
{
    free(code);
}

/* ---- listing ---- */

static SporeStatus give_listing(VM *vm, Bytes *listing, char **out_text)
{
    bytes_put_u8(listing, 0);
    if (listing->has_failed) {
        bytes_deinit(listing);
        return report_fail(host_report(vm), SPORE_NO_MEMORY, "no memory for the listing");
    }
    *out_text = (char *)listing->data;
    return SPORE_OK;
}

SporeStatus spore_vm_list_file(SporeVM *vm, const char *path, char **out_text)
{
    Proto *main = NULL;
    Bytes listing = {0};
    const SporeStatus status = host_read_program(vm, path, &main);

    if (status != SPORE_OK) return status;
    bytecode_disassemble(main, &listing);
    return give_listing(vm, &listing, out_text);
}

typedef struct ChunkList {
    const Proto **items; /* main prototypes */
    size_t count;
    size_t capacity;
    bool has_failed;
} ChunkList;

static void collect_chunk(void *context, Object *object)
{
    ChunkList *list = context;
    const Proto *proto = (const Proto *)object;

    if (object->kind != KIND_PROTO || proto->main != proto || proto_is_library(proto))
        return;
    if (list->count == list->capacity) {
        const size_t capacity = list->capacity ? list->capacity * 2 : 16;
        const Proto **items = realloc(list->items, capacity * sizeof *items);
        list->has_failed = list->has_failed || !items;
        if (!items) return;
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = proto;
}

/* By the names of their sources; equal ones in the order in which they were made. */
static int compare_chunks(const void *a, const void *b)
{
    const Proto *const *one = a, *const *other = b;
    const String *name = (*one)->source_name, *other_name = (*other)->source_name;
    const int order = strcmp(name ? name->data : "", other_name ? other_name->data : "");

    if (order != 0) return order;
    const uint64_t id = (*one)->header.record_id, other_id = (*other)->header.record_id;
    return (id > other_id) - (id < other_id);
}

SporeStatus spore_vm_list_code(SporeVM *vm, char **out_text)
{
    ChunkList chunks = {0};
    Bytes listing = {0};

    heap_each(vm, collect_chunk, &chunks);
    if (chunks.count)
        qsort(chunks.items, chunks.count, sizeof *chunks.items, compare_chunks);
    for (size_t i = 0; i < chunks.count; i++) {
        if (i > 0) bytes_put_u8(&listing, '\n');
        bytecode_disassemble(chunks.items[i], &listing);
    }
    listing.has_failed = listing.has_failed || chunks.has_failed;
    free(chunks.items);
    return give_listing(vm, &listing, out_text);
}
