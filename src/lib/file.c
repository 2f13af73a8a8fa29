/*
 * Buffered files over descriptors: see file.h.
 */
#include "lib/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/lib.h"

enum { RELEASE_TRIES = 1000 };

/* ---- files ---- */

File *file_from_value(Value v)
{
    if (v.tag != TAG_HANDLE) return NULL;
    const Handle *handle = (const Handle *)v.as.object;
    return handle->type == &LIB_FILE_TYPE ? file_of(handle) : NULL;
}

File *file_from_lost(const Handle *handle)
{
    File *file = file_from_value(value_object(TAG_HANDLE, (void *)(uintptr_t)handle));
    if (!file || file->state == FILE_CLOSED) return NULL;
    return file->kind == FILE_PIPE || file->state == FILE_LOST ? file : NULL;
}

Table *file_metatable(VM *vm)
{
    return vm_registry_table(vm, "file");
}

int file_error(const Handle *handle)
{
    return file_of(handle)->error;
}

void file_link(VM *vm, File *file)
{
    File *first = vm->open_files;
    file->next = first;
    if (first) first->link = &file->next;
    file->link = (File **)&vm->open_files;
    vm->open_files = file;
}

static void unlink_file(File *file)
{
    if (!file->link) return;
    *file->link = file->next;
    if (file->next) file->next->link = file->link;
    file->next = NULL;
    file->link = NULL;
}

void file_look(File *file)
{
    struct stat status;
    if (fstat(file->fd, &status) != 0) return;
    file->is_regular = S_ISREG(status.st_mode);
    file->is_removed = file->path && status.st_nlink == 0;
    file->can_seek = file->is_regular || S_ISBLK(status.st_mode);
    file->device = file->is_regular ? (uint64_t)status.st_dev : 0;
    file->inode = file->is_regular ? (uint64_t)status.st_ino : 0;
    file->length = file->is_regular ? (int64_t)status.st_size : 0;
    file->offset = 0;
    if (!file->can_seek) return;
    int64_t offset = lseek(file->fd, 0, SEEK_CUR);
    if (offset > 0) file->offset = offset - (int64_t)file_unread(file);
}

Handle *file_new(VM *vm, FileKind kind, int fd, const char *path, unsigned flags)
{
    Table *metatable = file_metatable(vm);
    Handle *handle = NULL;
    if (metatable) handle = handle_new(vm, &LIB_FILE_TYPE, sizeof(File), metatable);
    if (!handle) {
        if (kind != FILE_STANDARD) close(fd);
        return NULL;
    }
    File *file = file_of(handle);
    file->handle = handle;
    file->fd = fd;
    file->kind = (uint8_t)kind;
    file->flags = (uint8_t)flags;
    if (kind != FILE_STANDARD) level_caller(vm, file->place);
    file_look(file);
    file_link(vm, file);
    if (!path) return handle;
    file->path_size = strlen(path) + 1;
    file->path = memory_new(&vm->memory, file->path_size);
    if (!file->path) {
        vm_no_memory(vm);
        return NULL;
    }
    memcpy(file->path, path, file->path_size);
    return handle;
}

void file_choose_buffering(File *file)
{
    if (file->number != 1 || file->kind != FILE_STANDARD || (file->flags & FILE_IS_TUNED))
        return;
    file->buffering = isatty(file->fd) ? FILE_LINE : FILE_FULL;
}

/* They live in registry.io under their names, made when they are first needed. */
Handle *file_standard(VM *vm, unsigned number)
{
    static const char *const NAMES[] = {"stdin", "stdout", "stderr"};
    Table *files = vm_registry_table(vm, "io");
    String *name = string_from(vm, NAMES[number]);
    if (!files || !name) return NULL;
    Value found = table_get_string(files, name);
    if (file_from_value(found)) return (Handle *)found.as.object;
    unsigned flags = number == 0 ? FILE_READS : FILE_WRITES;
    Handle *handle = file_new(vm, FILE_STANDARD, (int)number, NULL, flags);
    if (!handle) return NULL;
    File *file = file_of(handle);
    file->number = (uint8_t)number;
    file_choose_buffering(file);
    if (number == 2) file->buffering = FILE_NONE;
    return table_set_string(vm, files, name, file_value(handle)) ? handle : NULL;
}

/* ---- waiting ---- */

/*
 * Waits until the descriptor can be read or written: DONE. AGAIN: there is a request
 * (a patient wait ends with nothing else, so that ticks do not depend on how long it
 * took), or FILE_WAIT_MS have passed.
 */
