/*
 * The io library and the methods of files. lines() is in io.lua.
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

Handle *io_take_file(VM *vm, NativeCall *call, uint32_t index)
{
    const File *file = index < call->count ? file_from_value(call->args[index]) : NULL;
    if (!file) {
        native_type_error(vm, call, index + 1, "FILE*");
        return NULL;
    }
    if (file->state == FILE_OPEN) return file->handle;
    if (file->state == FILE_CLOSED)
        native_error(vm, "attempt to use a closed file");
    else
        native_error(vm, "file is not there after a resume");
    return NULL;
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

/* The default input or output: registry.io.input, .output. */
static Handle *default_file(VM *vm, bool is_input)
{
    Table *files = vm_registry_table(vm, "io");
    String *name = string_from(vm, is_input ? "input" : "output");
    if (!files || !name) return NULL;
    Value found = table_get_string(files, name);
    if (file_from_value(found)) return (Handle *)found.as.object;
    return file_standard(vm, is_input ? 0 : 1);
}

static Handle *open_default(VM *vm, bool is_input)
{
    Handle *handle = default_file(vm, is_input);
    if (!handle || file_of(handle)->state == FILE_OPEN) return handle;
    native_error(vm, "default %s file is closed", is_input ? "input" : "output");
    return NULL;
}

static Value handle_value(Handle *handle)
{
    return value_object(TAG_HANDLE, handle);
}

/* ---- opening ---- */

void io_absolute_path(const char *path, char *out, size_t size)
{
    char directory[PATH_MAX] = "";
    int length;
    if (path[0] == '/' || !getcwd(directory, sizeof directory))
        length = snprintf(out, size, "%s", path);
    else
        length = snprintf(out, size, "%s/%s", directory, path);
    if (length < 0 || (size_t)length >= size) out[0] = 0;
}

/* false: not a mode. */
static bool parse_mode(const char *mode, unsigned *out_flags, int *out_open)
{
    const char first = mode[0];
    const bool has_plus = first && mode[1] == '+';
    const char *rest = mode + (first != 0) + has_plus;
    if (!first || !strchr("rwa", first) ||
        (strcmp(rest, "") != 0 && strcmp(rest, "b") != 0))
        return false;
    *out_flags = first == 'r' ? FILE_READS : FILE_WRITES;
    if (has_plus) *out_flags = FILE_READS | FILE_WRITES;
    if (first == 'a') *out_flags |= FILE_APPENDS;
    *out_open = has_plus ? O_RDWR : first == 'r' ? O_RDONLY : O_WRONLY;
    if (first == 'w') *out_open |= O_CREAT | O_TRUNC;
    if (first == 'a') *out_open |= O_CREAT | O_APPEND;
    return true;
}

/* An open file. NULL: errno says why, or out of memory. */
static Handle *open_path(VM *vm, const char *path, const char *mode)
{
    unsigned flags;
    int open_flags;
    char absolute[PATH_MAX + 1];
    io_absolute_path(path, absolute, sizeof absolute);
    if (!absolute[0] || !parse_mode(mode, &flags, &open_flags)) {
        errno = absolute[0] ? EINVAL : *path ? ENAMETOOLONG : ENOENT;
        return NULL;
    }
    int fd = open(absolute, open_flags | O_CLOEXEC, 0666);
    if (fd < 0) return NULL;
    if (flags & FILE_APPENDS) (void)lseek(fd, 0, SEEK_END); /* a pipe has no place */
    return file_new(vm, FILE_NAMED, fd, absolute, flags);
}

static NativeStatus io_open(VM *vm, NativeCall *call)
{
    String *path, *mode;
    unsigned flags;
    int open_flags;
    if (!native_take_string(vm, call, 0, &path) ||
        !native_option_string(vm, call, 1, &mode))
        return NATIVE_ERROR;
    const char *letters = mode ? mode->data : "r";
    if (!parse_mode(letters, &flags, &open_flags))
        return native_argument_error(vm, call, 2, "invalid mode");
    Handle *handle = open_path(vm, path->data, letters);
    if (handle) return native_return(call, handle_value(handle));
    if (vm->fatal) return NATIVE_ERROR;
    if (errno == EINTR) {
        call->step = 1;
        vm_poke(vm);
        return NATIVE_AGAIN;
    }
    return io_return_errno(vm, call, errno, path->data);
}

