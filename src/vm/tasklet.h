/*
 * Tasklets: fibers that the scheduler runs. A tasklet is in at most one chain:
 * the ring of runnables, or the queue of the channel it waits on. Names and
 * orders are Stackless Python's.
 */
#pragma once

#include "vm/fiber.h"

typedef struct Channel Channel;
typedef struct Tasklet Tasklet;
typedef struct TaskletMore TaskletMore;
typedef struct Table Table;

typedef enum TaskletState {
    TASKLET_NEW = 0,      /* no function bound to arguments yet */
    TASKLET_PAUSED = 1,   /* alive, in no chain */
    TASKLET_RUNNABLE = 2, /* in the ring; the current one too */
    TASKLET_SENDING = 3,  /* blocked in channel->queue */
    TASKLET_RECEIVING = 4,
    TASKLET_SLEEPING = 5, /* in the heap below vm->sleepers */
    TASKLET_DEAD = 6,
    TASKLET_WATCHING = 7,  /* inside tasklet.run(): in vm->watchers until the ring
                              is empty or a slice of its budget is over */
    TASKLET_SELECTING = 8, /* in channel.select(): in channel->selecting of each case */
    TASKLET_STATE_COUNT
} TaskletState;

/* What the native call in which a tasklet waits gives when it is entered again. */
typedef enum TaskletReply {
    REPLY_VALUE = 0,    /* the value */
    REPLY_TIMEOUT = 1,  /* nil, "timeout" */
    REPLY_SELECTED = 2, /* the number of the case, the value */
    REPLY_CLOSED = 3,   /* the number of the case, nil, "closed" */
    REPLY_RECEIVED = 4, /* true, the value: of try_receive */
    REPLY_SENT = 5,     /* true: of a send that might have failed */
    REPLY_COUNT
} TaskletReply;

enum {
    TASKLET_IS_ATOMIC = 1 << 0,       /* no budget interrupts it */
    TASKLET_IGNORES_NESTING = 1 << 1, /* a budget may interrupt it inside natives */
    TASKLET_TRAPS_BLOCKING = 1 << 2,  /* to wait is an error for it */
    TASKLET_HANDLES_ERROR = 1 << 3,   /* it has died, and runs the error handler */
    TASKLET_IN_CALLBACK = 1 << 4,     /* it runs the channel callback */
    TASKLET_IS_KEPT = 1 << 5          /* its scope takes its error: nobody else gets it */
};

enum {
    TASKLET_PRIORITY_MAX = 3, /* from -3 to 3; 0 as new */
    TASKLET_PRIORITY_COUNT = 2 * TASKLET_PRIORITY_MAX + 1
};

/*
 * The chain pointers mean, by state:
 *   RUNNABLE            next, prev: neighbours in the ring
 *   SENDING, RECEIVING  next, prev: neighbours in channel->first … last, or NULL
 *   WATCHING            next: the watcher outside of this one (vm->watchers)
 *   else                NULL
 *
 * Beside that, one that is_timed is in the heap of sleepers (left, right, up): it
 * sleeps, or waits for something else but not for ever.
 */
