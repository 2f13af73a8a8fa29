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

enum { SPORE_TEXT_MAX = 120 }; /* bytes of texts in structs; longer ones are cut */

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
    SPORE_RUN_DONE = 0,  /* the program has ended */
    SPORE_RUN_FAILED,    /* an error was not caught: spore_vm_error() */
    SPORE_RUN_EXIT,      /* os.exit(): spore_vm_exit_code() */
    SPORE_RUN_REQUEST,   /* spore_vm_take_requests() says what for; run again */
    SPORE_RUN_TICKS,     /* the limit of spore_vm_set_tick_limit() is reached */
    SPORE_RUN_IDLE,      /* all tasklets wait for a time: spore_vm_next_wake_ns() */
    SPORE_RUN_NO_MEMORY, /* the host's allocator failed: only close the VM */
    SPORE_RUN_UNDECIDED  /* a snapshot was loaded, and nothing ran, because
                            spore_vm_settle() has refused: spore_vm_error() */
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

/* ---- natives: C functions that programs call ---- */

/*
 * One call of a native, while it runs. Values are reached through *slots*, numbered from
 * 0: first the arguments, then as many free ones as the native was registered with, nil
 * at the start. A slot is a register of the program: what stands in it is kept from the
 * collector, and is saved with the job as long as the native can be.
 *
 * A function that returns a SporeStatus other than SPORE_OK has set the error that the
 * native fails with: it is enough to return that status. (SPORE_USAGE: wrong type or no
 * such slot; SPORE_NO_MEMORY; SPORE_ERROR.)
 */
typedef struct SporeCall SporeCall;

/*
 * Returns SPORE_OK with the results of spore_return() (none without it), or fails: with
 * the error of the function that failed last, of spore_fail() or of spore_throw().
 * C++ exceptions and longjmp must not leave it.
 *
 * If nothing can come back to a native that waits in a call (its tasklet was bound anew,
 * its coroutine was collected, the VM is closed), that call fails, and so does at once
 * all that the native asks for then: it must free what it has and return. Until it does,
 * nothing else runs: a native that tries again for ever hangs the VM. What it holds in
 * slots, and the data of objects there, is kept till then.
 */
typedef SporeStatus (*SporeNative)(SporeCall *call);

enum {
    SPORE_MAY_CALL = 1, /* may use the functions that call back: it gets a C stack of its
                           own. A job that is saved while it stands in one cannot resume
                           there: see spore_vm_lost() */
    SPORE_RESTARTABLE = 2 /* to be called anew with the same arguments by such a resume */
};

typedef struct SporeNativeDef {
    const char *name; /* stable, stored in snapshots: "image.resize" */
    SporeNative function;
    unsigned flags;   /* SPORE_MAY_CALL, … */
    unsigned slots;   /* beside the arguments; 0: 8; at most 200 */
    unsigned steps;   /* resumable ones: the highest step; see spore_then_call() */
    unsigned version; /* of what it does; a snapshot that has seen a higher one is
                         refused; of a lower one: see spore_vm_changed_natives() */
    const char *const
        *aliases; /* older names of it in snapshots, up to a NULL; or NULL */
} SporeNativeDef;

/*
 * Makes natives known, and sets the globals that their names say ("resize" in the table
 * `image`), unless the VM is blank. To be called in a VM that has not run yet and, with
 * the same names, in one that a snapshot will be loaded into. `context` is for
 * spore_context(). What the definitions point to is copied. SPORE_EXISTS: a name is
 * taken; SPORE_USAGE; SPORE_NO_MEMORY.
 */
SPORE_API SporeStatus spore_vm_register(SporeVM *vm, const SporeNativeDef *defs,
                                        size_t count, void *context);
/*
 * Opens a shared library and calls what it must define,
 *     SporeStatus spore_open_library(SporeVM *vm);
 * which registers its natives and types. The library stays open. `spore run --native`
 * does this. SPORE_NOT_FOUND: it cannot be opened; SPORE_USAGE: it defines no such
 * function; else what that returned.
 */
