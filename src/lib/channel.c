/*
 * The `channel` module: see meeting.h for what an action on a channel does.
 */
#include "lib/lib.h"
#include "lib/meeting.h"
#include "lib/microthreads.h"

/* NULL: the error is set. */
static Channel *take_channel(VM *vm, NativeCall *call)
{
    if (call->count > 0 && call->args[0].tag == TAG_CHANNEL)
        return (Channel *)call->args[0].as.object;
    native_type_error(vm, call, 1, "channel");
    return NULL;
}

/* ---- the channel callback ---- */

/*
 * Tells the channel callback, if there is one, what is about to be done; a native does
 * this first of all, and does the rest at step 1. false: return *out_status.
 */
static bool announce(VM *vm, NativeCall *call, int direction, NativeStatus *out_status)
{
    Tasklet *tasklet = vm->tasklet;
    if (call->step == 1) {
        tasklet->flags &= (uint8_t)~TASKLET_IN_CALLBACK;
        heap_touch(vm, tasklet);
        if (call->has_failed) *out_status = native_throw(vm, call->values[0]);
        return !call->has_failed;
    }
    if (value_is_nil(vm->callbacks.on_channel) || call->args[0].tag != TAG_CHANNEL)
        return true;
    *out_status = NATIVE_ERROR;
    if (tasklet->flags & TASKLET_IN_CALLBACK) {
        native_error(vm, "a channel callback cannot send or receive");
        return false;
    }
    Value *callee = native_scratch(vm, call, 6);
    if (!callee) return false;
    const Channel *channel = (const Channel *)call->args[0].as.object;
    callee[0] = vm->callbacks.runner;
    callee[1] = vm->callbacks.on_channel;
    callee[2] = call->args[0];
    callee[3] = value_object(TAG_TASKLET, tasklet);
    callee[4] = value_bool(direction == CHANNEL_SEND);
    callee[5] = value_bool(!meeting_is_possible(vm, channel, direction));
    tasklet->flags |= TASKLET_IN_CALLBACK;
    heap_touch(vm, tasklet);
    *out_status = native_call(call, callee, 5, 0, 1);
    return false;
}

/* channel.set_channel_callback(f): gives the old one; nil: none */
static NativeStatus module_set_callback(VM *vm, NativeCall *call)
{
    return microthread_set_callback(vm, call, &vm->callbacks.on_channel);
}

static NativeStatus module_get_callback(VM *vm, NativeCall *call)
{
    return native_return(call, vm->callbacks.on_channel);
}

/* ---- making, sending, receiving ---- */

/* channel.new([capacity]) */
static NativeStatus module_new(VM *vm, NativeCall *call)
{
    int64_t capacity;
    if (!native_option_integer(vm, call, 0, 0, &capacity)) return NATIVE_ERROR;
    if (capacity < 0 || capacity > CHANNEL_MAX_CAPACITY)
        return native_argument_error(vm, call, 1, "capacity out of range");
    Channel *channel = channel_new(vm, (uint32_t)capacity);
    if (!channel) return NATIVE_ERROR;
    return native_return(call, value_object(TAG_CHANNEL, channel));
}

/* Waits, until the time that args[index] allows. */
static NativeStatus meet_in_time(VM *vm, NativeCall *call, Meeting *meeting,
                                 uint32_t index)
{
    int64_t wake_ns;
    if (!microthread_take_timeout(vm, call, index, &wake_ns)) return NATIVE_ERROR;
    if (wake_ns == MICROTHREAD_NOW &&
        !meeting_is_possible(vm, meeting->channel, meeting->direction) &&
        !meeting->channel->is_closing)
        return meeting_answer(vm, call, REPLY_TIMEOUT, 0, VALUE_NIL);
    return meeting_wait(vm, call, meeting, wake_ns);
}

