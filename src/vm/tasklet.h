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
    TASKLET_SLEEPING = 5, /* in vm->sleepers */
    TASKLET_DEAD = 6,
    TASKLET_WATCHING = 7  /* inside tasklet.run(): waits for the ring to empty */
} TaskletState;

struct Tasklet {
    Object header;
    Fiber *root;          /* its own fiber; NULL when new or dead */
    Fiber *active;        /* the innermost running coroutine of its chain */
    Tasklet *next;        /* chain: ring (circular) or channel queue */
    Tasklet *prev;
    Channel *channel;     /* waits on it */
    String *name;         /* or NULL */
    Value function;       /* bound, not set up yet; else nil */
    Value transfer;       /* value being sent while blocked in send; tempval */
    Value error;          /* what it died of, or nil */
    int64_t wake_ns;      /* SLEEPING: job clock, nanoseconds */
    uint64_t number;      /* 1 is main; in order of creation */
    int64_t budget_left;  /* ticks of its slice; only while WATCHED */
    uint8_t state;        /* TaskletState */
    uint8_t is_main;
    uint8_t is_killed;    /* tasklet.exit was posted */
    uint8_t is_send_error; /* transfer is an error to raise in the receiver */
};

struct Channel {
    Object header;
    Tasklet *first;   /* queue of waiting tasklets; all senders or all receivers */
    Tasklet *last;
    int64_t balance;  /* > 0: senders wait; < 0: receivers wait */
    int8_t preference; /* -1 receiver (default), 0, +1 sender */
    uint8_t is_closing;
    uint8_t schedule_all;
};

Tasklet *tasklet_new(VM *vm);
Channel *channel_new(VM *vm);
