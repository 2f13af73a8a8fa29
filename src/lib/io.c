/*
 * The io library and the methods of files, but for opening (io_open.c), reading
 * (io_read.c) and lines() (io_lines.c).
 */
#include "lib/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/lib.h"

/* ---- results and arguments ---- */

NativeStatus io_return_errno(VM *vm, NativeCall *call, int error, const char *name)
{
    Value *results = native_scratch(vm, call, 3);
    String *text = name ? string_format(vm, "%s: %s", name, strerror(error))
                        : string_from(vm, strerror(error));
    if (!results || !text) return NATIVE_ERROR;
    results[0] = VALUE_NIL;
    results[1] = string_value(text);
    results[2] = value_integer(error);
    call->results = results;
    call->result_count = 3;
    return NATIVE_RETURN;
}

NativeStatus io_return_failure(VM *vm, NativeCall *call, const Handle *handle,
                               const char *name)
{
    return io_return_errno(vm, call, file_error(handle), name);
}

/* What a drain or a seek came to: AGAIN at `step`, a failure, or `value`. */
static NativeStatus finish(VM *vm, NativeCall *call, Handle *handle, FileStatus status,
                           Value value)
{
    if (status == FILE_AGAIN) {
        call->step = 1;
        return NATIVE_AGAIN;
    }
    if (status == FILE_FAILED) return io_return_failure(vm, call, handle, NULL);
    return native_return(call, value);
}

bool io_check_file(VM *vm, const Handle *handle)
{
    switch (file_of(handle)->state) {
    case FILE_OPEN: return true;
    case FILE_CLOSED: native_error(vm, "attempt to use a closed file"); return false;
    default: native_error(vm, "file is not there after a resume"); return false;
    }
}

Handle *io_take_file(VM *vm, NativeCall *call, uint32_t index)
{
    const File *file = index < call->count ? file_from_value(call->args[index]) : NULL;
    if (!file) {
        native_type_error(vm, call, index + 1, "FILE*");
        return NULL;
    }
    return io_check_file(vm, file->handle) ? file->handle : NULL;
}

int io_take_option(VM *vm, NativeCall *call, uint32_t index, const char *const *names,
                   int fallback)
{
    String *text;
    char message[80];
    if (!native_option_string(vm, call, index, &text)) return -1;
    if (!text && fallback >= 0) return fallback;
    if (!text) {
        native_type_error(vm, call, index + 1, "string");
        return -1;
    }
    for (int i = 0; names[i]; i++)
        if (strcmp(text->data, names[i]) == 0) return i;
    snprintf(message, sizeof message, "invalid option '%.50s'", text->data);
    native_argument_error(vm, call, index + 1, message);
    return -1;
}

/* ---- other functions ---- */

static NativeStatus io_type(VM *vm, NativeCall *call)
{
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    const File *file = file_from_value(call->args[0]);
    if (!file) return native_return(call, VALUE_NIL);
    String *text = string_from(vm, file->state == FILE_CLOSED ? "closed file" : "file");
    return text ? native_return(call, string_value(text)) : NATIVE_ERROR;
}

/* ---- closing ---- */

enum { CLOSE_WAITS = 2 }; /* step: for the command of a pipe */

static NativeStatus close_file(VM *vm, NativeCall *call, Handle *handle)
{
    File *file = file_of(handle);
    if (file->kind == FILE_STANDARD) {
        String *text = string_from(vm, "cannot close standard file");
        if (!text) return NATIVE_ERROR;
        return native_return2(call, VALUE_NIL, string_value(text));
    }
    FileStatus status = file_close(vm, handle);
    if (status != FILE_AGAIN && file->pid > 0)
        return io_return_command(vm, call, &file->pid, CLOSE_WAITS);
    return finish(vm, call, handle, status, VALUE_TRUE);
}

static NativeStatus file_method_close(VM *vm, NativeCall *call)
{
    File *file = call->count > 0 ? file_from_value(call->args[0]) : NULL;
    if (call->step == CLOSE_WAITS && file && file->pid > 0)
        return io_return_command(vm, call, &file->pid, CLOSE_WAITS);
    Handle *handle = io_take_file(vm, call, 0);
    return handle ? close_file(vm, call, handle) : NATIVE_ERROR;
}

