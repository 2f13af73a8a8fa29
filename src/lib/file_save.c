/*
 * Open files in snapshots: how a file is written and read back. The record (numbers
 * are varints):
 *
 *   version 2 | kind 1 | state 1 | flags 1 | buffering 1 | number 1
 *   | is_regular 1 | can_seek 1 | offset | length | device | inode
 *   | path: size, bytes | unread input: size, bytes | waiting output: size, bytes
 *   | place: size, bytes
 *
 * Version 1 ends before the place.
 */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "lib/file.h"
#include "lib/lib.h"

enum { RECORD_VERSION = 2 };

/* ---- records ---- */

/* A removed file ends with this process: whoever loads the record has lost it. */
static uint8_t state_to_save(const File *file)
{
    if (file->state == FILE_OPEN && file->is_removed) return FILE_LOST;
    return file->state == FILE_SAVED ? FILE_OPEN : file->state;
}

static void put_block(Bytes *out, const void *data, size_t size)
{
    bytes_put_varint(out, size);
    if (size > 0) bytes_put(out, data, size);
}

SporeStatus file_save(VM *vm, Handle *handle, Bytes *out, Report *report)
{
    (void)vm;
    (void)report;
    File *file = file_of(handle);
    if (file->state == FILE_OPEN) file_look(file);
    const bool keeps_input = !file->can_seek && file->kind != FILE_PIPE;
    const uint8_t head[] = {RECORD_VERSION,   file->kind,      state_to_save(file),
                            file->flags,      file->buffering, file->number,
                            file->is_regular, file->can_seek};
    bytes_put(out, head, sizeof head);
    bytes_put_varint(out, (uint64_t)file->offset);
    bytes_put_varint(out, (uint64_t)file->length);
    bytes_put_varint(out, file->device);
    bytes_put_varint(out, file->inode);
    put_block(out, file->path, file->path_size);
    put_block(out, file_input(file), keeps_input ? file_unread(file) : 0);
    put_block(out, file_output(file), file_waiting(file));
    put_block(out, file->place, strlen(file->place));
    return out->has_failed ? SPORE_NO_MEMORY : SPORE_OK;
}

static bool load_head(File *file, Reader *in)
{
    file->kind = reader_take_u8(in);
    file->state = reader_take_u8(in);
    file->flags = reader_take_u8(in);
    file->buffering = reader_take_u8(in);
    file->number = reader_take_u8(in);
    file->is_regular = reader_take_u8(in) == 1;
    file->can_seek = reader_take_u8(in) == 1;
    file->offset = (int64_t)reader_take_varint(in);
    file->length = (int64_t)reader_take_varint(in);
    file->device = reader_take_varint(in);
    file->inode = reader_take_varint(in);
    return !in->has_failed && file->kind >= FILE_NAMED && file->kind <= FILE_PIPE &&
           (file->state == FILE_OPEN || file->state == FILE_CLOSED ||
            file->state == FILE_LOST) &&
           file->flags <= FILE_FLAGS && file->buffering <= FILE_NONE &&
           file->number <= 2 && file->offset >= 0 && file->length >= 0;
}

static bool load_path(VM *vm, File *file, Reader *in)
{
    size_t size = (size_t)reader_take_count(in, 1, PATH_MAX * 2);
    const uint8_t *path = reader_take(in, size);
    const bool needs_path = file->state != FILE_CLOSED &&
                            (file->kind == FILE_NAMED || file->kind == FILE_TEMPORARY);
    if (in->has_failed || needs_path != (size > 0)) return false;
    if (size == 0) return true;
    if (path[0] != '/' || memchr(path, 0, size) != path + size - 1) return false;
    file->path = memory_new(&vm->memory, size);
    if (!file->path) return vm_no_memory(vm);
    memcpy(file->path, path, size);
    file->path_size = size;
    return true;
}