static NativeStatus io_tmpfile(VM *vm, NativeCall *call)
{
    char path[PATH_MAX + 1];
    const char *directory = getenv("TMPDIR");
    if (!directory || directory[0] != '/') directory = "/tmp";
    snprintf(path, sizeof path, "%s/spore-XXXXXX", directory);
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0) return io_return_errno(vm, call, errno, NULL);
    Handle *handle = file_new(vm, FILE_TEMPORARY, fd, path, FILE_READS | FILE_WRITES);
    return handle ? native_return(call, handle_value(handle)) : NATIVE_ERROR;
}

static NativeStatus io_type(VM *vm, NativeCall *call)
{
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    const File *file = file_from_value(call->args[0]);
    if (!file) return native_return(call, VALUE_NIL);
    String *text = string_from(vm, file->state == FILE_CLOSED ? "closed file" : "file");
    return text ? native_return(call, string_value(text)) : NATIVE_ERROR;
}

/* io.input and io.output: the default file, or another one for it. */
static NativeStatus swap_default(VM *vm, NativeCall *call, bool is_input)
{
    Table *files = vm_registry_table(vm, "io");
    String *key = string_from(vm, is_input ? "input" : "output");
    if (!files || !key) return NATIVE_ERROR;
    if (native_is_given(call, 0)) {
        Handle *handle;
        if (call->args[0].tag == TAG_STRING) {
            const char *path = value_string(call->args[0])->data;
            handle = open_path(vm, path, is_input ? "r" : "w");
            if (!handle && vm->fatal) return NATIVE_ERROR;
            if (!handle)
                return native_error(vm, "cannot open file '%s' (%s)", path,
                                    strerror(errno));
        } else {
            handle = io_take_file(vm, call, 0);
            if (!handle) return NATIVE_ERROR;
        }
        if (!table_set_string(vm, files, key, handle_value(handle))) return NATIVE_ERROR;
    }
    Handle *now = default_file(vm, is_input);
    return now ? native_return(call, handle_value(now)) : NATIVE_ERROR;
}

static NativeStatus io_input(VM *vm, NativeCall *call)
{
    return swap_default(vm, call, true);
}

static NativeStatus io_output(VM *vm, NativeCall *call)
{
    return swap_default(vm, call, false);
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
        Handle *handle = open_default(vm, false);
        if (!handle) return NATIVE_ERROR;
        call->args[0] = handle_value(handle);
    }
    if (file_from_value(call->args[0])) call->count = 1;
    return file_method_close(vm, call);
}

/* __close and __gc: no complaint about a file that is closed already. */
static NativeStatus file_end(VM *vm, NativeCall *call)
{
    const File *file = call->count > 0 ? file_from_value(call->args[0]) : NULL;
    if (!file) return native_type_error(vm, call, 1, "FILE*");
    if (file->state != FILE_OPEN || file->kind == FILE_STANDARD)
        return native_return_nothing(call);
    FileStatus status = file_close(vm, file->handle);
    call->step = 1;
    return status == FILE_AGAIN ? NATIVE_AGAIN : native_return_nothing(call);
}

/* ---- reading and writing ---- */

static NativeStatus io_read(VM *vm, NativeCall *call)
{
    Handle *handle = open_default(vm, true);
    return handle ? io_read_formats(vm, call, handle, 0) : NATIVE_ERROR;
}

static NativeStatus file_read(VM *vm, NativeCall *call)
{
    Handle *handle = io_take_file(vm, call, 0);
    return handle ? io_read_formats(vm, call, handle, 1) : NATIVE_ERROR;
}

/*
 * One step of a lines() iterator: (file, is_ours, formats …). A file that is ours
 * is closed at its end.
 */
