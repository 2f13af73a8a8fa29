/*
 * A file that is written as a whole: it appears under its name when all of it is on the
 * disk, or not at all.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct Output {
    const char *verb; /* for messages */
    const char *path;
    char *temporary; /* beside it; NULL: what is there is written to (a pipe, a device) */
    int fd;          /* -1: closed */
} Output;

/* `path` "-": stdout. On failure, or for a terminal, it is said, and the exit code
 * returned. */
int output_open(Output *output, const char *verb, const char *path);
/* false: errno. EPIPE comes as a signal unless that is ignored. */
bool output_write(Output *output, const void *data, size_t size);
/* Gives it its name; after a failure (false: errno) nothing is left. */
bool output_commit(Output *output);
/* Leaves nothing; does nothing after a commit. */
void output_abort(Output *output);

/* What errno means for it, as a line without its end. */
void output_explain(const Output *output, char *out, size_t size);
/* Says that; returns the exit code. */
int output_say_failure(const Output *output);
