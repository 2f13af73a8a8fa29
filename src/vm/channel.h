/*
 * Channels: who waits there, and the values of a buffered one.
 *
 *      channel->first           channel->last        channel->selecting
 *           v                        v                {ticket = tasklet, …}
 *           A  <->  B  <->  C  <->   D                 in select(), for this
 *      all of them send, or all of them receive        channel among others
 *
 *      channel->buffer: slots 1 … capacity, used in a circle
 *      |   |   | v | v | v |   |
 *                ^buffer_first  (buffer_count = 3)
 *
 * Those in select() and those in the queue are served in the order of their tickets,
 * that is of beginning to wait.
 */
#pragma once

#include "vm/vm.h"

enum { CHANNEL_RECEIVE = -1, CHANNEL_SEND = 1 };
enum { CHANNEL_MAX_CAPACITY = 1 << 30 };

struct Channel {
    Object header;
    Tasklet *first; /* queue of waiting tasklets */
    Tasklet *last;
    Table *selecting; /* tickets and tasklets in select(), or NULL: none */
    Table *buffer;    /* NULL until it is used first */
    int64_t balance;  /* > 0: senders in the queue; < 0: receivers */
    uint32_t selecting_count;
    uint32_t capacity;
    uint32_t buffer_first; /* slot of the oldest value */
    uint32_t buffer_count;
    int8_t preference; /* -1 receiver (default), 0, +1 sender */
    uint8_t is_closing;
    uint8_t schedule_all;
};

/* NULL: out of memory. */
Channel *channel_new(VM *vm, uint32_t capacity);

/* ---- the queue ---- */

/* Appends to the queue; the tasklet is in no chain; its state says the direction. */
void channel_append(VM *vm, Channel *channel, Tasklet *tasklet);
/* Takes a waiting tasklet out of the queue of its channel: PAUSED then. */
void channel_remove(VM *vm, Tasklet *tasklet);

/* ---- select ---- */

/* A case of select(); in TaskletMore's `cases` three items each, in this order. */
typedef struct ChannelCase {
    Channel *channel;
    int direction;
    Value value; /* to be sent */
} ChannelCase;

/* Case `number`, from 1. false: there is no such case (or a forged one). */
bool channel_case(const Table *cases, uint32_t number, ChannelCase *out);
/*
 * The current tasklet waits, until wake_ns at most, for what `cases` say. false: no
 * memory; nothing is changed.
 */
bool channel_select(VM *vm, Table *cases, int64_t wake_ns);
/* Takes a SELECTING tasklet out of all its channels: PAUSED then. */
void channel_unselect(VM *vm, Tasklet *tasklet);

/* ---- partners and values ---- */

/* Who takes part on the other side of an action. */
typedef struct Partner {
    Tasklet *tasklet; /* NULL: nobody */
    uint32_t number;  /* of its case; 0: it stands in the queue */
} Partner;

/* The one that waits longest for somebody who does `direction`; not the current one. */
Partner channel_partner(VM *vm, const Channel *channel, int direction);

/*
 * From now on nobody can wait there. Those who do become runnable, in the order in which
 * they came: a loop over the channel ends, a receiver in select learns of it, all others
 * get the error CHANNEL_CLOSED.
 */
void channel_close(VM *vm, Channel *channel);
extern const char CHANNEL_CLOSED[];

/* false: out of memory. There must be room. */
bool channel_put(VM *vm, Channel *channel, Value value, bool is_error);
/* The oldest value; there must be one. */
Value channel_take(VM *vm, Channel *channel, bool *out_is_error);