SPORE_API SporeStatus spore_vm_open_library(SporeVM *vm, const char *path);
/* The size of the C stacks of natives that may call back, in bytes, before the first of
 * them runs. 0: 64 KiB. */
SPORE_API void spore_vm_set_stack_size(SporeVM *vm, size_t bytes);

/*
 * Says on stderr which native, in which tasklet, has used up its C stack before the
 * process dies of that. Handles SIGSEGV and SIGBUS, which otherwise go where they went
 * before; to be called once in each thread that runs VMs. `spore run` does this.
 * SPORE_NO_MEMORY.
 */
SPORE_API SporeStatus spore_catch_stack_overflow(void);
/* The most that these C stacks have used, in bytes, up to whole pages, as far as it was
 * looked at: when calls end, the first eight and then eight of 1024. */
SPORE_API size_t spore_vm_stack_high_water(const SporeVM *vm);
/* What each of them has, in bytes; 0: none has run yet. */
SPORE_API size_t spore_vm_stack_size(const SporeVM *vm);

SPORE_API SporeVM *spore_call_vm(const SporeCall *call);
SPORE_API void *spore_context(const SporeCall *call);

/* ---- values in slots ---- */

typedef enum SporeType {
    SPORE_NIL = 0,
    SPORE_BOOLEAN,
    SPORE_INTEGER,
    SPORE_FLOAT,
    SPORE_STRING,
    SPORE_TABLE,
    SPORE_FUNCTION,
    SPORE_COROUTINE,
    SPORE_TASKLET,
    SPORE_CHANNEL,
    SPORE_HANDLE /* a userdata of Lua: a host's object, or a file */
} SporeType;

/* How many arguments were given. */
SPORE_API unsigned spore_count(const SporeCall *call);
/* A slot that is not there is nil. */
SPORE_API SporeType spore_type(const SporeCall *call, unsigned slot);
/* false for nil and false. */
SPORE_API bool spore_get_boolean(const SporeCall *call, unsigned slot);
/* Converts as Lua does: strings of digits, floats without fraction. */
SPORE_API SporeStatus spore_get_integer(SporeCall *call, unsigned slot, int64_t *out);
SPORE_API SporeStatus spore_get_number(SporeCall *call, unsigned slot, double *out);
/*
 * A number in the slot becomes a string. The bytes end with a 0 that `length` (may be
 * NULL) does not count, and are valid as long as the string stands in the slot.
 */
SPORE_API SporeStatus spore_get_string(SporeCall *call, unsigned slot, const char **out,
                                       size_t *out_length);

SPORE_API SporeStatus spore_set_nil(SporeCall *call, unsigned slot);
SPORE_API SporeStatus spore_set_boolean(SporeCall *call, unsigned slot, bool value);
SPORE_API SporeStatus spore_set_integer(SporeCall *call, unsigned slot, int64_t value);
SPORE_API SporeStatus spore_set_number(SporeCall *call, unsigned slot, double value);
SPORE_API SporeStatus spore_set_string(SporeCall *call, unsigned slot, const char *bytes,
                                       size_t length);
/* A new table, a new channel with a buffer for `capacity` values. */
SPORE_API SporeStatus spore_set_table(SporeCall *call, unsigned slot);
SPORE_API SporeStatus spore_set_channel(SporeCall *call, unsigned slot,
                                        unsigned capacity);
/*
 * A native that is registered by this name, also one of the library: "string.rep". So C
 * has all that tasklets and channels can do: functions are "tasklet.switch_trap",
 * "channel.new", methods "tasklet:kill", "channel:close", with the object as the first
 * argument of spore_call(), and fields are read by "tasklet:__index", "channel:__index",
 * set by "…:__newindex". SPORE_NOT_FOUND.
 */
