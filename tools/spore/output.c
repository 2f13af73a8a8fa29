/*
 * Whole files. A name that is no file (a pipe, /dev/stdout) is written to, not replaced.
 */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

static bool is_other_than_file(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && !S_ISREG(info.st_mode);
}

static void forget_temporary(Output *output)
{
    free(output->temporary);
    output->temporary = NULL;
}

static const char *name_of(const Output *output)
{
    return strcmp(output->path, "-") == 0 ? "stdout" : output->path;
}

void output_explain(const Output *output, char *out, size_t size)
{
    snprintf(out, size, "%s: cannot write %s: %s", output->verb, name_of(output),
             strerror(errno));
}

int output_say_failure(const Output *output)
{
    char text[512];

    output_explain(output, text, sizeof text);
    return say_failure(SPORE_IO, "%s", text);
}

void output_abort(Output *output)
{
    const int code = errno;

    if (output->fd >= 0) close(output->fd);
    output->fd = -1;
    if (output->temporary) unlink(output->temporary);
    forget_temporary(output);
    errno = code;
}

static void open_beside(Output *output)
{
    if (asprintf(&output->temporary, "%s.%ld.part", output->path, (long)getpid()) < 0) {
        output->temporary = NULL;
        errno = ENOMEM;
        return;
    }
    output->fd = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (output->fd < 0) forget_temporary(output); /* what stands there is not ours */
}

int output_open(Output *output, const char *verb, const char *path)
{
    *output = (Output){.verb = verb, .path = path, .fd = -1};
    if (strcmp(path, "-") == 0)
        output->fd = dup(STDOUT_FILENO);
    else if (is_other_than_file(path))
        output->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    else
        open_beside(output);
    if (output->fd < 0) return output_say_failure(output);
    if (!isatty(output->fd)) return EXIT_DONE;
    output_abort(output);
    say("%s: %s is a terminal; give a file, or a pipe", verb, name_of(output));
    return EXIT_USAGE;
}

bool output_write(Output *output, const void *data, size_t size)
{
    const char *at = data;

    while (size > 0) {
        const ssize_t done = write(output->fd, at, size);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return false;
        at += done;
        size -= (size_t)done;
    }
    return true;
}

/* The new name itself, too. */
static void sync_directory(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *directory = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    const int fd = directory ? open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

    free(directory);
    if (fd < 0) return;
    (void)fsync(fd); /* some file systems cannot; then there is nothing to do */
    close(fd);
}

static bool sync_and_close(Output *output)
{
    bool is_done = fsync(output->fd) == 0 || errno == EINVAL || errno == EROFS;
    const int code = errno;

    if (close(output->fd) == 0)
        errno = code;
    else
        is_done = false;
    output->fd = -1;
    return is_done;
}

bool output_commit(Output *output)
{
    bool is_done = sync_and_close(output);

    if (is_done && output->temporary) {
        is_done = rename(output->temporary, output->path) == 0;
        if (is_done) forget_temporary(output);
        if (is_done) sync_directory(output->path);
    }
    if (!is_done) output_abort(output);
    return is_done;
}
