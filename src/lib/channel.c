/*
 * The `channel` module. One function, meet_or_wait(), is all of send and receive:
 * either somebody waits on the other side, or the caller does.
 *
 *   who runs next (A acts, W waited)   preference -1    0     +1     schedule_all
 *     A sends, W receives                    W          A      A     the next one
 *     A receives, W sends                    A          A      W     the next one
 */
#include "lib/lib.h"
#include "lib/microthreads.h"
#include "vm/scheduler.h"

enum { RECEIVE = -1, SEND = 1 };

static const char CLOSED[] = "channel is closed";

/* What one side wants; what is sent may be an error to be raised. */
typedef struct Meeting {
    Channel *channel;
    int direction;
    Value value;
    bool is_error;
    bool is_iterating; /* of a generic for: a closed channel ends the loop */
} Meeting;

/* NULL: the error is set. */
static Channel *take_channel(VM *vm, NativeCall *call)
{
    if (call->count > 0 && call->args[0].tag == TAG_CHANNEL)
        return (Channel *)call->args[0].as.object;
    native_type_error(vm, call, 1, "channel");
    return NULL;
}

static bool has_partner(const Channel *channel, int direction)
{
    return direction == SEND ? channel->balance < 0 : channel->balance > 0;
}

/*
 * The value changes hands. The partner's side waits in its transfer; the caller's
 * comes back in `meeting`: what its own call returns or raises.
 */
static Tasklet *exchange(VM *vm, Meeting *meeting)
{
    Tasklet *partner = meeting->channel->first;
    const Value sent = partner->transfer;
    const bool is_error = partner->is_error;
    channel_remove(vm, partner);
    if (meeting->direction == SEND) {
        scheduler_set_transfer(vm, partner, meeting->value, meeting->is_error);
        meeting->value = VALUE_NIL;
        meeting->is_error = false;
    } else {
        scheduler_set_transfer(vm, partner, VALUE_NIL, false);
        meeting->value = sent;
        meeting->is_error = is_error;
    }
    return partner;
}

static NativeStatus meet(VM *vm, NativeCall *call, Meeting *meeting)
{
    const Channel *channel = meeting->channel;
    Tasklet *partner = exchange(vm, meeting);
    const bool partner_first = channel->preference == -meeting->direction;
    if (partner_first && !channel->schedule_all)
        scheduler_insert_next(vm, partner);
    else
        scheduler_insert(vm, partner);
    if (partner_first || channel->schedule_all) {
        scheduler_set_transfer(vm, vm->tasklet, meeting->value, meeting->is_error);
        scheduler_switch(vm, vm->tasklet->next);
        return NATIVE_SWITCH;
    }
    if (meeting->is_error) return native_throw(vm, meeting->value);
    return native_return(call, meeting->value);
}

static NativeStatus meet_or_wait(VM *vm, NativeCall *call, Meeting meeting)
{
    Channel *channel = meeting.channel;
    Tasklet *tasklet = vm->tasklet;
    if (has_partner(channel, meeting.direction)) return meet(vm, call, &meeting);
    if (channel->is_closing) {
        if (meeting.is_iterating) return native_return(call, VALUE_NIL);
        return native_error(vm, "%s", CLOSED);
    }
    if (!scheduler_can_block(vm))
        return scheduler_deadlock(vm, channel, meeting.direction);
    const bool is_sending = meeting.direction == SEND;
    scheduler_set_transfer(vm, tasklet, meeting.value, meeting.is_error);
    tasklet->is_iterating = meeting.is_iterating;
    scheduler_block(vm, is_sending ? TASKLET_SENDING : TASKLET_RECEIVING);
    channel_append(vm, channel, tasklet);
    return NATIVE_SWITCH;
}

/* ---- the module and its methods ---- */

static NativeStatus module_new(VM *vm, NativeCall *call)
{
    Channel *channel = channel_new(vm);
    if (!channel) return NATIVE_ERROR;
    return native_return(call, value_object(TAG_CHANNEL, channel));
}

static NativeStatus send(VM *vm, NativeCall *call, bool is_error)
{
    Channel *channel = take_channel(vm, call);
    if (!channel || !native_take_any(vm, call, 1)) return NATIVE_ERROR;
    return meet_or_wait(vm, call,
                        (Meeting){channel, SEND, call->args[1], is_error, false});
}

static NativeStatus method_send(VM *vm, NativeCall *call)
{
    return send(vm, call, false);
}

/* ch:send_exception(error): receive() raises it */
static NativeStatus method_send_exception(VM *vm, NativeCall *call)
{
    return send(vm, call, true);
}

static NativeStatus method_receive(VM *vm, NativeCall *call)
{
    Channel *channel = take_channel(vm, call);
    if (!channel) return NATIVE_ERROR;
    return meet_or_wait(vm, call, (Meeting){channel, RECEIVE, VALUE_NIL, false, false});
}

/* for v in channel do: calls the channel for each value */
static NativeStatus method_iterate(VM *vm, NativeCall *call)
{
    Channel *channel = take_channel(vm, call);
    if (!channel) return NATIVE_ERROR;
    return meet_or_wait(vm, call, (Meeting){channel, RECEIVE, VALUE_NIL, false, true});
}

static NativeStatus method_close(VM *vm, NativeCall *call)
{
    Channel *channel = take_channel(vm, call);
    if (!channel) return NATIVE_ERROR;
    channel->is_closing = true;
    heap_touch(vm, channel);
    while (channel->first) {
        Tasklet *tasklet = channel->first;
        const bool ends_loop = tasklet->is_iterating;
        const Value error =
            ends_loop ? VALUE_NIL : scheduler_error_at(vm, tasklet, CLOSED);
        channel_remove(vm, tasklet);
        scheduler_set_transfer(vm, tasklet, error, !ends_loop);
        scheduler_insert(vm, tasklet);
    }
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
        return value_bool(channel->is_closing && channel->balance == 0);
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

const NativeDef LIB_CHANNEL[] = {
    {"channel.new", module_new, 0, 0, 0},
    {"channel:send", method_send, 2, NATIVE_SCHEDULES, 0},
    {"channel:send_exception", method_send_exception, 2, NATIVE_SCHEDULES, 0},
    {"channel:receive", method_receive, 1, NATIVE_SCHEDULES, 0},
    {"channel:__call", method_iterate, 1, NATIVE_SCHEDULES, 0},
    {"channel:close", method_close, 1, 0, 0},
    {"channel:open", method_open, 1, 0, 0},
    {"channel:__index", method_index, 2, 0, 0},
    {"channel:__newindex", method_newindex, 3, 0, 0},
    {0},
};