static FileStatus wait_for(VM *vm, const File *file, short events, bool is_patient)
{
    if (file->can_seek) return FILE_DONE;
    struct pollfd wanted = {.fd = file->fd, .events = events};
    for (;;) {
        const bool is_asked = atomic_load(&vm->requests) != 0;
        int ready = poll(&wanted, 1, is_asked ? 0 : FILE_WAIT_MS);
        if (ready > 0) return FILE_DONE;
        if (ready < 0 && errno != EINTR) return FILE_DONE; /* the call itself tells */
        if (is_asked || !is_patient) break;
    }
    vm_poke(vm);
    return FILE_AGAIN;
}

static FileStatus failed(VM *vm, File *file)
{
    if (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK) {
        vm_poke(vm);
        return FILE_AGAIN;
    }
    file->error = errno;
    return FILE_FAILED;
}

/* A file that is closed to this direction. */
static FileStatus refuse(File *file)
{
    file->error = EBADF;
    return FILE_FAILED;
}

/* ---- buffers ---- */

static bool reserve(VM *vm, uint8_t **buffer, size_t *at, size_t *end, size_t *capacity,
                    size_t size)
{
    if (*at > 0) {
        memmove(*buffer, *buffer + *at, *end - *at);
        *end -= *at;
        *at = 0;
    }
    if (size > SIZE_MAX / 4 - *end) return vm_fail(vm, "not enough memory");
    size_t needed = *end + size;
    if (needed <= *capacity) return true;
    size_t grown = *capacity ? *capacity * 2 : FILE_BUFFER_BYTES;
    if (grown < needed) grown = needed;
    const Memory *memory = &vm->memory;
    if (memory->limit_bytes &&
        grown - *capacity > memory->limit_bytes - memory->used_bytes)
        return vm_fail(vm, "not enough memory");
    uint8_t *moved = memory_resize(&vm->memory, *buffer, *capacity, grown);
    if (!moved) return vm_no_memory(vm);
    *buffer = moved;
    *capacity = grown;
    return true;
}

bool file_reserve_out(VM *vm, File *file, size_t size)
{
    if (size <= file->out_capacity - file->out_end) return true;
    return reserve(vm, &file->out, &file->out_at, &file->out_end, &file->out_capacity,
                   size);
}

bool file_reserve_in(VM *vm, File *file, size_t size)
{
    if (size <= file->in_capacity - file->in_end) return true;
    return reserve(vm, &file->in, &file->in_at, &file->in_end, &file->in_capacity, size);
}

static void free_buffer(VM *vm, uint8_t **buffer, size_t *capacity)
{
    memory_free(&vm->memory, *buffer, *capacity);
    *buffer = NULL;
    *capacity = 0;
}

/* Goes back to where the program is: unread input will be read again. */
void file_forget_input(VM *vm, File *file)
{
    if (!file->can_seek) return;
    if (file_unread(file) > 0) (void)lseek(file->fd, -(off_t)file_unread(file), SEEK_CUR);
    file->in_at = file->in_end = file->in_scanned = 0;
    if (file->in_capacity > FILE_SLICE_BYTES)
        free_buffer(vm, &file->in, &file->in_capacity);
}

/* ---- output ---- */

bool file_put(VM *vm, Handle *handle, const void *data, size_t size)
{
    File *file = file_of(handle);
    if (file_unread(file) > 0) file_forget_input(vm, file);
    if (size == 0) return true;
    if (!file_reserve_out(vm, file, size)) return false;
    memcpy(file->out + file->out_end, data, size);
    file->out_end += size;
    handle_touch(vm, handle);
    return true;
}

bool file_put_value(VM *vm, Handle *handle, Value v)
{
    char text[VALUE_TEXT_MAX];
    if (v.tag == TAG_STRING)
        return file_put(vm, handle, value_string(v)->data, value_string(v)->length);
    if (value_is_number(v))
        return file_put(vm, handle, text, value_number_to_text(v, text));
    if (v.tag == TAG_NIL) return file_put(vm, handle, "nil", 3);
    return v.tag == TAG_TRUE ? file_put(vm, handle, "true", 4)
                             : file_put(vm, handle, "false", 5);
}

/* One write of what waits. A pipe that is ready takes PIPE_BUF bytes at once. */
static FileStatus write_some(VM *vm, File *file, size_t kept, bool is_patient)
{
    FileStatus ready = wait_for(vm, file, POLLOUT, is_patient);
    if (ready != FILE_DONE) return ready;
    size_t size = file_waiting(file) - kept;
    size_t most = file->can_seek ? FILE_SLICE_BYTES : 4096;
    ssize_t put = write(file->fd, file_output(file), size < most ? size : most);
    if (put < 0) return failed(vm, file);
    file->out_at += (size_t)put;
    return FILE_DONE;
}