static NativeStatus io_close(VM *vm, NativeCall *call)
{
    if (call->count == 0 && call->step == 0) {
        Handle *handle = io_default_file(vm, false);
        if (!handle) return NATIVE_ERROR;
        call->args[0] = file_value(handle);
    }
    if (file_from_value(call->args[0])) call->count = 1;
    return file_method_close(vm, call);
}

/* __close and __gc: no complaint about a file that is closed already, no results. */
static NativeStatus file_end(VM *vm, NativeCall *call)
{
    File *file = call->count > 0 ? file_from_value(call->args[0]) : NULL;
    if (!file) return native_type_error(vm, call, 1, "FILE*");
    NativeStatus status = NATIVE_RETURN;
    if (call->step == CLOSE_WAITS && file->pid > 0)
        status = io_return_command(vm, call, &file->pid, CLOSE_WAITS);
    else if (file->state == FILE_OPEN && file->kind != FILE_STANDARD)
        status = close_file(vm, call, file->handle);
    return status == NATIVE_RETURN ? native_return_nothing(call) : status;
}

/* ---- writing ---- */

/* Numbers are written with "%d" and "%.14g": no ".0" behind whole floats. */
static bool put_item(VM *vm, Handle *handle, Value v)
{
    char text[VALUE_TEXT_MAX];
    if (v.tag != TAG_FLOAT) return file_put_value(vm, handle, v);
    int length = snprintf(text, sizeof text, "%.14g", v.as.number);
    return file_put(vm, handle, text, (size_t)length);
}

/* Step 1: all is in the buffer and only has to go out. */
static NativeStatus write_items(VM *vm, NativeCall *call, Handle *handle, uint32_t first)
{
    const bool is_writable = file_of(handle)->flags & FILE_WRITES;
    bool has_failed = false;
    for (uint32_t i = first; call->step == 0 && i < call->count; i++) {
        Value v = call->args[i];
        if (v.tag != TAG_STRING && !value_is_number(v))
            return native_type_error(vm, call, i + 1, "string");
        if (!is_writable)
            has_failed |= v.tag != TAG_STRING || value_string(v)->length > 0;
        else if (!put_item(vm, handle, v))
            return NATIVE_ERROR;
    }
    if (has_failed) return io_return_errno(vm, call, EBADF, NULL);
    return finish(vm, call, handle, file_drain_if_due(vm, handle), file_value(handle));
}

static NativeStatus io_write(VM *vm, NativeCall *call)
{
    Handle *handle = io_open_default(vm, false);
    return handle ? write_items(vm, call, handle, 0) : NATIVE_ERROR;
}

static NativeStatus file_write(VM *vm, NativeCall *call)
{
    Handle *handle = io_take_file(vm, call, 0);
    return handle ? write_items(vm, call, handle, 1) : NATIVE_ERROR;
}

static NativeStatus io_flush(VM *vm, NativeCall *call)
{
    Handle *handle = io_open_default(vm, false);
    if (!handle) return NATIVE_ERROR;
    return finish(vm, call, handle, file_drain(vm, handle), VALUE_TRUE);
}

static NativeStatus file_flush(VM *vm, NativeCall *call)
{
    Handle *handle = io_take_file(vm, call, 0);
    if (!handle) return NATIVE_ERROR;
    return finish(vm, call, handle, file_drain(vm, handle), VALUE_TRUE);
}

/* ---- other methods ---- */

static NativeStatus file_method_seek(VM *vm, NativeCall *call)
{
    static const char *const NAMES[] = {"set", "cur", "end", NULL};
    static const int WHENCE[] = {SEEK_SET, SEEK_CUR, SEEK_END};
    int64_t offset, position = 0;
    Handle *handle = io_take_file(vm, call, 0);
    if (!handle) return NATIVE_ERROR;
    int option = io_take_option(vm, call, 1, NAMES, 1);
    if (option < 0 || !native_option_integer(vm, call, 2, 0, &offset))
        return NATIVE_ERROR;
    FileStatus status = file_seek(vm, handle, WHENCE[option], offset, &position);
    return finish(vm, call, handle, status, value_integer(position));
}