static NativeStatus file_lines_step(VM *vm, NativeCall *call)
{
    File *file = call->count > 0 ? file_from_value(call->args[0]) : NULL;
    if (!file) return native_type_error(vm, call, 1, "FILE*");
    if (file->state == FILE_CLOSED) return native_error(vm, "file is already closed");
    for (uint32_t i = 2; call->step == 0 && i < call->count; i++)
        if (!io_is_format(call->args[i]))
            return native_error(vm, "bad argument #%u to 'for iterator' (invalid format)",
                                i);
    const bool is_ours = call->args[1].tag == TAG_TRUE;
    Handle *handle = io_take_file(vm, call, 0);
    if (!handle) return NATIVE_ERROR;
    NativeStatus status = io_read_formats(vm, call, handle, 2);
    if (status != NATIVE_RETURN || !value_is_nil(call->results[0])) return status;
    if (call->result_count == 3)
        return native_error(vm, "%s", value_string(call->results[1])->data);
    if (is_ours) (void)file_close(vm, handle); /* it was only read from */
    return status;
}

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
    const File *file = file_of(handle);
    if (call->step == 0 && call->count > first && !(file->flags & FILE_WRITES))
        return io_return_errno(vm, call, EBADF, NULL);
    for (uint32_t i = first; call->step == 0 && i < call->count; i++) {
        Value v = call->args[i];
        if (v.tag != TAG_STRING && !value_is_number(v))
            return native_type_error(vm, call, i + 1, "string");
        if (!put_item(vm, handle, v)) return NATIVE_ERROR;
    }
    return finish(vm, call, handle, file_drain_if_due(vm, handle), handle_value(handle));
}

static NativeStatus io_write(VM *vm, NativeCall *call)
{
    Handle *handle = open_default(vm, false);
    return handle ? write_items(vm, call, handle, 0) : NATIVE_ERROR;
}

static NativeStatus file_write(VM *vm, NativeCall *call)
{
    Handle *handle = io_take_file(vm, call, 0);
    return handle ? write_items(vm, call, handle, 1) : NATIVE_ERROR;
}

static NativeStatus io_flush(VM *vm, NativeCall *call)
{
    Handle *handle = open_default(vm, false);
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
    {"file.read", file_read, 2, NATIVE_IS_UNLISTED, FIBER_MAX_SLOTS},
    {"file.seek", file_method_seek, 3, NATIVE_IS_UNLISTED, 1},
    {"file.setvbuf", file_setvbuf, 3, NATIVE_IS_UNLISTED, 1},
    {"file.write", file_write, 1, NATIVE_IS_UNLISTED, 1},
    {NULL},
};

/* For io.lua. */
static const NativeDef FILE_HIDDEN[] = {
    {"file.lines_step", file_lines_step, 3, NATIVE_IS_UNLISTED, FIBER_MAX_SLOTS},
    {NULL},
};

static const NativeDef FILE_EVENTS[] = {
    {"file.__close", file_end, 1, NATIVE_IS_UNLISTED, 1},
    {"file.__gc", file_end, 1, NATIVE_IS_UNLISTED, 1},
    {"file.__tostring", file_tostring, 1, NATIVE_IS_UNLISTED, 0},
    {NULL},
};

bool io_register(VM *vm)
{
    return native_register(vm, LIB_IO) && native_register(vm, LIB_FILE) &&
           native_register(vm, FILE_EVENTS) && native_register(vm, FILE_HIDDEN) &&
           native_register(vm, LIB_POPEN) && native_register(vm, LIB_EXECUTE) &&
           handle_register_type(vm, &LIB_FILE_TYPE);
}

static bool open_streams(VM *vm, Table *io)
{
    static const char *const NAMES[] = {"stdin", "stdout", "stderr"};
    for (unsigned i = 0; i < 3; i++) {
        Handle *handle = file_standard(vm, i);
        if (!handle || !table_set_named(vm, io, NAMES[i], handle_value(handle)))
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
    Table *prelude = lib_prelude_table(vm);
    String *name = string_from(vm, "FILE*");
    if (!io || !events || !methods || !prelude || !name) return false;
    Value shared = value_object(TAG_TABLE, methods);
    Value step = value_native(&FILE_HIDDEN[0]);
    return native_register_into(vm, io, LIB_POPEN) &&
           native_register_into(vm, methods, LIB_FILE) &&
           native_register_into(vm, events, FILE_EVENTS) &&
           table_set_named(vm, prelude, "file_lines_step", step) &&
           table_set_named(vm, events, "__index", shared) &&
           table_set_named(vm, events, "__name", string_value(name)) &&
           open_streams(vm, io);
}
