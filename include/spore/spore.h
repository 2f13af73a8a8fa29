/*
 * Spore's embedding interface. Everything public starts with spore_, Spore or
 * SPORE_. A function that can fail returns a SporeStatus; the message of the
 * last failure is kept where the function's comment says.
 */
#ifndef SPORE_SPORE_H
#define SPORE_SPORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SPORE_API __attribute__((visibility("default")))
#else
#define SPORE_API
#endif

#define SPORE_VERSION "0.1.0"

typedef enum SporeStatus {
    SPORE_OK = 0,
    SPORE_NO_MEMORY,    /* the host's allocator failed; the VM can only be freed */
    SPORE_ERROR,        /* the Lua program failed; the error value is kept */
    SPORE_SYNTAX,       /* source text does not compile */
    SPORE_USAGE,        /* an argument of the call is wrong */
    SPORE_CORRUPT,      /* stored or imported bytes are not what they must be */
    SPORE_NOT_FOUND,    /* no such job, snapshot, file */
    SPORE_EXISTS,       /* the name is taken */
    SPORE_IO,           /* input/output failed, or the disk is full */
    SPORE_UNAVAILABLE,  /* the store cannot be opened */
    SPORE_BUSY,         /* another process runs the job */
    SPORE_LOST,         /* another process has taken the job over */
    SPORE_INCOMPATIBLE, /* written by another version, or natives are missing */
    SPORE_NOT_RESTORABLE,
    SPORE_LIMIT /* over a limit that was set */
} SporeStatus;

/*
 * What went wrong, for a person: what, where and what to do; lower case, no
 * full stop. Functions that take one (NULL: not wanted) fill it on failure.
 */
typedef struct SporeReport {
    char text[512];
} SporeReport;

/* A short name of the status, e.g. "not found". */
SPORE_API const char *spore_status_name(SporeStatus status);

/* ---- machines ---- */

/*
 * One job: a heap, its tasklets, channels and code. Any number of them run side
 * by side; each on one thread at a time.
 */
typedef struct VM SporeVM;

/* As realloc, with the old size; new_size 0 frees and returns NULL. */
typedef void *(*SporeAllocate)(void *context, void *block, size_t old_size,
                               size_t new_size);

typedef struct SporeOptions {
    SporeAllocate allocate; /* NULL: the C library's */
    void *allocate_context;
    size_t memory_limit_bytes; /* 0: none */
    bool is_blank;             /* natives are known, but no globals are set: a VM
                                  that a snapshot is to be loaded into */
    bool stress_collector;     /* collect fully at every safepoint */
} SporeOptions;

/*
 * Opens a VM with the standard library. `options` may be NULL.
 * SPORE_NO_MEMORY: nothing was opened.
 */
SPORE_API SporeStatus spore_vm_open(const SporeOptions *options, SporeVM **out_vm);
/* Frees everything; no finalizer and no __close runs. NULL is fine. */
SPORE_API void spore_vm_close(SporeVM *vm);

/*
 * What went wrong in the last call that failed with this VM, for a person; "" when
 * none did. Valid until the next call.
 */
SPORE_API const char *spore_vm_error(const SporeVM *vm);
/*
 * After SPORE_RUN_FAILED: lines that tell in which calls the error was raised, and if
 * it went from one tasklet to another, in which of them; "" when that is not known.
 * Valid until the next call.
 */
SPORE_API const char *spore_vm_traceback(const SporeVM *vm);

/* ---- programs ---- */

/*
 * Compiles a program and makes it the main tasklet's, to be started by the
 * first spore_vm_run(). It gets `args` as `...` and, with `name` at 0, in the
 * global `arg`. SPORE_SYNTAX, SPORE_NO_MEMORY.
 */
SPORE_API SporeStatus spore_vm_load_text(SporeVM *vm, const char *text, size_t length,
                                         const char *name, const char *const *args,
                                         size_t arg_count);
/*
 * The same from a file, which may hold bytecode as well. Also SPORE_NOT_FOUND, SPORE_IO,
 * and for bytecode SPORE_CORRUPT and SPORE_INCOMPATIBLE.
 */
SPORE_API SporeStatus spore_vm_load_file(SporeVM *vm, const char *path,
                                         const char *const *args, size_t arg_count);

/* ---- code ---- */

