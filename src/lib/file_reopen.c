/*
 * Open files after a load: whether each can be had again as the snapshot has it, and
 * how it is opened and cut back.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/file.h"

enum { CUT_NAMES_MAX = 100000 };

/* ---- can it be had again? ---- */

/* What is at the file's place now. */
typedef struct Found {
    bool is_there;
    bool is_same; /* device and inode are the saved ones */
    int64_t length;
} Found;

static Found look_up(const File *file)
{
    struct stat status;
    Found found = {0};
    int failure = file->kind == FILE_STANDARD ? fstat(file->number, &status)
                                              : stat(file->path, &status);
    if (failure) return found;
    found.is_there = true;
    found.is_same = S_ISREG(status.st_mode) && file->is_regular &&
                    (uint64_t)status.st_dev == file->device &&
                    (uint64_t)status.st_ino == file->inode;
    found.length = (int64_t)status.st_size;
    return found;
}

static const char *strict_problem(const File *file, const Found *found)
{
    if (!found->is_there) return "is missing";
    if (!file->is_regular) return NULL;
    if (!found->is_same) return "is another file than the one saved";
    if (found->length < file->length) return "is shorter than it was";
    return NULL;
}

/* Why the file stands in the way of a resume, or NULL. */
static const char *problem_of(const File *file, FilePolicy policy)
{
    const Found found = look_up(file);
    const bool writes = file->flags & FILE_WRITES;
    switch (policy) {
    case FILES_IGNORE: return NULL;
    case FILES_APPEND: return found.is_there || writes ? NULL : "is missing";
    case FILES_TRUNCATE:
        if (!found.is_there) return "is missing";
        return file->is_regular && found.length < file->length ? "is shorter than it was"
                                                               : NULL;
    case FILES_VERIFY:
        if (!found.is_there) return "is missing";
        return file->is_regular && found.length != file->length
                   ? "has another length than it had"
                   : NULL;
    case FILES_REFUSE:
        if (writes && file->is_regular && found.is_there && found.length != file->length)
            return "was written to since";
        return strict_problem(file, &found);
    case FILES_STRICT: break;
    }
    return strict_problem(file, &found);
}

/*
 * Standard streams are what the new process gets: only input that was a file and
 * has been read from must be the same file.
 */
static bool is_checked(const File *file)
{
    if (file->state != FILE_SAVED || file->kind == FILE_PIPE) return false;
    if (file->kind != FILE_STANDARD) return true;
    return file->number == 0 && file->is_regular && (file->flags & FILE_WAS_READ);
}

static const char *name_of(const File *file)
{
    static const char *const NAMES[] = {"standard input", "standard output",
                                        "standard error"};
    return file->path ? file->path : NAMES[file->number];
}

SporeStatus file_check_all(VM *vm, FilePolicy policy, Report *report)
{
    char text[sizeof report->text];
    size_t at = 0;
    for (const File *file = vm->open_files; file; file = file->next) {
        const char *problem = is_checked(file) ? problem_of(file, policy) : NULL;
        if (!problem || at >= sizeof text - 1) continue;
        int length = snprintf(text + at, sizeof text - at, "%s%s %s", at ? "; " : "",
                              name_of(file), problem);
        if (length > 0) at += (size_t)length;
    }
    if (at == 0) return SPORE_OK;
    return report_fail(report, SPORE_NOT_RESTORABLE, "files: %s", text);
}

/* ---- opening it again ---- */

/* Copies fd's bytes from `from` on into a new file. false: errno. */
static bool copy_tail(int fd, int64_t from, int to)
{
    char block[16 * 1024];
    ssize_t got;
    while ((got = pread(fd, block, sizeof block, from)) > 0) {
        for (ssize_t put = 0, n; put < got; put += n)
            if ((n = write(to, block + put, (size_t)(got - put))) < 0) return false;
        from += got;
    }
    return got == 0 && fsync(to) == 0;
}

/* Keeps what stands beyond `length` in a new file NAME.spore-cut-N. */
static bool keep_tail(const char *path, int64_t length)
{
    char name[PATH_MAX * 2 + 32];
    int from = open(path, O_RDONLY | O_CLOEXEC);
    int to = -1;
    for (int n = 1; from >= 0 && to < 0 && n < CUT_NAMES_MAX; n++) {
        snprintf(name, sizeof name, "%s.spore-cut-%d", path, n);
        to = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (to < 0 && errno != EEXIST) break;
    }
    bool ok = to >= 0 && copy_tail(from, length, to);
    int error = errno;
    if (to >= 0) close(to);
    if (to >= 0 && !ok) unlink(name);
    if (from >= 0) close(from);
    errno = error;
    return ok;
}