/* Writes what waits, but for the last `kept` bytes. */
static FileStatus write_down_to(VM *vm, Handle *handle, size_t kept, bool is_patient)
{
    File *file = file_of(handle);
    if (file_waiting(file) > kept) handle_touch(vm, handle);
    size_t written = 0;
    while (file_waiting(file) > kept) {
        if (written > FILE_PAUSE_BYTES) return FILE_AGAIN;
        size_t before = file->out_at;
        FileStatus status =
            file->fd < 0 ? refuse(file) : write_some(vm, file, kept, is_patient);
        if (status != FILE_DONE) return status;
        written += file->out_at - before;
    }
    if (kept > 0) return FILE_DONE;
    file->out_at = file->out_end = 0;
    if (file->out_capacity > FILE_SLICE_BYTES)
        free_buffer(vm, &file->out, &file->out_capacity);
    return FILE_DONE;
}

FileStatus file_write_waiting(VM *vm, Handle *handle)
{
    return write_down_to(vm, handle, 0, false);
}

static FileStatus drain_down_to(VM *vm, Handle *handle, size_t kept)
{
    FileStatus status = write_down_to(vm, handle, kept, true);
    File *file = file_of(handle);
    if (status == FILE_FAILED) file->out_at = file->out_end = 0;
    return status;
}

FileStatus file_drain(VM *vm, Handle *handle)
{
    return drain_down_to(vm, handle, 0);
}

/* How many bytes at the end of what waits belong to a line that is not complete. */
static size_t open_line_size(const File *file)
{
    const char *waiting = file_output(file);
    const size_t size = file_waiting(file);
    const char *newline = size > 0 ? memrchr(waiting, '\n', size) : NULL;
    return newline ? (size_t)(waiting + size - newline - 1) : size;
}

FileStatus file_drain_if_due(VM *vm, Handle *handle)
{
    const File *file = file_of(handle);
    const bool is_due = file_waiting(file) >= FILE_OUT_DUE_BYTES;
    if (is_due || file->buffering == FILE_NONE) return file_drain(vm, handle);
    if (file->buffering != FILE_LINE) return FILE_DONE;
    return drain_down_to(vm, handle, open_line_size(file));
}

/* ---- input ---- */

/* A prompt must be seen before its answer is waited for. */
static void show_prompts(VM *vm, const File *reader)
{
    if (reader->can_seek) return;
    for (File *file = vm->open_files; file; file = file->next)
        if (file->kind == FILE_STANDARD && file->state == FILE_OPEN &&
            file_waiting(file) > 0 && !file->is_regular)
            (void)file_write_waiting(vm, file->handle); /* the next write tells */
}

FileStatus file_fill(VM *vm, Handle *handle)
{
    File *file = file_of(handle);
    if (file->fd < 0 || !(file->flags & FILE_READS)) return refuse(file);
    if (file_waiting(file) > 0) {
        FileStatus status = file_drain(vm, handle);
        if (status != FILE_DONE) return status;
    }
    show_prompts(vm, file);
    FileStatus ready = wait_for(vm, file, POLLIN, true);
    if (ready != FILE_DONE) return ready;
    size_t size =
        file_unread(file) > FILE_BUFFER_BYTES ? file_unread(file) : FILE_BUFFER_BYTES;
    if (size > FILE_SLICE_BYTES) size = FILE_SLICE_BYTES;
    if (!file_reserve_in(vm, file, size)) {
        file->error = ENOMEM;
        return FILE_FAILED;
    }
    ssize_t got = read(file->fd, file->in + file->in_end, size);
    if (got < 0) return failed(vm, file);
    file->flags |= FILE_WAS_READ;
    handle_touch(vm, handle);
    if (got == 0) return FILE_END;
    file->in_end += (size_t)got;
    return FILE_DONE;
}

void file_take(VM *vm, Handle *handle, size_t size)
{
    File *file = file_of(handle);
    file->in_at += size;
    file->in_scanned = 0;
    handle_touch(vm, handle);
    if (file->in_at == file->in_end) file->in_at = file->in_end = 0;
    if (file->in_end == 0 && file->in_capacity > FILE_SLICE_BYTES)
        free_buffer(vm, &file->in, &file->in_capacity);
}

FileStatus file_take_all(VM *vm, Handle *handle, String **out)
{
    File *file = file_of(handle);
    size_t before = file_unread(file);
    FileStatus status;
    do
        status = file_fill(vm, handle);
    while (status == FILE_DONE && file_unread(file) - before < FILE_SLICE_BYTES);
    if (status == FILE_DONE) return FILE_AGAIN;
    if (status != FILE_END) return status;
    *out = string_new(vm, file_input(file), file_unread(file));
    file_take(vm, handle, file_unread(file));
    return FILE_DONE;
}

