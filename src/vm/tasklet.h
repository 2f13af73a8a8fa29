/*
 * Tasklets: fibers that the scheduler runs. A tasklet is in at most one chain:
 * the ring of runnables, or the queue of the channel it waits on. Names and
 * orders are Stackless Python's.
 */
#pragma once

#include "vm/fiber.h"

typedef struct Channel Channel;
typedef struct Tasklet Tasklet;
typedef struct Table Table;

typedef enum TaskletState {
    TASKLET_NEW = 0,      /* no function bound to arguments yet */
    TASKLET_PAUSED = 1,   /* alive, in no chain */
    TASKLET_RUNNABLE = 2, /* in the ring; the current one too */
    TASKLET_SENDING = 3,  /* blocked in channel->queue */
    TASKLET_RECEIVING = 4,
    TASKLET_SLEEPING = 5, /* in the heap below vm->sleepers */
    TASKLET_DEAD = 6,
    TASKLET_WATCHING = 7, /* inside tasklet.run(): in vm->watchers until the ring
                             is empty or a slice of its budget is over */
    TASKLET_STATE_COUNT
} TaskletState;

/*
 * The chain pointers mean, by state:
 *   RUNNABLE            next, prev: neighbours in the ring
 *   SENDING, RECEIVING  next, prev: neighbours in channel->first … last, or NULL
 *   SLEEPING            next, prev: children in the heap of sleepers; up: parent
 *   WATCHING            next: the watcher outside of this one (vm->watchers)
 *   else                NULL
 */
struct Tasklet {
    Object header;
    Fiber *root;   /* its own fiber; NULL when new or dead */
    Fiber *active; /* the innermost running coroutine of its chain */
    Tasklet *next;
    Tasklet *prev;
    Tasklet *up;
    Channel *channel;     /* waits on it (SENDING, RECEIVING), else NULL */
    String *name;         /* or NULL */
    Value function;       /* bound, not set up yet; else nil */
    Value transfer;       /* SENDING: the value sent; else what the native call
                             that it is in returns when it is entered again */
    Value error;          /* what it died of, or nil */
    String *traceback;    /* where that was raised, or NULL: see uncaught.h */
    int64_t wake_ns;      /* SLEEPING: job clock, nanoseconds */
    uint64_t sleep_order; /* SLEEPING: breaks ties of wake_ns */
    uint64_t number;      /* 1 is main; in order of creation */
    int64_t budget;       /* WATCHING: ticks per slice of others; 0: no limit */
    uint8_t state;        /* TaskletState */
    uint8_t is_main;
    uint8_t is_iterating; /* RECEIVING for a generic for: a close ends the loop */
    uint8_t is_error;     /* `transfer` is to be raised: SENDING: in the receiver;
                             else in this tasklet, when it is entered again */
    uint8_t is_handed;    /* it has another one's error and traceback, not raised yet */
};

struct Channel {
    Object header;
    Tasklet *first; /* queue of waiting tasklets; all senders or all receivers */
    Tasklet *last;
    int64_t balance;   /* > 0: senders wait; < 0: receivers wait */
    int8_t preference; /* -1 receiver (default), 0, +1 sender */
    uint8_t is_closing;
    uint8_t schedule_all;
};

/* Both NULL: out of memory. */
Tasklet *tasklet_new(VM *vm); /* TASKLET_NEW, with the next number */
Channel *channel_new(VM *vm);

/* Set up and not ended. */
static inline bool tasklet_is_alive(const Tasklet *tasklet)
{
    return tasklet->root != NULL;
}

/* "tasklet 3 (reader)": at most `size` bytes, cut. */
void tasklet_describe(const Tasklet *tasklet, char *out, size_t size);

/* Waits for something that another one, or time, brings about. */
static inline bool tasklet_is_blocked(const Tasklet *tasklet)
{
    return tasklet->state == TASKLET_SENDING || tasklet->state == TASKLET_RECEIVING ||
           tasklet->state == TASKLET_SLEEPING;
}

/* Appends to the queue; the tasklet is in no chain; its state says the direction. */
void channel_append(VM *vm, Channel *channel, Tasklet *tasklet);
/* Takes a waiting tasklet out of the queue of its channel: PAUSED then. */
void channel_remove(VM *vm, Tasklet *tasklet);
