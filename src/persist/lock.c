/*
 * Job locks. They belong to the open file, not to the process (F_OFD): closing
 * another descriptor of the file does not end them, and they hold between two
 * stores of one process, too.
 */
#include "persist/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 4400 };

/* First line of a small file; "" when it cannot be read. */
static void read_line(const char *path, char *out, size_t size)
{
    out[0] = '\0';
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    const ssize_t count = read(fd, out, size - 1);
    close(fd);
    out[count > 0 ? count : 0] = '\0';
    out[strcspn(out, "\n")] = '\0';
}

/* The 22nd field of its stat line; the 2nd may hold spaces, but ends with ')'. */
uint64_t process_started(int64_t pid)
{
    char path[64];
    char line[1024];
    snprintf(path, sizeof path, "/proc/%lld/stat", (long long)pid);
    read_line(path, line, sizeof line);
    const char *at = strrchr(line, ')');
    for (int field = 2; at != NULL && field < 22; field++)
        at = strchr(at + 1, ' ');
    return at == NULL ? 0 : strtoull(at, NULL, 10);
}

void owner_self(Owner *out_owner)
{
    *out_owner = (Owner){.pid = getpid(), .started = process_started(getpid())};
    if (gethostname(out_owner->host, sizeof out_owner->host - 1) != 0)
        strcpy(out_owner->host, "?");
    read_line("/etc/machine-id", out_owner->machine, sizeof out_owner->machine);
    read_line("/proc/sys/kernel/random/boot_id", out_owner->boot, sizeof out_owner->boot);
}

bool owner_is_near(const Owner *owner, const Owner *other)
{
    if (owner->boot[0] != '\0' && strcmp(owner->boot, other->boot) == 0) return true;
    return strcmp(owner->host, other->host) == 0 &&
           strcmp(owner->machine, other->machine) == 0;
}

static int open_lock(const char *directory, const char *job_name, int flags)
{
    char path[PATH_BYTES];
    const int length = snprintf(path, sizeof path, "%s/lock", directory);
    if (length < 0 || (size_t)length >= sizeof path - SPORE_JOB_NAME_MAX - 2) {
        errno = ENAMETOOLONG;
        return -1;
    }
    if ((flags & O_CREAT) && mkdir(path, 0700) != 0 && errno != EEXIST) return -1;
    snprintf(path + length, sizeof path - (size_t)length, "/%s", job_name);
    return open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
}

SporeStatus lock_take(const char *directory, const char *job_name, int *out_fd,
                      Report *report)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    const int fd = open_lock(directory, job_name, O_RDWR | O_CREAT);
    if (fd < 0)
        return report_fail(
            report, errno == EACCES || errno == EROFS ? SPORE_UNAVAILABLE : SPORE_IO,
            "%s: cannot open the lock of job %s: %s", directory, job_name,
            strerror(errno));
    if (fcntl(fd, F_OFD_SETLK, &lock) == 0) {
        *out_fd = fd;
        return SPORE_OK;
    }
    const int code = errno;
    close(fd);
    if (code == EAGAIN || code == EACCES)
        return report_fail(report, SPORE_BUSY, "job %s is run by another process",
                           job_name);
    return report_fail(report, SPORE_IO, "%s: cannot lock job %s: %s", directory,
                       job_name, strerror(code));
}

void lock_release(int fd)
{
    if (fd >= 0) close(fd);
}

bool lock_is_held(const char *directory, const char *job_name)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    const int fd = open_lock(directory, job_name, O_RDWR);
    if (fd < 0) return false;
    const bool is_held = fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    close(fd);
    return is_held;
}
