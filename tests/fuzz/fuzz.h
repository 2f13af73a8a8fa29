/*
 * What the fuzz targets share. A target is one function, called with input after
 * input: by libFuzzer, or by replay.c for the inputs of a corpus. What it finds wrong
 * ends the process.
 */
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/bytecode.h"
#include "vm/vm.h"

enum { FUZZ_MEMORY_LIMIT = 64 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A finding. */
__attribute__((noreturn, format(printf, 1, 2))) static inline void
fuzz_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("finding: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    abort();
}

/* A status that says nothing about the input. */
static inline bool fuzz_is_limit(SporeStatus status)
{
    return status == SPORE_LIMIT || status == SPORE_NO_MEMORY;
}

static inline void fuzz_check_code(const Proto *main)
{
    Report report = {{0}};
    for (uint32_t i = 0; i < main->all_count; i++)
        if (bytecode_verify(main->all[i], &report) != SPORE_OK)
            fuzz_fail("code that was let in does not verify: %s", report.text);
}

/*
 * The bytecode of `main` (BYTECODE_… parts) can be read, verifies, and is written as
 * the same bytes again.
 */
static inline void fuzz_check_round_trip(VM *vm, const Proto *main, unsigned parts)
{
    Bytes first = {0};
    Bytes second = {0};
    Report report = {{0}};
    Proto *copy = NULL;
    bytecode_write(main, parts, &first);
    Reader in = {first.data, first.data + first.count, false};
    const SporeStatus status = bytecode_read(vm, &in, &copy, &report);
    if (status == SPORE_OK) {
        fuzz_check_code(copy);
        bytecode_write(copy, parts, &second);
        if (in.at != in.end) fuzz_fail("not all of the written bytecode is read");
        if (first.count != second.count ||
            memcmp(first.data, second.data, first.count) != 0)
            fuzz_fail("bytecode that was read is written as other bytes");
    } else if (!fuzz_is_limit(status)) {
        fuzz_fail("written bytecode is refused: %s", report.text);
    }
    bytes_deinit(&first);
    bytes_deinit(&second);
}
