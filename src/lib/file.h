/*
 * Open files: our own buffers over descriptors, so that a file can be saved at
 * any safepoint and gone on with in another process. Nothing here waits on when
 * there is a request, or reads or writes more than a slice at a time: FILE_AGAIN
 * asks the native to let a safepoint happen and to call again. What was taken so
 * far stays in the buffer.
 *
 *   in:   | taken | unread … | room |          out:  | written | waiting … | room |
 *                 ^in_at     ^in_end                            ^out_at   ^out_end
 *
 * A save stores the position that the program sees (unread input of a file that
 * can seek is read again after a load; of a pipe it is stored), and output that
 * still waits.
 */
#pragma once

#include "vm/level.h"
#include "vm/vm.h"

enum {
    FILE_WAIT_MS = 50, /* requests are looked for this often while a pipe is waited for */
    FILE_BUFFER_BYTES = 16 * 1024,
    FILE_SLICE_BYTES = 256 * 1024,
    FILE_PAUSE_BYTES = 1024 * 1024, /* written before a safepoint is let happen */
    FILE_OUT_DUE_BYTES = 64 * 1024  /* so much waiting output is written */
};

typedef enum FileKind {
    FILE_NAMED = 1,     /* io.open */
    FILE_STANDARD = 2,  /* stdin, stdout, stderr: the descriptors 0, 1, 2 */
    FILE_TEMPORARY = 3, /* io.tmpfile: has a path, removed when it is closed */
    FILE_PIPE = 4       /* io.popen: not restorable */
} FileKind;

enum {
    FILE_READS = 1 << 0,
    FILE_WRITES = 1 << 1,
    FILE_APPENDS = 1 << 2,
    FILE_WAS_READ = 1 << 3, /* standard input was used */
    FILE_IS_TUNED = 1 << 4, /* the program has chosen the buffering */
    FILE_FLAGS = (1 << 5) - 1
};

typedef enum FileState {
    FILE_OPEN = 0,
    FILE_CLOSED = 1,
    FILE_SAVED = 2, /* loaded from a snapshot, not opened again yet */
    FILE_LOST = 3   /* could not be had again: every use fails */
} FileState;

typedef enum FileBuffering { FILE_FULL = 0, FILE_LINE = 1, FILE_NONE = 2 } FileBuffering;

typedef struct File File;
struct File {
    Handle *handle;
    File *next, **link; /* list of this VM's files that are not closed */
    char *path;         /* absolute; NULL: none */
    size_t path_size;   /* bytes of it, the final 0 included */
    int fd;             /* -1 unless FILE_OPEN */
    int error;          /* errno of the last failure */
    int pid;            /* of a pipe's command */
    uint8_t kind;       /* FileKind */
    uint8_t state;      /* FileState */
    uint8_t flags;
    uint8_t buffering; /* FileBuffering */
    uint8_t number;    /* FILE_STANDARD: 0, 1, 2 */
    bool is_regular;   /* as opened; saved: as it was */
    bool can_seek;
    bool is_removed; /* no name leads to it any more */
    uint8_t *in;
    size_t in_at, in_end, in_capacity;
    size_t in_scanned; /* from in_at; searched for a newline already */
    uint8_t *out;
    size_t out_at, out_end, out_capacity;
    int64_t offset; /* at the last save, as the program sees it */
    int64_t length; /* of a regular file, at the last save */
    uint64_t device, inode;
    char place[LEVEL_PLACE_MAX]; /* where it was opened: see level_caller() */
};

typedef enum FileStatus {
    FILE_DONE,
    FILE_END,   /* there is no more input */
    FILE_AGAIN, /* after a safepoint */
    FILE_FAILED /* file_error() says why */
} FileStatus;

/* ---- files ---- */

static inline File *file_of(const Handle *handle)
{
    return (File *)handle->data;
}

static inline Value file_value(Handle *handle)
{
    return value_object(TAG_HANDLE, handle);
}

/* NULL: not a file. */
File *file_from_value(Value v);
/* A pipe, or another file that no resume can have again. NULL: it is none. */
File *file_from_lost(const Handle *handle);
/* Metatable of files: registry.file. */
Table *file_metatable(VM *vm);

/*
 * A handle over `fd`, which it owns (not a standard one). `path` NULL: none.
 * NULL: out of memory; fd is closed then.
 */
Handle *file_new(VM *vm, FileKind kind, int fd, const char *path, unsigned flags);
/* stdin, stdout, stderr: 0, 1, 2. NULL: out of memory. */
Handle *file_standard(VM *vm, unsigned number);
/* errno of the file's last failure. */
int file_error(const Handle *handle);

/* ---- output ---- */