/* ---- position and end ---- */

FileStatus file_seek(VM *vm, Handle *handle, int whence, int64_t offset, int64_t *out)
{
    File *file = file_of(handle);
    FileStatus status = file_drain(vm, handle);
    if (status != FILE_DONE) return status;
    if (whence == SEEK_CUR && offset == 0 && file->can_seek) {
        int64_t at = lseek(file->fd, 0, SEEK_CUR);
        if (at < 0) return failed(vm, file);
        *out = at - (int64_t)file_unread(file);
        return FILE_DONE;
    }
    int64_t before = whence == SEEK_CUR ? (int64_t)file_unread(file) : 0;
    if (offset < INT64_MIN + before) offset = INT64_MIN + before;
    int64_t at = lseek(file->fd, offset - before, whence);
    if (at < 0) return failed(vm, file);
    file->in_at = file->in_end = file->in_scanned = 0;
    handle_touch(vm, handle);
    *out = at;
    return FILE_DONE;
}

/* Gives up the descriptor and all memory; the handle is closed then. */
static void shut(VM *vm, File *file)
{
    const bool is_ours = file->fd > 2 || (file->fd >= 0 && file->kind != FILE_STANDARD);
    const bool has_output =
        file->kind == FILE_NAMED && file->is_regular && (file->flags & FILE_WRITES);
    if (is_ours && has_output && !vm->is_closing)
        vm_keep_closed_file(vm, file->fd);
    else if (is_ours)
        close(file->fd);
    file->fd = -1;
    file->state = FILE_CLOSED;
    unlink_file(file);
    memory_free(&vm->memory, file->path, file->path_size);
    file->path = NULL;
    file->path_size = 0;
    file->in_at = file->in_end = file->in_scanned = 0;
    file->out_at = file->out_end = 0;
    free_buffer(vm, &file->in, &file->in_capacity);
    free_buffer(vm, &file->out, &file->out_capacity);
}

FileStatus file_close(VM *vm, Handle *handle)
{
    File *file = file_of(handle);
    FileStatus status = file_drain(vm, handle);
    if (status == FILE_AGAIN) return FILE_AGAIN;
    if (file->kind == FILE_TEMPORARY && file->path) unlink(file->path);
    shut(vm, file);
    handle_touch(vm, handle);
    return status;
}

/*
 * The collector found the handle unreachable, or the VM is dropped. Only in the
 * first case the program still runs, and what it has written counts.
 */
static void release(VM *vm, Handle *handle)
{
    File *file = file_of(handle);
    if (!file || !file->handle) return;
    if (!vm->is_closing && file->state == FILE_OPEN) {
        for (int tries = 0; tries < RELEASE_TRIES; tries++)
            if (file_write_waiting(vm, handle) != FILE_AGAIN) break;
        if (file->kind == FILE_TEMPORARY && file->path) unlink(file->path);
    }
    shut(vm, file);
    if (file->pid > 0) (void)waitpid(file->pid, NULL, WNOHANG);
}

/* The end of a program waits for its commands, but not os.exit. */
static void await_command(const VM *vm, File *file)
{
    if (file->pid <= 0 || (vm->has_exited && !vm->exit_closes)) return;
    while (waitpid(file->pid, NULL, 0) < 0 && errno == EINTR)
        if (atomic_load(&vm->requests) != 0) break;
    file->pid = 0;
}

SporeStatus file_end_all(VM *vm, Report *report)
{
    SporeStatus status = SPORE_OK;
    while (vm->open_files) {
        File *file = vm->open_files;
        char name[256];
        strncpy(name, file->path ? file->path : "standard output", sizeof name - 1);
        name[sizeof name - 1] = 0;
        FileStatus closed = FILE_DONE;
        if (file->state == FILE_OPEN) do
                closed = file_close(vm, file->handle);
            while (closed == FILE_AGAIN);
        else
            shut(vm, file);
        if (closed == FILE_FAILED && file->error != EPIPE)
            status = report_fail(report, SPORE_IO, "%s: %s", name, strerror(file->error));
        await_command(vm, file);
    }
    return status;
}

static int descriptor(const Handle *handle)
{
    const File *file = file_of(handle);
    if (file->state != FILE_OPEN || !(file->flags & FILE_WRITES)) return -1;
    return file->is_regular ? file->fd : -1;
}

const HandleType LIB_FILE_TYPE = {
    .name = "file",
    .data_size = sizeof(File),
    .release = release,
    .save = file_save,
    .load = file_load,
    .descriptor = descriptor,
};
