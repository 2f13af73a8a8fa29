/*
 * What the files of the io library share.
 */
#pragma once

#include "lib/file.h"

/* read() with formats from args[first] on. */
NativeStatus io_read_formats(VM *vm, NativeCall *call, Handle *handle, uint32_t first);

bool io_is_format(Value v);

/* nil, "name: reason" (or the reason alone), errno of the file's last failure. */
NativeStatus io_return_failure(VM *vm, NativeCall *call, const Handle *handle,
                               const char *name);
/* The same of an errno. */
NativeStatus io_return_errno(VM *vm, NativeCall *call, int error, const char *name);

/* An open file in args[index]; NULL: the error is set. */
Handle *io_take_file(VM *vm, NativeCall *call, uint32_t index);

/*
 * Index of an option's text among `names`, which end with NULL; without a text
 * `fallback`, unless that is negative. -1: the error is set.
 */
int io_take_option(VM *vm, NativeCall *call, uint32_t index, const char *const *names,
                   int fallback);

/* `path` made absolute. "" when it is too long. */
void io_absolute_path(const char *path, char *out, size_t size);

/* Natives and the handle type, no tables. */
bool io_register(VM *vm);
/*
 * Waits for a command: AGAIN at `step`, then true or nil, "exit" or "signal", and
 * the code.
 */
NativeStatus io_return_command(VM *vm, NativeCall *call, int *pid, uint32_t step);

extern const NativeDef LIB_POPEN[], LIB_EXECUTE[];