/* What bytecode holds beside the instructions. */
typedef enum SporeCodeParts {
    SPORE_CODE_BARE = 0,  /* nothing: errors name no line, stacks no variable */
    SPORE_CODE_LINES = 1, /* lines, names of variables, the name of the source */
    SPORE_CODE_ALL = 3    /* the source text as well */
} SporeCodeParts;

/*
 * Compiles a file without running it. The bytecode is the same on every machine; free
 * it with spore_code_free(). Errors are those of spore_vm_load_file().
 */
SPORE_API SporeStatus spore_vm_compile_file(SporeVM *vm, const char *path,
                                            SporeCodeParts parts, uint8_t **out_code,
                                            size_t *out_size);
/*
 * The instructions of a file's functions, or of all functions in a machine (but for
 * those of the library), as text for people. Free it with spore_code_free().
 */
SPORE_API SporeStatus spore_vm_list_file(SporeVM *vm, const char *path, char **out_text);
SPORE_API SporeStatus spore_vm_list_code(SporeVM *vm, char **out_text);
SPORE_API void spore_code_free(void *code);

/* ---- running ---- */

typedef enum SporeRun {
    SPORE_RUN_DONE = 0, /* the program has ended */
    SPORE_RUN_FAILED,   /* an error was not caught: spore_vm_error() */
    SPORE_RUN_EXIT,     /* os.exit(): spore_vm_exit_code() */
    SPORE_RUN_REQUEST,  /* spore_vm_take_requests() says what for; run again */
    SPORE_RUN_TICKS,    /* the limit of spore_vm_set_tick_limit() is reached */
    SPORE_RUN_IDLE,     /* all tasklets wait for a time: spore_vm_next_wake_ns() */
    SPORE_RUN_NO_MEMORY /* the host's allocator failed: only close the VM */
} SporeRun;

/* Runs until one of these happens; may be called again and again. */
SPORE_API SporeRun spore_vm_run(SporeVM *vm);
SPORE_API int spore_vm_exit_code(const SporeVM *vm);

/* What a host may be asked to do between two runs: bits. */
enum {
    SPORE_REQUEST_SAVE = 1 << 0, /* save and go on */
    SPORE_REQUEST_STOP = 1 << 1, /* save and stop */
    SPORE_REQUEST_SYNC = 1 << 2  /* job.checkpoint(): go on after the commit */
};

/*
 * Makes a running VM return SPORE_RUN_REQUEST at its next safepoint. Safe from
 * other threads and from signal handlers.
 */
SPORE_API void spore_vm_request(SporeVM *vm, unsigned requests);
/* The requests that wait, and clears them. */
SPORE_API unsigned spore_vm_take_requests(SporeVM *vm);

/* One tick per call or backward jump: exact, the same on every machine. */
SPORE_API uint64_t spore_vm_ticks(const SporeVM *vm);
/* The run ends with SPORE_RUN_TICKS at the safepoint where so many are reached. */
SPORE_API void spore_vm_set_tick_limit(SporeVM *vm, uint64_t ticks);

/* The job's clock, which a resume goes on with, and when the first sleeper is to
 * wake up on it (-1: nobody sleeps). */
SPORE_API int64_t spore_vm_clock_ns(const SporeVM *vm);
SPORE_API int64_t spore_vm_next_wake_ns(const SporeVM *vm);

/* What job.checkpoint() is to tell the program when it runs on: SPORE_OK, or the
 * failure and its message. To be called after SPORE_REQUEST_SYNC was served. */
SPORE_API void spore_vm_set_checkpoint(SporeVM *vm, SporeStatus status,
                                       const char *message);

/* ---- its files, around saves and loads ---- */

/* job.name: what the program is told its job is called. SPORE_NO_MEMORY. */
SPORE_API SporeStatus spore_vm_set_job_name(SporeVM *vm, const char *name);

/*
 * To be called before every save: writes the output that waits in the program's files
 * and notes where they stand. SPORE_IO: some of it could not be written; it is saved
 * with the job, which is as good.
 */
SPORE_API SporeStatus spore_vm_flush_files(SporeVM *vm, SporeReport *report);

/* What a resume does about files that are not as the snapshot has them. */
typedef enum SporeFiles {
    SPORE_FILES_STRICT = 0, /* written ones are cut back if they are the same and not
                               shorter, read ones must be there; else refuse */
    SPORE_FILES_REFUSE,     /* refuse also if a written one is longer */
    SPORE_FILES_TRUNCATE,   /* cut back any file of the name */
    SPORE_FILES_APPEND,     /* leave contents; writers go on at the end */
    SPORE_FILES_VERIFY,     /* every file must have exactly the saved length */
    SPORE_FILES_IGNORE      /* go on at the saved place; missing ones fail when used */
} SporeFiles;