static NativeStatus file_setvbuf(VM *vm, NativeCall *call)
{
    static const char *const NAMES[] = {"full", "line", "no", NULL};
    int64_t size;
    Handle *handle = io_take_file(vm, call, 0);
    if (!handle) return NATIVE_ERROR;
    int option = io_take_option(vm, call, 1, NAMES, -1);
    if (option < 0 || !native_option_integer(vm, call, 2, 0, &size)) return NATIVE_ERROR;
    file_of(handle)->buffering = (uint8_t)option;
    file_of(handle)->flags |= FILE_IS_TUNED;
    handle_touch(vm, handle);
    return finish(vm, call, handle, file_drain_if_due(vm, handle), VALUE_TRUE);
}

static NativeStatus file_tostring(VM *vm, NativeCall *call)
{
    const File *file = call->count > 0 ? file_from_value(call->args[0]) : NULL;
    if (!file) return native_type_error(vm, call, 1, "FILE*");
    char text[40] = "file (closed)";
    if (file->state != FILE_CLOSED) {
        unsigned long long identity = object_identity(vm, call->args[0].as.object);
        snprintf(text, sizeof text, "file (0x%014llx)", identity);
    }
    String *string = string_from(vm, text);
    return string ? native_return(call, string_value(string)) : NATIVE_ERROR;
}

/* ---- opening the library ---- */

const NativeDef LIB_IO[] = {
    {"io.close", io_close, 1, 0, CLOSE_WAITS},
    {"io.flush", io_flush, 1, 0, 1},
    {"io.input", io_input, 1, 0, 0},
    {"io.lines", io_lines, 1, 0, 0},
    {"io.open", io_open, 2, 0, 1},
    {"io.output", io_output, 1, 0, 0},
    {"io.read", io_read, 1, 0, FIBER_MAX_SLOTS},
    {"io.tmpfile", io_tmpfile, 1, 0, 0},
    {"io.type", io_type, 1, 0, 0},
    {"io.write", io_write, 0, 0, 1},
    {NULL},
};

const NativeDef LIB_FILE[] = {
    {"file.close", file_method_close, 1, NATIVE_IS_UNLISTED, CLOSE_WAITS},
    {"file.flush", file_flush, 1, NATIVE_IS_UNLISTED, 1},
    {"file.lines", file_lines, 1, NATIVE_IS_UNLISTED, 0},
    {"file.read", file_read, 2, NATIVE_IS_UNLISTED, FIBER_MAX_SLOTS},
    {"file.seek", file_method_seek, 3, NATIVE_IS_UNLISTED, 1},
    {"file.setvbuf", file_setvbuf, 3, NATIVE_IS_UNLISTED, 1},
    {"file.write", file_write, 1, NATIVE_IS_UNLISTED, 1},
    {NULL},
};

static const NativeDef FILE_EVENTS[] = {
    {"file.__close", file_end, 1, NATIVE_IS_UNLISTED, CLOSE_WAITS},
    {"file.__gc", file_end, 1, NATIVE_IS_UNLISTED, CLOSE_WAITS},
    {"file.__tostring", file_tostring, 1, NATIVE_IS_UNLISTED, 0},
    {NULL},
};

bool io_register(VM *vm)
{
    return native_register(vm, LIB_IO) && native_register(vm, LIB_FILE) &&
           native_register(vm, FILE_EVENTS) && native_register(vm, LIB_FILE_NEXT) &&
           native_register(vm, LIB_POPEN) && native_register(vm, LIB_EXECUTE) &&
           handle_register_type(vm, &LIB_FILE_TYPE);
}

static bool open_streams(VM *vm, Table *io)
{
    static const char *const NAMES[] = {"stdin", "stdout", "stderr"};
    for (unsigned i = 0; i < 3; i++) {
        Handle *handle = file_standard(vm, i);
        if (!handle || !table_set_named(vm, io, NAMES[i], file_value(handle)))
            return false;
    }
    return true;
}

bool lib_open_io(VM *vm)
{
    if (!io_register(vm)) return false;
    Table *io = lib_open_module(vm, "io", LIB_IO, true);
    Table *events = file_metatable(vm);
    Table *methods = table_new(vm, 0, 0);
    String *name = string_from(vm, "FILE*");
    if (!io || !events || !methods || !name) return false;
    Value shared = value_object(TAG_TABLE, methods);
    return native_register_into(vm, io, LIB_POPEN) &&
           native_register_into(vm, methods, LIB_FILE) &&
           native_register_into(vm, events, FILE_EVENTS) &&
           table_set_named(vm, events, "__index", shared) &&
           table_set_named(vm, events, "__name", string_value(name)) &&
           io_open_lines(vm) && open_streams(vm, io);
}