static NativeStatus send(VM *vm, NativeCall *call, bool is_error)
{
    NativeStatus status;
    Channel *channel = take_channel(vm, call);
    if (!channel || !native_take_any(vm, call, 1)) return NATIVE_ERROR;
    if (!announce(vm, call, CHANNEL_SEND, &status)) return status;
    Meeting meeting = {.channel = channel,
                       .direction = CHANNEL_SEND,
                       .value = call->args[1],
                       .is_error = is_error,
                       .reply = native_is_given(call, 2) ? REPLY_SENT : REPLY_VALUE};
    return meet_in_time(vm, call, &meeting, 2);
}

/* ch:send(v [, timeout]) */
static NativeStatus method_send(VM *vm, NativeCall *call)
{
    return send(vm, call, false);
}

/* ch:send_exception(error [, timeout]), ch:send_throw: receive() raises it */
static NativeStatus method_send_exception(VM *vm, NativeCall *call)
{
    return send(vm, call, true);
}

/* ch:receive([timeout]) */
static NativeStatus method_receive(VM *vm, NativeCall *call)
{
    NativeStatus status;
    Channel *channel = take_channel(vm, call);
    if (!channel) return NATIVE_ERROR;
    if (!announce(vm, call, CHANNEL_RECEIVE, &status)) return status;
    Meeting meeting = {.channel = channel, .direction = CHANNEL_RECEIVE};
    return meet_in_time(vm, call, &meeting, 1);
}

/* for v in channel do: calls the channel for each value */
static NativeStatus method_iterate(VM *vm, NativeCall *call)
{
    NativeStatus status;
    Channel *channel = take_channel(vm, call);
    if (!channel) return NATIVE_ERROR;
    if (!announce(vm, call, CHANNEL_RECEIVE, &status)) return status;
    Meeting meeting = {
        .channel = channel, .direction = CHANNEL_RECEIVE, .is_iterating = true};
    return meeting_wait(vm, call, &meeting, SCHEDULER_FOR_EVER);
}

/* ch:send_sequence(list), ch:send_sequence(f, s, i): goes on in channel.lua */
static NativeStatus method_send_sequence(VM *vm, NativeCall *call)
{
    if (!take_channel(vm, call) || !native_take_any(vm, call, 1)) return NATIVE_ERROR;
    return lib_hand_over_registers(vm, call, "send_sequence", 4);
}

/* ch:try_send(v): true, or false: somebody would have to wait */
static NativeStatus method_try_send(VM *vm, NativeCall *call)
{
    NativeStatus status;
    Channel *channel = take_channel(vm, call);
    if (!channel || !native_take_any(vm, call, 1)) return NATIVE_ERROR;
    if (!announce(vm, call, CHANNEL_SEND, &status)) return status;
    if (channel->is_closing) return native_error(vm, "%s", CHANNEL_CLOSED);
    if (!meeting_is_possible(vm, channel, CHANNEL_SEND))
        return native_return(call, VALUE_FALSE);
    Meeting meeting = {.channel = channel,
                       .direction = CHANNEL_SEND,
                       .value = call->args[1],
                       .reply = REPLY_SENT};
    return meeting_hold(vm, call, &meeting);
}

/* ch:try_receive(): true and a value; false; false and "closed" */
static NativeStatus method_try_receive(VM *vm, NativeCall *call)
{
    NativeStatus status;
    Channel *channel = take_channel(vm, call);
    if (!channel) return NATIVE_ERROR;
    if (!announce(vm, call, CHANNEL_RECEIVE, &status)) return status;
    if (meeting_is_possible(vm, channel, CHANNEL_RECEIVE)) {
        Meeting meeting = {
            .channel = channel, .direction = CHANNEL_RECEIVE, .reply = REPLY_RECEIVED};
        return meeting_hold(vm, call, &meeting);
    }
    if (!channel->is_closing) return native_return(call, VALUE_FALSE);
    String *reason = string_from(vm, "closed");
    return reason ? native_return2(call, VALUE_FALSE, string_value(reason))
                  : NATIVE_ERROR;
}

/* ---- closing ---- */

