/*
 * One side's action on a channel: a value changes hands now, goes through the buffer,
 * or the caller waits.
 *
 *   who runs next (A acts, W waited)   preference -1    0     +1     schedule_all
 *     A sends, W receives                    W          A      A     the next one
 *     A receives, W sends                    A          A      W     the next one
 */
#pragma once

#include "vm/channel.h"
#include "vm/scheduler.h"

/* What one side wants; what is sent may be an error to be raised. */
typedef struct Meeting {
    Channel *channel;
    int direction; /* CHANNEL_SEND, CHANNEL_RECEIVE */
    Value value;
    bool is_error;
    bool is_iterating;    /* of a generic for: a closed channel ends the loop */
    TaskletReply reply;   /* with what the caller's call returns its value */
    uint32_t case_number; /* of REPLY_SELECTED */
} Meeting;

/* Can it be done without waiting? */
bool meeting_is_possible(VM *vm, const Channel *channel, int direction);
/* Does it; it must be possible. */
NativeStatus meeting_hold(VM *vm, NativeCall *call, Meeting *meeting);
/* Does it, or the caller waits, until `wake_ns` at the latest. */
NativeStatus meeting_wait(VM *vm, NativeCall *call, Meeting *meeting, int64_t wake_ns);

/* Returns what the reply is, from a native with at least two registers. */
NativeStatus meeting_answer(VM *vm, NativeCall *call, TaskletReply reply,
                            uint32_t case_number, Value value);

/* May the caller wait? false: it does not like to; the error is set. */
bool meeting_may_block(VM *vm);