struct Tasklet {
    Object header;
    Fiber *root;   /* its own fiber; NULL when new or dead */
    Fiber *active; /* the innermost running coroutine of its chain */
    Tasklet *next;
    Tasklet *prev;
    union {
        struct { /* is_timed, else NULL and 0: see sleepers.h */
            Tasklet *left, *right, *up;
            int64_t wake_ns; /* job clock, nanoseconds */
        };
        struct {                 /* WATCHING */
            int64_t budget;      /* ticks per slice of others; 0: no limit */
            uint64_t budget_end; /* tick when its run is over; 0: no limit */
            bool is_soft;        /* its budget waits for the next switch */
            bool lets_nest;      /* it interrupts inside natives too */
        };
    };
    Channel *channel; /* waits on it (SENDING, RECEIVING), else NULL */
    Value transfer;   /* SENDING: the value sent; else what the native call
                         that it is in returns when it is entered again */
    Value error;      /* what it died of, or nil */
    union {
        Value function; /* NEW: bound, not set up yet; else nil */
        Value results;  /* DEAD: what it returned, as table.pack makes it; nil:
                           nothing; false: it failed. Else nil */
    };
    TaskletMore *more;    /* what most have not, or NULL */
    int64_t since_ns;     /* waits since: job clock at the last safepoint */
    uint64_t ticket;      /* waits since: orders those who wait; else 0 */
    uint64_t number;      /* 1 is main; in order of creation */
    uint16_t case_number; /* of `reply` SELECTED or CLOSED */
    uint8_t state;        /* TaskletState */
    uint8_t flags;        /* TASKLET_IS_… */
    uint8_t reply;        /* TaskletReply: what comes with `transfer` */
    int8_t priority;      /* see scheduler.h */
    bool is_error;        /* `transfer` is to be raised: SENDING: in the receiver;
                             else in this tasklet, when it is entered again */
    bool is_main : 1;
    bool is_timed : 1;     /* wakes up at wake_ns at the latest */
    bool is_iterating : 1; /* RECEIVING for a generic for: a close ends the loop */
    bool is_handed : 1;    /* it has another one's error and traceback, not raised yet */
};

_Static_assert(sizeof(Tasklet) <= 176, "a job may have a million tasklets");

/* Each NULL: none. */
struct TaskletMore {
    String *name;
    String *traceback; /* where `error` was raised: see uncaught.h */
    Channel *done;     /* closed when it ends; NULL: nobody has asked for it */
    Table *locals;     /* what the program keeps for it */
    Table *cases;      /* SELECTING: what for, see channel.h */
};

/* To set one of these; the barrier is the caller's. NULL: out of memory. */
TaskletMore *tasklet_more(VM *vm, Tasklet *tasklet);

static inline String *tasklet_name(const Tasklet *tasklet)
{
    return tasklet->more ? tasklet->more->name : NULL;
}

static inline String *tasklet_traceback(const Tasklet *tasklet)
{
    return tasklet->more ? tasklet->more->traceback : NULL;
}

static inline Channel *tasklet_done(const Tasklet *tasklet)
{
    return tasklet->more ? tasklet->more->done : NULL;
}

static inline Table *tasklet_locals(const Tasklet *tasklet)
{
    return tasklet->more ? tasklet->more->locals : NULL;
}

static inline Table *tasklet_cases(const Tasklet *tasklet)
{
    return tasklet->more ? tasklet->more->cases : NULL;
}

/* The function that a new one was bound to, or nil. */
static inline Value tasklet_function(const Tasklet *tasklet)
{
    return tasklet->state == TASKLET_NEW ? tasklet->function : VALUE_NIL;
}

/* What it has returned: see `results`. */
static inline Value tasklet_results(const Tasklet *tasklet)
{
    return tasklet->state == TASKLET_NEW ? VALUE_NIL : tasklet->results;
}

/* NULL: out of memory. TASKLET_NEW, with the next number. */
Tasklet *tasklet_new(VM *vm);

/* Set up and not ended. */
static inline bool tasklet_is_alive(const Tasklet *tasklet)
{
    return tasklet->root != NULL;
}

/*
 * How many natives it is inside of that stand on a C stack of their own. A walk over all
 * its frames, if there are such natives at all.
 */
int tasklet_nesting_level(const VM *vm, const Tasklet *tasklet);

/* "tasklet 3 (reader)": at most `size` bytes, cut. */
void tasklet_describe(const Tasklet *tasklet, char *out, size_t size);

/* Waits for something that another one, or time, brings about. */
static inline bool tasklet_is_blocked(const Tasklet *tasklet)
{
    return tasklet->state == TASKLET_SENDING || tasklet->state == TASKLET_RECEIVING ||
           tasklet->state == TASKLET_SLEEPING || tasklet->state == TASKLET_SELECTING;
}