SPORE_API SporeStatus spore_set_native(SporeCall *call, unsigned slot, const char *name);
SPORE_API SporeStatus spore_copy(SporeCall *call, unsigned from, unsigned to);

/* Tables, without metamethods. A nil value takes the key out. */
SPORE_API SporeStatus spore_get_item(SporeCall *call, unsigned table, unsigned key,
                                     unsigned to);
SPORE_API SporeStatus spore_set_item(SporeCall *call, unsigned table, unsigned key,
                                     unsigned from);
SPORE_API SporeStatus spore_get_field(SporeCall *call, unsigned table, const char *name,
                                      unsigned to);
SPORE_API SporeStatus spore_set_field(SporeCall *call, unsigned table, const char *name,
                                      unsigned from);
SPORE_API SporeStatus spore_get_index(SporeCall *call, unsigned table, int64_t index,
                                      unsigned to);
SPORE_API SporeStatus spore_set_index(SporeCall *call, unsigned table, int64_t index,
                                      unsigned from);
/* A border of the table: #t. */
SPORE_API SporeStatus spore_get_length(SporeCall *call, unsigned table, int64_t *out);
SPORE_API SporeStatus spore_get_global(SporeCall *call, const char *name, unsigned to);
SPORE_API SporeStatus spore_set_global(SporeCall *call, const char *name, unsigned from);

/* ---- how a native ends ---- */