/* How many bytes wait to be written, and where; never NULL. */
static inline size_t file_waiting(const File *file)
{
    return file->out_end - file->out_at;
}

static inline const char *file_output(const File *file)
{
    return file->out ? (const char *)file->out + file->out_at : "";
}

/* Puts bytes into the buffer. false: out of memory; the error is set. */
bool file_put(VM *vm, Handle *handle, const void *data, size_t size);
/* A string as it is; numbers, booleans and nil as print shows them. */
bool file_put_value(VM *vm, Handle *handle, Value v);
/* Writes what waits. DONE, AGAIN, FAILED (what waits is dropped then). */
FileStatus file_drain(VM *vm, Handle *handle);
/* The same, but only what the buffering asks for. */
FileStatus file_drain_if_due(VM *vm, Handle *handle);

/* ---- input ---- */

static inline size_t file_unread(const File *file)
{
    return file->in_end - file->in_at;
}

/* The unread bytes; never NULL. */
static inline const char *file_input(const File *file)
{
    return file->in ? (const char *)file->in + file->in_at : "";
}

/* One more read into the buffer: DONE (there are more bytes), END, AGAIN, FAILED. */
FileStatus file_fill(VM *vm, Handle *handle);
/* Takes bytes that are in the buffer. */
void file_take(VM *vm, Handle *handle, size_t size);
/* All that is left as a string; DONE with NULL: out of memory. */
FileStatus file_take_all(VM *vm, Handle *handle, String **out);

/* ---- position and end ---- */

/* whence: SEEK_SET, SEEK_CUR, SEEK_END. Writes first what waits. */
FileStatus file_seek(VM *vm, Handle *handle, int whence, int64_t offset, int64_t *out);
/* Writes what waits and closes. FAILED: closed all the same. */
FileStatus file_close(VM *vm, Handle *handle);

/* ---- for the host: saves and loads ---- */

/*
 * Before every encode: writes the waiting output of all files and notes where
 * they stand, so that the records of files that have moved are saved anew. IO:
 * some output could not be written; it stays and is saved with the job.
 */
SporeStatus file_flush_all(VM *vm, Report *report);

/* What a resume does about files that are not as the snapshot has them. */
typedef enum FilePolicy {
    FILES_STRICT = 0, /* the newest snapshot: written files are cut back when they
                         are the same (device, inode) and not shorter; files that
                         are only read must be there; else refuse */
    FILES_REFUSE,     /* fork, rewind: refuse if a written file has other contents
                         in length than the snapshot says, else as strict */
    FILES_TRUNCATE,   /* cut any file of that name back to the saved length */
    FILES_APPEND,     /* leave contents; writers go on at the end */
    FILES_VERIFY,     /* every file must have exactly the saved length */
    FILES_IGNORE      /* go on at the saved place; missing ones fail when used */
} FilePolicy;

/*
 * After a load, before anything runs: can all files be had again? Changes
 * nothing. NOT_RESTORABLE: the report names every file that stands in the way.
 */
SporeStatus file_check_all(VM *vm, FilePolicy policy, Report *report);
/*
 * Opens them again. Bytes cut away are kept beside the file, in
 * NAME.spore-cut-1, -2, … IO, NOT_RESTORABLE: the VM can only be freed.
 */
SporeStatus file_reopen_all(VM *vm, FilePolicy policy, Report *report);

/*
 * The program has ended (it was not dropped after a save): writes what waits,
 * closes all files, removes temporary ones, waits for commands (but not after
 * os.exit). IO: some output was lost.
 */
SporeStatus file_end_all(VM *vm, Report *report);

/* ---- between file.c, file_save.c and file_reopen.c ---- */

void file_link(VM *vm, File *file);
void file_forget_input(VM *vm, File *file);
/*
 * As file_drain, but it waits for FILE_WAIT_MS at most, and what cannot be written
 * is kept.
 */
FileStatus file_write_waiting(VM *vm, Handle *handle);
/* stdout, unless the program has chosen: by lines when a person looks on. */
void file_choose_buffering(File *file);
/* fstat, lseek: what the descriptor is and where it stands. */
void file_look(File *file);
/* The same, and under which path; the record is written anew if that has changed. */
void file_note(VM *vm, File *file);
/* The path of an open file as the system has it now. false: not known. */
bool file_find_path(int fd, char *out, size_t size);
/* Room for `size` more bytes of output or input. false: no memory; error set. */
bool file_reserve_out(VM *vm, File *file, size_t size);
bool file_reserve_in(VM *vm, File *file, size_t size);

SporeStatus file_save(VM *vm, Handle *handle, Bytes *out, Report *report);
SporeStatus file_load(VM *vm, Handle *handle, Reader *in, Report *report);
