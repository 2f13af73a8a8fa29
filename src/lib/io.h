/*
 * What the files of the io library share.
 */
#pragma once

#include "lib/file.h"

/* ---- results and arguments ---- */

/* nil, "name: reason" (or the reason alone), errno of the file's last failure. */
NativeStatus io_return_failure(VM *vm, NativeCall *call, const Handle *handle,
                               const char *name);
/* The same of an errno. */
NativeStatus io_return_errno(VM *vm, NativeCall *call, int error, const char *name);

/* An open file in args[index]; NULL: the error is set. */
Handle *io_take_file(VM *vm, NativeCall *call, uint32_t index);
/* Is it open? false: the error is set. */
bool io_check_file(VM *vm, const Handle *handle);

/*
 * Index of an option's text among `names`, which end with NULL; without a text
 * `fallback`, unless that is negative. -1: the error is set.
 */
int io_take_option(VM *vm, NativeCall *call, uint32_t index, const char *const *names,
                   int fallback);

/* ---- opening ---- */

/* Opens the file whose name is in args[0]; NULL: the error is set. */
Handle *io_open_or_fail(VM *vm, NativeCall *call, const char *mode);
/*
 * The default input or output, closed or not: registry.io.input, .output. NULL: out
 * of memory.
 */
Handle *io_default_file(VM *vm, bool is_input);
/* The same, but open; NULL: the error is set. */
Handle *io_open_default(VM *vm, bool is_input);

/* ---- reading ---- */

/* read() with formats from args[first] on. */
NativeStatus io_read_formats(VM *vm, NativeCall *call, Handle *handle, uint32_t first);

/* ---- natives ---- */

NativeStatus io_open(VM *vm, NativeCall *call);
NativeStatus io_tmpfile(VM *vm, NativeCall *call);
NativeStatus io_input(VM *vm, NativeCall *call);
NativeStatus io_output(VM *vm, NativeCall *call);
NativeStatus io_read(VM *vm, NativeCall *call);
NativeStatus file_read(VM *vm, NativeCall *call);
NativeStatus io_lines(VM *vm, NativeCall *call);
NativeStatus file_lines(VM *vm, NativeCall *call);

/* Natives and the handle type, no tables. */
bool io_register(VM *vm);
/* What io.lua needs of io_lines.c. false: out of memory. */
bool io_open_lines(VM *vm);
/*
 * Waits for a command: AGAIN at `step`, then true or nil, "exit" or "signal", and
 * the code.
 */
NativeStatus io_return_command(VM *vm, NativeCall *call, int *pid, uint32_t step);

extern const NativeDef LIB_FILE_NEXT[], LIB_POPEN[], LIB_EXECUTE[];