/* The results: `count` slots from `slot` on. */
SPORE_API SporeStatus spore_return(SporeCall *call, unsigned slot, unsigned count);
/* Fails with a text, after "file:line: " of the Lua function that called the native. */
SPORE_API SporeStatus spore_fail(SporeCall *call, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;
/* Fails with the value in the slot. */
SPORE_API SporeStatus spore_throw(SporeCall *call, unsigned slot);

/* ---- calling back: SPORE_MAY_CALL ---- */

/*
 * Calls the function in `slot` with the arguments that follow it. Its first `results`
 * results come from `slot` on, nil where there are fewer. Other tasklets may run
 * meanwhile. SPORE_ERROR: it failed, the error is in `slot`. If it is tasklet.exit, the
 * tasklet is being killed: free what you have, and return that status.
 */
SPORE_API SporeStatus spore_call(SporeCall *call, unsigned slot, unsigned arguments,
                                 unsigned results);
/* What the program does by channel:send, channel:receive, tasklet.sleep and
 * tasklet.schedule. Errors as spore_call(), but no slot is changed. */
SPORE_API SporeStatus spore_send(SporeCall *call, unsigned channel, unsigned value);
SPORE_API SporeStatus spore_receive(SporeCall *call, unsigned channel, unsigned to);
SPORE_API SporeStatus spore_sleep(SporeCall *call, double seconds);
SPORE_API SporeStatus spore_schedule(SporeCall *call);
/* A tasklet that calls the function in `slot` with the arguments that follow it, at the
 * tail of the ring. It is put into `slot`. For every native. */
SPORE_API SporeStatus spore_spawn(SporeCall *call, unsigned slot, unsigned arguments);

/*
 * What a tasklet that has ended returned: its first `results` results come from `to` on.
 * SPORE_ERROR: it failed or was killed, the error is in `to`; SPORE_BUSY: it has not
 * ended. For every native.
 */
SPORE_API SporeStatus spore_get_results(SporeCall *call, unsigned tasklet, unsigned to,
                                        unsigned results);

/* ---- the host's own calls ---- */

/*
 * Slots for the host itself, while the VM does not run: to put values into globals, call
 * functions, spawn tasklets, send and receive. The functions above work as in a native
 * that may call back, without arguments; what such a call runs is a tasklet, and others
 * run meanwhile. spore_call() and its like return SPORE_LIMIT when the tick limit is
 * reached first, SPORE_ERROR also when the program ends or all would wait for ever; then
 * the call is killed. Requests that come meanwhile wait for the next spore_vm_run(). The
 * texts of errors are spore_vm_error()'s. One at a time for a VM (else SPORE_BUSY); not
 * saved. SPORE_NO_MEMORY, SPORE_USAGE (more than 200 slots).
 */
SPORE_API SporeStatus spore_vm_begin(SporeVM *vm, unsigned slots, SporeCall **out_call);
/* Ends it; its slots are gone. To be called before spore_vm_close(). */
SPORE_API void spore_vm_end(SporeCall *call);

/* ---- resumable natives: they call and wait without a C stack ---- */

/*
 * A native with steps returns what these return. It is entered again from its start,
 * where spore_step() says at which step; its slots are as it left them. So it can be
 * saved while it waits. 0 is the first entry.
 */
SPORE_API unsigned spore_step(const SporeCall *call);
/* Calls a function as spore_call(), then goes on at `step`; its results are in the
 * first free slots. If it fails the native fails. */
SPORE_API SporeStatus spore_then_call(SporeCall *call, unsigned slot, unsigned arguments,
                                      unsigned results, unsigned step);
SPORE_API SporeStatus spore_then_send(SporeCall *call, unsigned channel, unsigned value,
                                      unsigned step);
/* The value received is in the first free slot. */
SPORE_API SporeStatus spore_then_receive(SporeCall *call, unsigned channel,
                                         unsigned step);
SPORE_API SporeStatus spore_then_sleep(SporeCall *call, double seconds, unsigned step);
/* Lets a safepoint happen: for work of more than 100 us. */
SPORE_API SporeStatus spore_then(SporeCall *call, unsigned step);

/* ---- host objects: handles ---- */

typedef struct SporeOutput SporeOutput;

/*
 * A type of objects that belong to the host; to programs they are userdata. `size` bytes
 * of data belong to each, zeroed at first, at an address that stays. All functions may be
 * NULL.
 */
typedef struct SporeHandleType {
    const char *name; /* stable, stored in snapshots: "image" */
    size_t size;
    /* Releases what the data owns; when the object is collected, or the VM is closed. */
    void (*release)(void *data);
    /*
     * Appends what is needed to make the object again, by spore_output(). NULL: it cannot
     * go into a snapshot; a job resumed from one is told so when it uses the object.
     */
    SporeStatus (*save)(const void *data, SporeOutput *out);
    /* Fills zeroed data from those bytes, which it must check: SPORE_CORRUPT, and the
     * report (never NULL) may say why. If it fails it leaves nothing to release. */
    SporeStatus (*load)(void *data, const uint8_t *bytes, size_t size,
                        SporeReport *report);
} SporeHandleType;

SPORE_API void spore_output(SporeOutput *out, const void *bytes, size_t size);

/* As natives: before the VM runs or is loaded. What `type` points to must outlive the
 * VM. SPORE_EXISTS, SPORE_NO_MEMORY. */
SPORE_API SporeStatus spore_vm_register_type(SporeVM *vm, const SporeHandleType *type);
/* A new object of a registered type; its data (NULL: not wanted). */
SPORE_API SporeStatus spore_set_handle(SporeCall *call, unsigned slot,
                                       const SporeHandleType *type, void **out_data);
/* The data of the object in the slot. SPORE_USAGE: it is none of this type;
 * SPORE_NOT_RESTORABLE: it was not saved. */
SPORE_API SporeStatus spore_get_handle(SporeCall *call, unsigned slot,
                                       const SporeHandleType *type, void **out_data);
/* The data was changed: the next save writes it again. */
SPORE_API SporeStatus spore_touch_handle(SporeCall *call, unsigned slot);
/* The table that is metatable of all objects of the type, with __name and __index
 * (itself): what is put there are their methods. */
SPORE_API SporeStatus spore_set_methods(SporeCall *call, unsigned slot,
                                        const SporeHandleType *type);

/* ---- natives that a resume has lost ---- */

/* Calls of SPORE_MAY_CALL natives that wait in C now: a snapshot would lose them. At
 * most 10000 of them stand inside one another; one more is a "C stack overflow". */
SPORE_API unsigned spore_vm_in_natives(const SporeVM *vm);

/* What becomes of a call that was saved while it stood in C. */
typedef enum SporeLost {
    SPORE_LOST_RAISE = 0, /* it fails, with an error that the program can catch */
    SPORE_LOST_RESTART,   /* it is made again, with the same arguments */
    SPORE_LOST_KILL /* its tasklet, or who resumes its coroutine, gets tasklet.exit */
} SporeLost;

typedef struct SporeLostCall {
    uint64_t tasklet;                /* 0: none, a coroutine was suspended in it */
    char name[SPORE_TEXT_MAX + 1];   /* of the tasklet; "": none */
    char native[SPORE_TEXT_MAX + 1]; /* registered name */
    char source[SPORE_TEXT_MAX + 1]; /* where it was called; "": not known */
    int line;
    bool is_decided; /* SPORE_RESTARTABLE, or spore_vm_choose_lost() was called for it */
} SporeLostCall;

/* All such calls in a VM that was loaded, also to look at; to be freed with
 * spore_lost_free(). */
SPORE_API SporeStatus spore_vm_lost(SporeVM *vm, SporeLostCall **out_calls,
                                    size_t *out_count);
SPORE_API void spore_lost_free(SporeLostCall *calls);
/*
 * Decides for all natives, or for the one of this name (NULL: all that are not restarted
 * by themselves). To be called before spore_vm_settle(). SPORE_NOT_FOUND. SPORE_USAGE.
 */
SPORE_API SporeStatus spore_vm_choose_lost(SporeVM *vm, const char *native,
                                           SporeLost choice);
/*
 * After a load, before anything runs: the calls get what was chosen, at their tasklets'
 * next turns. The first run and the first call of the host do it if it was not done; once
 * it is, it does nothing. SPORE_NOT_RESTORABLE: nothing was chosen for one of the calls,
 * which the error names; nothing has changed then. SPORE_NO_MEMORY.
 */
SPORE_API SporeStatus spore_vm_settle(SporeVM *vm);

typedef struct SporeLostObject {
    char type[SPORE_TEXT_MAX + 1];  /* a host's, or "pipe", "file" */
    char place[SPORE_TEXT_MAX + 1]; /* "file:line" where it was made; "": not known */
    bool is_known; /* false: its type is not registered, so it may be all right */
    bool is_file;  /* the library's: a pipe, or a file that is there no more */
} SporeLostObject;

/* Objects that a snapshot does not hold, in a VM that was loaded or runs; to be freed
 * with spore_lost_objects_free(). */
SPORE_API SporeStatus spore_vm_lost_objects(SporeVM *vm, SporeLostObject **out_objects,
                                            size_t *out_count);
SPORE_API void spore_lost_objects_free(SporeLostObject *objects);

/* ---- natives that are not as a snapshot knows them ---- */

typedef struct SporeChangedNative {
    char name[SPORE_TEXT_MAX + 1]; /* registered name; the snapshot may have an alias */
    unsigned version;              /* here; 0 if it is missing */
    unsigned snapshot_version;     /* what the snapshot knows */
    bool is_missing;               /* not registered here */
} SporeChangedNative;

/*
 * Natives that have a higher version here than in the snapshot that was loaded, until
 * the next save, which makes their versions known. In a VM that was loaded to look at
 * also those with a lower version and those that are missing, which spore_job_load()
 * refuses. To be freed with spore_changed_natives_free().
 */
SPORE_API SporeStatus spore_vm_changed_natives(SporeVM *vm,
                                               SporeChangedNative **out_natives,
                                               size_t *out_count);
SPORE_API void spore_changed_natives_free(SporeChangedNative *natives);

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
    unsigned natives; /* that may call back, and stand in C in it: not restorable */
    char native[SPORE_TEXT_MAX + 1]; /* the innermost of them; "": none */
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
