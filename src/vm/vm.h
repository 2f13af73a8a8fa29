/*
 * One VM: a heap, its tasklets and all else that makes up a job. No globals:
 * any number of VMs run side by side, each on one OS thread at a time.
 */
#pragma once

#include <stdatomic.h>

#include "base/memory.h"
#include "base/status.h"
#include "vm/handle.h"
#include "vm/heap.h"
#include "vm/native.h"
#include "vm/str.h"
#include "vm/table.h"
#include "vm/tasklet.h"

typedef enum NameId {
#define NAME(id, text) NAME_##id,
#include "vm/names.def"
#undef NAME
    NAME_COUNT,
    EVENT_COUNT = NAME_PAIRS + 1
} NameId;

/* Bits of vm->requests; set from anywhere, also from signal handlers. */
enum {
    REQUEST_SAVE = 1 << 0,
    REQUEST_STOP = 1 << 1,
    REQUEST_SYNC = 1 << 2,   /* job.checkpoint(): save and wait for the commit */
    REQUEST_AWAITED = 1 << 3 /* vm->awaited has ended */
};

/* Why vm_run() came back. */
typedef enum RunStatus {
    RUN_DONE,     /* the main chunk returned and no tasklet is left to run */
    RUN_FAILED,   /* uncaught error: vm->error; vm->error_tasklet */
    RUN_EXIT,     /* os.exit: vm->exit_code */
    RUN_REQUEST,  /* vm->requests is not 0: serve it, clear it, run again */
    RUN_TICKS,    /* the host's tick limit is reached (torture) */
    RUN_IDLE,     /* all wait on timers: vm_next_wake() says until when */
    RUN_NO_MEMORY /* only vm_free() is allowed now */
} RunStatus;

/* See callback.h; nil or NULL: none. All of it is saved. */
typedef struct Callbacks {
    Value on_switch;
    Value on_channel;
    Value on_error;
    Value runner;  /* the library's function that calls the first two */
    Fiber *fiber;  /* in which on_switch runs */
    Fiber *active; /* the innermost coroutine there */
    Tasklet *last; /* the one that ran before, while there is an on_switch */
} Callbacks;

struct VM {
    Heap heap;
    Memory memory;

    /* Safepoints: countdown is the one word they poll. */
    int64_t countdown;    /* ticks left in this slice; < 0: slow path */
    int64_t slice;        /* value that countdown was last set to */
    uint64_t ticks;       /* ticks of all finished slices; saved */
    int64_t slice_ns;     /* job clock when this slice began */
    uint64_t tick_limit;  /* vm_run returns RUN_TICKS there; 0: none */
    atomic_uint requests; /* REQUEST_…; never overwritten by the slow path */
    uint8_t hook_mask;    /* HOOK_… events to be told of vm->fiber */

    /* Execution. */
    Fiber *fiber;     /* running now; NULL between runs */
    Tasklet *tasklet; /* current; in the ring */
    Tasklet *main_tasklet;
    Tasklet *sleepers;    /* skew heap by wake time, then ticket */
    Tasklet *watchers;    /* inside tasklet.run(), innermost first */
    uint64_t next_ticket; /* of who waits next; saved */
    uint64_t budget_end;  /* tick when the current tasklet is interrupted; saved;
                             UINT64_MAX: no budget */
    Callbacks callbacks;
    uint32_t priority_counts[TASKLET_PRIORITY_COUNT]; /* runnable ones of each */
    int64_t switch_trap;     /* not 0: to switch is an error; saved */
    uint32_t runnable_count; /* in the ring, the current one included */
    uint32_t living_count;   /* tasklets with a fiber */
    uint64_t tasklet_count;  /* ever created; saved */
    Value error;             /* being raised, or uncaught */
    Value end_error;         /* RUN_FAILED: the error meanwhile */
    Tasklet *error_tasklet;
    int exit_code;
    bool is_budget_over;   /* a soft one, at a switch */
    uint8_t run_status;    /* a RunStatus, why the interpreter stops */
    bool is_native_framed; /* the native that runs owns the top frame */
    bool is_passed_on;     /* the error comes from a coroutine.wrap function */
    bool has_exited;
    bool exit_closes;   /* os.exit(code, true): see ending.h */
    uint8_t end_phase;  /* ENDING_…: see ending.h */
    uint8_t end_status; /* the RunStatus that vm_run() returns after that */
    uint8_t fatal;      /* a SporeStatus that ends the run (NO_MEMORY) */

    /* Roots. */
    Table *globals;
    Table *registry; /* loaded modules, metatables of libraries, … by name */
    Table *metatables[TAG_COUNT]; /* of types that have one for all values */
    /* Where values of a type had these last; never trusted. */
    uint32_t index_hints[TAG_COUNT];
    uint32_t call_hints[TAG_COUNT];
    Table *finalizers;      /* objects with __gc: see finalize.h */
    Table *closers;         /* fibers with variables to close: abandoned.h */
    Table *pending;         /* those whose finalizers are to be run */
    uint32_t pending_first; /* index from 1 of the first that is not taken */
    Fiber *finalizing;      /* in which finalizers run, or NULL */
    String *names[NAME_COUNT];