/*
 * After a load, before the VM runs: opens the program's files again. Bytes that are cut
 * away are kept beside the file. SPORE_NOT_RESTORABLE: nothing was changed, the report
 * names every file that stands in the way. SPORE_IO. Then the VM can only be closed.
 */
SPORE_API SporeStatus spore_vm_open_files(SporeVM *vm, SporeFiles policy,
                                          SporeReport *report);

/*
 * After the program has ended: writes the output that waits, closes its files, removes
 * temporary ones. SPORE_IO: some output was lost.
 */
SPORE_API SporeStatus spore_vm_end_files(SporeVM *vm, SporeReport *report);

/* ---- looking at a machine ---- */

enum { SPORE_DIGEST_BYTES = 32 };

/*
 * A hash of everything that a program could observe of the VM's state: the same
 * before a save and after its load, on every CPU. SPORE_NO_MEMORY.
 */
SPORE_API SporeStatus spore_vm_digest(SporeVM *vm, uint8_t out[SPORE_DIGEST_BYTES]);

enum { SPORE_TEXT_MAX = 120 }; /* bytes of the texts below; longer ones are cut */

typedef enum SporeTaskletState {
    SPORE_TASKLET_NEW = 0,
    SPORE_TASKLET_PAUSED,
    SPORE_TASKLET_RUNNABLE,
    SPORE_TASKLET_SENDING,
    SPORE_TASKLET_RECEIVING,
    SPORE_TASKLET_SLEEPING,
    SPORE_TASKLET_DEAD,
    SPORE_TASKLET_WATCHING, /* inside tasklet.run() */
    SPORE_TASKLET_SELECTING /* waits on several channels */
} SporeTaskletState;

/* "sleeping" */
SPORE_API const char *spore_tasklet_state_name(SporeTaskletState state);

typedef struct SporeTaskletInfo {
    uint64_t number; /* 1: main */
    SporeTaskletState state;
    bool is_current;                    /* runs, or runs first after a resume */
    char name[SPORE_TEXT_MAX + 1];      /* "": none */
    char function[SPORE_TEXT_MAX + 1];  /* of the innermost frame */
    char source[SPORE_TEXT_MAX + 1];    /* of the innermost Lua frame; "": none */
    int line;                           /* 0: not known */
    uint64_t frame_count;               /* its coroutines' included */
    uint64_t channel;                   /* a number for the one it waits on; 0: none */
    char waits_for[SPORE_TEXT_MAX + 1]; /* "channel 5", of select "receive 5, send 7";
                                           "": time, or nothing */
    int64_t sleep_ns; /* until it wakes up at the latest; -1: no limit */
    int64_t wait_ns;  /* blocked: for so long; else -1 */
} SporeTaskletInfo;

/* All living tasklets by number; to be freed with spore_tasklets_free(). */
SPORE_API SporeStatus spore_vm_tasklets(SporeVM *vm, SporeTaskletInfo **out_tasklets,
                                        size_t *out_count);
SPORE_API void spore_tasklets_free(SporeTaskletInfo *tasklets);

typedef struct SporeFrameInfo {
    uint32_t level;     /* 0: the innermost */
    uint32_t coroutine; /* 0: the innermost coroutine; the outer ones 1, 2, … */
    bool is_native;
    char function[SPORE_TEXT_MAX + 1];
    char source[SPORE_TEXT_MAX + 1];
    int line;
} SporeFrameInfo;

typedef struct SporeLocalInfo {
    char name[SPORE_TEXT_MAX + 1];
    const char *type;
    char text[SPORE_TEXT_MAX + 1]; /* the value as one line */
} SporeLocalInfo;

typedef struct SporeStackVisitor {
    void *context;
    void (*frame)(void *context, const SporeFrameInfo *frame);
    void (*local)(void *context, const SporeLocalInfo *local); /* NULL: not wanted */
} SporeStackVisitor;

/*
 * Tells the visitor the frames of a tasklet, innermost first, each followed by its
 * local variables. SPORE_NOT_FOUND: no living tasklet has the number.
 */
SPORE_API SporeStatus spore_vm_stack(SporeVM *vm, uint64_t tasklet,
                                     const SporeStackVisitor *visitor);

#ifdef __cplusplus
}
#endif

#endif