/* Cuts an open file that is longer than it was. */
static bool cut_back(const File *file, int fd)
{
    struct stat status;
    char path[PATH_MAX + 1];
    if (fstat(fd, &status) != 0) return false;
    if (!S_ISREG(status.st_mode) || status.st_size <= file->length) return true;
    const char *name = file->path;
    if (!name) {
        if (!file_find_path(fd, path, sizeof path)) return false;
        name = path;
    }
    return keep_tail(name, file->length) && ftruncate(fd, file->length) == 0;
}

static SporeStatus fail_errno(const File *file, Report *report)
{
    return report_fail(report, SPORE_IO, "%s: %s", name_of(file), strerror(errno));
}

static void become(File *file, int fd, FileState state)
{
    file->fd = fd;
    file->state = (uint8_t)state;
}

/*
 * Does a standard stream go on in a file as its job left it? Only when it is the very
 * same file, opened for this process alone (`>>`): one that is shared with others,
 * such as a script's log, holds what they wrote. Errors are never taken back.
 */
static bool goes_on_in_file(const File *file, const Found *found)
{
    if (!found->is_same || found->length < file->length || file->number == 2)
        return false;
    return file->number == 0 || lseek(file->number, 0, SEEK_CUR) == 0;
}

static SporeStatus reopen_standard(VM *vm, File *file, Report *report)
{
    const Found found = look_up(file);
    const bool goes_on = goes_on_in_file(file, &found);
    if (!found.is_there) {
        become(file, -1, FILE_LOST);
        return SPORE_OK;
    }
    become(file, file->number, FILE_OPEN);
    file_choose_buffering(file);
    if (goes_on && (file->flags & FILE_WRITES) && !cut_back(file, file->fd))
        return fail_errno(file, report);
    const bool is_placed = file->number != 0 || (file->flags & FILE_WAS_READ);
    if (goes_on && is_placed && lseek(file->fd, file->offset, SEEK_SET) < 0)
        return fail_errno(file, report);
    file_note(vm, file);
    return SPORE_OK;
}

static int open_mode(const File *file, FilePolicy policy)
{
    int mode = O_CLOEXEC;
    if (!(file->flags & FILE_WRITES)) return mode | O_RDONLY;
    mode |= file->flags & FILE_READS ? O_RDWR : O_WRONLY;
    if (file->flags & FILE_APPENDS) mode |= O_APPEND;
    if (policy == FILES_APPEND) mode |= O_CREAT;
    return mode;
}

static SporeStatus reopen_path(VM *vm, File *file, FilePolicy policy, Report *report)
{
    int fd;
    do
        fd = open(file->path, open_mode(file, policy), 0666);
    while (fd < 0 && errno == EINTR);
    if (fd < 0 && policy == FILES_IGNORE) {
        become(file, -1, FILE_LOST);
        return SPORE_OK;
    }
    if (fd < 0) return fail_errno(file, report);
    become(file, fd, FILE_OPEN);
    const bool writes = file->flags & FILE_WRITES;
    const bool cuts = policy == FILES_STRICT || policy == FILES_TRUNCATE;
    if (writes && cuts && file->is_regular && !cut_back(file, fd))
        return fail_errno(file, report);
    if (file->can_seek) {
        const bool at_end = writes && policy == FILES_APPEND;
        if (lseek(fd, at_end ? 0 : file->offset, at_end ? SEEK_END : SEEK_SET) < 0)
            return fail_errno(file, report);
    }
    file_note(vm, file);
    return SPORE_OK;
}

SporeStatus file_reopen_all(VM *vm, FilePolicy policy, Report *report)
{
    for (File *file = vm->open_files; file; file = file->next) {
        if (file->state != FILE_SAVED) continue;
        SporeStatus status = SPORE_OK;
        if (file->kind == FILE_PIPE)
            become(file, -1, FILE_LOST);
        else if (file->kind == FILE_STANDARD)
            status = reopen_standard(vm, file, report);
        else
            status = reopen_path(vm, file, policy, report);
        if (status != SPORE_OK) return status;
    }
    return SPORE_OK;
}