static NativeStatus method_close(VM *vm, NativeCall *call)
{
    Channel *channel = take_channel(vm, call);
    if (!channel) return NATIVE_ERROR;
    channel_close(vm, channel);
    return native_return(call, VALUE_NIL);
}

static NativeStatus method_open(VM *vm, NativeCall *call)
{
    Channel *channel = take_channel(vm, call);
    if (!channel) return NATIVE_ERROR;
    channel->is_closing = false;
    heap_touch(vm, channel);
    return native_return(call, VALUE_NIL);
}

/* ---- fields ---- */

static Value get_field(const Channel *channel, Value key)
{
    if (microthread_is_key(key, "balance")) return value_integer(channel->balance);
    if (microthread_is_key(key, "preference")) return value_integer(channel->preference);
    if (microthread_is_key(key, "schedule_all")) return value_bool(channel->schedule_all);
    if (microthread_is_key(key, "closing")) return value_bool(channel->is_closing);
    if (microthread_is_key(key, "closed"))
        return value_bool(channel->is_closing && channel->balance == 0 &&
                          channel->buffer_count == 0);
    if (microthread_is_key(key, "capacity")) return value_integer(channel->capacity);
    if (microthread_is_key(key, "count")) return value_integer(channel->buffer_count);
    if (microthread_is_key(key, "queue") && channel->first)
        return value_object(TAG_TASKLET, channel->first);
    return VALUE_NIL;
}

static NativeStatus method_index(VM *vm, NativeCall *call)
{
    const Channel *channel = take_channel(vm, call);
    if (!channel) return NATIVE_ERROR;
    const Value key = call->args[1];
    if (key.tag != TAG_STRING) return native_return(call, VALUE_NIL);
    const Value method = microthread_method(vm, TAG_CHANNEL, value_string(key));
    if (!value_is_nil(method)) return native_return(call, method);
    return native_return(call, get_field(channel, key));
}

/* `preference` takes any integer and keeps its sign; `schedule_all` a boolean. */
static NativeStatus method_newindex(VM *vm, NativeCall *call)
{
    Channel *channel = take_channel(vm, call);
    if (!channel) return NATIVE_ERROR;
    if (microthread_is_key(call->args[1], "preference")) {
        int64_t preference;
        if (!value_to_integer_exact(call->args[2], &preference))
            return native_error(vm, "preference must be set to an integer");
        channel->preference = (int8_t)((preference > 0) - (preference < 0));
    } else if (microthread_is_key(call->args[1], "schedule_all")) {
        channel->schedule_all = !value_is_falsy(call->args[2]);
    } else {
        return microthread_no_field(vm, call, "channel");
    }
    heap_touch(vm, channel);
    return native_return_nothing(call);
}

enum { ACTS = NATIVE_SCHEDULES | NATIVE_CATCHES };

const NativeDef LIB_CHANNEL[] = {
    {"channel.new", module_new, 1, 0, 0},
    {"channel.select", channel_select_native, 2, NATIVE_SCHEDULES, 0},
    {"channel.set_channel_callback", module_set_callback, 1, 0, 0},
    {"channel.get_channel_callback", module_get_callback, 0, 0, 0},
    {"channel:send", method_send, 3, ACTS | NATIVE_IS_SEND, 1},
    {"channel:send_exception", method_send_exception, 3, ACTS, 1},
    {"channel:send_throw", method_send_exception, 3, ACTS, 1},
    {"channel:send_sequence", method_send_sequence, 4, 0, 0},
    {"channel:receive", method_receive, 2, ACTS | NATIVE_IS_RECEIVE, 1},
    {"channel:try_send", method_try_send, 2, ACTS, 1},
    {"channel:try_receive", method_try_receive, 2, ACTS, 1},
    {"channel:__call", method_iterate, 2, ACTS, 1},
    {"channel:close", method_close, 1, 0, 0},
    {"channel:open", method_open, 1, 0, 0},
    {"channel:__index", method_index, 2, NATIVE_IS_METHODS, 0},
    {"channel:__newindex", method_newindex, 3, 0, 0},
    {0},
};
