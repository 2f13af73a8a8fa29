/*
 * lines() of the io library and of files. The iterator is a closure of io.lua over
 * the file and the formats; it calls one of the natives below for each step.
 */
#include "lib/io.h"

#include <string.h>

#include "lib/lib.h"

enum { FORMATS_MAX = 250 };

/* ---- iterators ---- */

/* Arguments: file, formats … */
static NativeStatus next_item(VM *vm, NativeCall *call, bool is_ours)
{
    const File *file = call->count > 0 ? file_from_value(call->args[0]) : NULL;
    if (file && file->state == FILE_CLOSED)
        return native_error(vm, "file is already closed");
    Handle *handle = io_take_file(vm, call, 0);
    if (!handle) return NATIVE_ERROR;
    NativeStatus status = io_read_formats(vm, call, handle, 1);
    if (status != NATIVE_RETURN || !value_is_nil(call->results[0])) return status;
    const Value reason = call->result_count > 1 ? call->results[1] : VALUE_NIL;
    if (reason.tag == TAG_STRING)
        return native_error(vm, "%s", value_string(reason)->data);
    if (is_ours) (void)file_close(vm, handle); /* it was only read from */
    return native_return_nothing(call);
}

static NativeStatus file_next(VM *vm, NativeCall *call)
{
    return next_item(vm, call, false);
}

/* Of a file that io.lines has opened: it is closed at its end. */
static NativeStatus file_next_of_own(VM *vm, NativeCall *call)
{
    return next_item(vm, call, true);
}

const NativeDef LIB_FILE_NEXT[] = {
    {"file.next", file_next, 2, NATIVE_IS_UNLISTED, FIBER_MAX_SLOTS},
    {"file.next_of_own", file_next_of_own, 2, NATIVE_IS_UNLISTED, FIBER_MAX_SLOTS},
    {NULL},
};

bool io_open_lines(VM *vm)
{
    Table *prelude = lib_prelude_table(vm);
    return prelude &&
           table_set_named(vm, prelude, "file_next", value_native(&LIB_FILE_NEXT[0])) &&
           table_set_named(vm, prelude, "file_next_of_own",
                           value_native(&LIB_FILE_NEXT[1]));
}

/* ---- lines ---- */

/* The iterator over a file: the formats are the arguments behind the first. */
static NativeStatus begin_lines(VM *vm, NativeCall *call, Handle *handle, bool is_ours)
{
    const uint32_t count = call->count > 1 ? call->count - 1 : 0;
    if (count > FORMATS_MAX)
        return native_argument_error(vm, call, FORMATS_MAX + 2, "too many arguments");
    Value *callee = native_scratch(vm, call, count + 3);
    if (!callee) return NATIVE_ERROR;
    callee[1] = file_value(handle);
    callee[2] = value_bool(is_ours);
    memcpy(callee + 3, call->args + 1, count * sizeof(Value));
    return lib_hand_over(vm, call, "lines_iterator", callee, count + 2);
}

NativeStatus io_lines(VM *vm, NativeCall *call)
{
    const bool is_ours = native_is_given(call, 0);
    Handle *handle;
    if (is_ours) {
        handle = io_open_or_fail(vm, call, "r");
    } else {
        handle = io_default_file(vm, true);
        if (handle && !io_check_file(vm, handle)) handle = NULL;
    }
    return handle ? begin_lines(vm, call, handle, is_ours) : NATIVE_ERROR;
}

NativeStatus file_lines(VM *vm, NativeCall *call)
{
    Handle *handle = io_take_file(vm, call, 0);
    return handle ? begin_lines(vm, call, handle, false) : NATIVE_ERROR;
}