static bool load_buffers(VM *vm, File *file, Reader *in)
{
    size_t size = (size_t)reader_take_count(in, 1, UINT64_MAX / 4);
    const uint8_t *data = reader_take(in, size);
    if (in->has_failed || (size > 0 && !file_reserve_in(vm, file, size))) return false;
    if (size > 0) memcpy(file->in, data, size);
    file->in_end = size;
    size = (size_t)reader_take_count(in, 1, UINT64_MAX / 4);
    data = reader_take(in, size);
    if (in->has_failed || (size > 0 && !file_reserve_out(vm, file, size))) return false;
    if (size > 0) memcpy(file->out, data, size);
    file->out_end = size;
    return true;
}

static bool load_place(File *file, Reader *in)
{
    size_t size = (size_t)reader_take_count(in, 1, LEVEL_PLACE_MAX - 1);
    const uint8_t *place = reader_take(in, size);
    if (in->has_failed) return false;
    memcpy(file->place, place, size);
    return true;
}

SporeStatus file_load(VM *vm, Handle *handle, Reader *in, Report *report)
{
    File *file = file_of(handle);
    file->handle = handle;
    file->fd = -1;
    const uint8_t version = reader_take_u8(in);
    if (version > RECORD_VERSION)
        return report_fail(report, SPORE_INCOMPATIBLE,
                           "file: it was written by a newer version");
    if (version == 0 || !load_head(file, in) || !load_path(vm, file, in) ||
        !load_buffers(vm, file, in) || (version > 1 && !load_place(file, in)))
        return vm->fatal ? SPORE_NO_MEMORY
                         : report_fail(report, SPORE_CORRUPT, "file: bad record");
    if (file->state == FILE_OPEN) file->state = FILE_SAVED;
    if (file->state == FILE_SAVED) file_link(vm, file);
    return SPORE_OK;
}

/* ---- before a save ---- */

bool file_find_path(int fd, char *out, size_t size)
{
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, out, size);
    if (length <= 0 || (size_t)length >= size) return false;
    out[length] = 0;
    return *out == '/';
}

static bool leads_to(const char *path, const File *file)
{
    struct stat status;
    return stat(path, &status) == 0 && (uint64_t)status.st_dev == file->device &&
           (uint64_t)status.st_ino == file->inode;
}

/* Was the file renamed, or a folder above it? Then its new path is noted. */
static bool follow(VM *vm, File *file)
{
    char path[PATH_MAX + 1];
    if (!file->path || !file->is_regular || leads_to(file->path, file)) return false;
    if (!file_find_path(file->fd, path, sizeof path) || !leads_to(path, file))
        return false;
    const size_t size = strlen(path) + 1;
    char *copy = memory_new(&vm->memory, size);
    if (!copy) return false; /* a resume will look for the old one */
    memcpy(copy, path, size);
    memory_free(&vm->memory, file->path, file->path_size);
    file->path = copy;
    file->path_size = size;
    return true;
}

void file_note(VM *vm, File *file)
{
    const int64_t offset = file->offset, length = file->length;
    const uint64_t inode = file->inode;
    const bool is_removed = file->is_removed;
    file_look(file);
    const bool has_moved = follow(vm, file);
    if (offset != file->offset || length != file->length || inode != file->inode ||
        is_removed != file->is_removed || has_moved)
        handle_touch(vm, file->handle);
}

SporeStatus file_flush_all(VM *vm, Report *report)
{
    SporeStatus status = FAULT_POINT(FILE_FLUSH);
    for (File *file = vm->open_files; file; file = file->next) {
        if (file->state != FILE_OPEN) continue;
        FileStatus done;
        int tries = 0;
        do
            done = file_write_waiting(vm, file->handle);
        while (done == FILE_AGAIN && ++tries < 100);
        if (done == FILE_FAILED)
            status = report_fail(report, SPORE_IO, "%s: %s",
                                 file->path ? file->path : "standard output",
                                 strerror(file->error));
    }
    /* Only now: two of them may be one file. */
    for (File *file = vm->open_files; file; file = file->next)
        if (file->state == FILE_OPEN) file_note(vm, file);
    return status;
}