    /* Saved counters. */
    uint64_t next_identity;
    uint64_t next_record_id;
    uint64_t random_state[4]; /* math.random: xoshiro256** */
    int64_t clock_base_ns;    /* job clock at clock_origin_ns; saved as one value */
    int64_t clock_origin_ns;  /* CLOCK_MONOTONIC when this VM started */

    Proto *chunks; /* verified main prototypes, garbage too, the newest first */

    /* Registered natives and handle types. */
    const NativeDef **natives; /* hash by name, open addressing */
    uint32_t native_capacity;
    uint32_t native_count;
    const NativeDef *wrap_step; /* what calling a TAG_WRAP value runs */
    const NativeDef *finalize;  /* runs the pending finalizers */
    const HandleType **handle_types;
    uint32_t handle_type_count;
    uint32_t handle_type_capacity;

    /* The host's. */
    Value *host_values; /* roots: its slots while no native runs; or NULL */
    Tasklet *awaited;   /* the run stops when it has ended, or nobody can run */
    void *host;         /* free for the layer above */
    void *open_files;   /* lib/file.c: its list of open files */
    int *closed_fds;    /* files written and closed since the last save: kept
                           open until that save has synced them */
    unsigned closed_fd_count;
    unsigned closed_fd_capacity;
    Value checkpoint_result; /* what job.checkpoint() returns after a save */
    uint32_t host_value_count;
    bool has_hard_natives; /* some that may call back are known */
    bool must_settle;      /* loaded; what stood in C is not looked after yet */
    bool is_closing;       /* vm_free() runs: releases write nothing outside */
    bool stress_collector; /* collect fully at every safepoint */

    /* What the layer that saves remembers of the last snapshot: see encode.h. */
    void *save_state;
    void (*free_save_state)(VM *vm); /* called by vm_free() unless NULL */
};

typedef struct VMOptions {
    MemoryFunction allocate; /* NULL: malloc */
    void *allocate_context;
    size_t memory_limit_bytes; /* 0: none */
} VMOptions;

/* A VM with empty globals and a main tasklet without function. NULL: no memory. */
VM *vm_new(const VMOptions *options);
/* Frees everything. No finalizer and no __close runs. */
void vm_free(VM *vm);

/*
 * Takes over the descriptor of a written file that the program has closed, so that
 * the next save can sync it. With too many of them it is synced and closed at once.
 */
void vm_keep_closed_file(VM *vm, int fd);

/*
 * Makes `function` with `count` arguments the main tasklet's. false: no memory.
 */
bool vm_set_main(VM *vm, Value function, const Value *args, uint32_t count);

/* Runs until something in RunStatus happens. May be called again and again. */
RunStatus vm_run(VM *vm);

/* Job clock: never jumps back, also not across a resume. Nanoseconds. */
int64_t vm_clock_ns(const VM *vm);
/* Earliest wake-up time on the job clock, or -1. */
int64_t vm_next_wake(const VM *vm);

/* Sets a bit of `requests`; safe in signal handlers and other threads. */
static inline void vm_request(VM *vm, unsigned bits)
{
    atomic_fetch_or_explicit(&vm->requests, bits, memory_order_release);
}

/* Makes the next safepoint take the slow path. Only from the VM's own thread. */
void vm_poke(VM *vm);

/* Ticks so far: exact, the same on every machine. */
static inline uint64_t vm_ticks(const VM *vm)
{
    return vm->ticks + (uint64_t)(vm->slice - vm->countdown);
}

/* The metatable of any value, or NULL. */
Table *vm_metatable(const VM *vm, Value v);
/* The name of a value's type for messages: __name of its metatable, or Lua's. */
const char *vm_type_name(const VM *vm, Value v);
/* The metamethod of a value for an event, or nil. */
Value vm_metamethod(const VM *vm, Value v, NameId event);

/* registry[name], made an empty table if absent. NULL: out of memory. */
Table *vm_registry_table(VM *vm, const char *name);

/*
 * Text of an error value for people: strings and numbers as they are, else
 * "(error object is a table value)". At most size-1 bytes.
 */
void vm_error_text(VM *vm, Value error, char *out, size_t size);

/* Sets vm->error to a string made from a format; returns false. */
bool vm_fail(VM *vm, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same with "file:line: " of the running Lua function in front. */
bool vm_fail_here(VM *vm, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Puts "file:line: " of the running Lua function before vm->error, a string. */
void vm_add_place(VM *vm);
/* Memory has run out: the run ends with RUN_NO_MEMORY. Returns false. */
bool vm_no_memory(VM *vm);
