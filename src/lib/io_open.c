/*
 * How files are opened: by name, as temporary ones, and as the default input and
 * output.
 */
#include "lib/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- by name ---- */

/* `path` made absolute. "" when it is empty or too long. */
static void make_absolute(const char *path, char *out, size_t size)
{
    char directory[PATH_MAX] = "";
    int length;
    if (path[0] == '/' || path[0] == 0 || !getcwd(directory, sizeof directory))
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
    if (!first || !strchr("rwa", first) || rest[strspn(rest, "b")] != 0) return false;
    *out_flags = first == 'r' ? FILE_READS : FILE_WRITES;
    if (has_plus) *out_flags = FILE_READS | FILE_WRITES;
    if (first == 'a') *out_flags |= FILE_APPENDS;
    *out_open = has_plus ? O_RDWR : first == 'r' ? O_RDONLY : O_WRONLY;
    if (first == 'w') *out_open |= O_CREAT | O_TRUNC;
    if (first == 'a') *out_open |= O_CREAT | O_APPEND;
    return true;
}

/* A file of that name, opened. NULL: errno says why, or out of memory. */
static Handle *open_path(VM *vm, const char *path, const char *mode)
{
    unsigned flags;
    int open_flags;
    char absolute[PATH_MAX + 1];
    make_absolute(path, absolute, sizeof absolute);
    if (!absolute[0] || !parse_mode(mode, &flags, &open_flags)) {
        errno = absolute[0] ? EINVAL : *path ? ENAMETOOLONG : ENOENT;
        return NULL;
    }
    int fd = open(absolute, open_flags | O_CLOEXEC, 0666);
    if (fd < 0) return NULL;
    /* As in C: reading starts at the front. (A pipe has no place.) */
    if (open_flags & O_APPEND && !(flags & FILE_READS)) (void)lseek(fd, 0, SEEK_END);
    return file_new(vm, FILE_NAMED, fd, absolute, flags);
}

NativeStatus io_open(VM *vm, NativeCall *call)
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
    if (handle) return native_return(call, file_value(handle));
    if (vm->fatal) return NATIVE_ERROR;
    if (errno == EINTR) {
        call->step = 1;
        vm_poke(vm);
        return NATIVE_AGAIN;
    }
    return io_return_errno(vm, call, errno, path->data);
}

NativeStatus io_tmpfile(VM *vm, NativeCall *call)
{
    char path[PATH_MAX + 1];
    const char *directory = getenv("TMPDIR");
    if (!directory || directory[0] != '/') directory = "/tmp";
    snprintf(path, sizeof path, "%s/spore-XXXXXX", directory);
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0) return io_return_errno(vm, call, errno, NULL);
    Handle *handle = file_new(vm, FILE_TEMPORARY, fd, path, FILE_READS | FILE_WRITES);
    return handle ? native_return(call, file_value(handle)) : NATIVE_ERROR;
}

Handle *io_open_or_fail(VM *vm, NativeCall *call, const char *mode)
{
    String *path;
    if (!native_take_string(vm, call, 0, &path)) return NULL;
    Handle *handle = open_path(vm, path->data, mode);
    if (!handle && !vm->fatal)
        native_error(vm, "cannot open file '%s' (%s)", path->data, strerror(errno));
    return handle;
}

/* ---- default files ---- */

/* The default input or output: registry.io.input, .output. */
Handle *io_default_file(VM *vm, bool is_input)
{
    Table *files = vm_registry_table(vm, "io");
    String *name = string_from(vm, is_input ? "input" : "output");
    if (!files || !name) return NULL;
    Value found = table_get_string(files, name);
    if (file_from_value(found)) return (Handle *)found.as.object;
    return file_standard(vm, is_input ? 0 : 1);
}

Handle *io_open_default(VM *vm, bool is_input)
{
    Handle *handle = io_default_file(vm, is_input);
    if (!handle || file_of(handle)->state == FILE_OPEN) return handle;
    native_error(vm, "default %s file is closed", is_input ? "input" : "output");
    return NULL;
}

/* io.input and io.output: the default file, or another one for it. */
static NativeStatus swap_default(VM *vm, NativeCall *call, bool is_input)
{
    Table *files = vm_registry_table(vm, "io");
    String *key = string_from(vm, is_input ? "input" : "output");
    if (!files || !key) return NATIVE_ERROR;
    if (native_is_given(call, 0)) {
        Handle *handle;
        if (call->args[0].tag == TAG_STRING || value_is_number(call->args[0])) {
            handle = io_open_or_fail(vm, call, is_input ? "r" : "w");
            if (!handle) return NATIVE_ERROR;
        } else {
            handle = io_take_file(vm, call, 0);
            if (!handle) return NATIVE_ERROR;
        }
        if (!table_set_string(vm, files, key, file_value(handle))) return NATIVE_ERROR;
    }
    Handle *now = io_default_file(vm, is_input);
    return now ? native_return(call, file_value(now)) : NATIVE_ERROR;
}

NativeStatus io_input(VM *vm, NativeCall *call)
{
    return swap_default(vm, call, true);
}

NativeStatus io_output(VM *vm, NativeCall *call)
{
    return swap_default(vm, call, false);
}
