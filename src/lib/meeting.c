/*
 * Actions on channels: see meeting.h.
 */
#include "lib/meeting.h"

#include "lib/lib.h"

bool meeting_is_possible(VM *vm, const Channel *channel, int direction)
{
    if (direction == CHANNEL_RECEIVE && channel->buffer_count > 0) return true;
    if (direction == CHANNEL_SEND && !channel->is_closing &&
        channel->buffer_count < channel->capacity)
        return true;
    return channel_partner(vm, channel, direction).tasklet != NULL;
}

NativeStatus meeting_answer(VM *vm, NativeCall *call, TaskletReply reply,
                            uint32_t case_number, Value value)
{
    call->results = call->args - 1;
    call->result_count = scheduler_reply(vm, reply, case_number, value, call->args - 1);
    return NATIVE_RETURN;
}

static NativeStatus answer(VM *vm, NativeCall *call, const Meeting *meeting)
{
    if (meeting->is_error) return native_throw(vm, meeting->value);
    return meeting_answer(vm, call, meeting->reply, meeting->case_number, meeting->value);
}

/* ---- the one who waited ---- */

/* Takes it out of where it waits, and what it wanted to send with it. */
static Value take_partner(VM *vm, const Partner *partner, bool *out_is_error)
{
    Tasklet *tasklet = partner->tasklet;
    Value sent = tasklet->transfer;
    *out_is_error = tasklet->is_error;
    if (partner->number == 0) {
        channel_remove(vm, tasklet);
        return sent;
    }
    ChannelCase item = {.value = VALUE_NIL};
    channel_case(tasklet_cases(tasklet), partner->number, &item);
    channel_unselect(vm, tasklet);
    *out_is_error = false;
    return item.value;
}

/* Its call returns, or raises, the value. */
static void serve_partner(VM *vm, const Partner *partner, Value value, bool is_error,
                          TaskletReply reply)
{
    scheduler_set_transfer(vm, partner->tasklet, value, is_error);
    if (partner->number > 0) reply = REPLY_SELECTED;
    scheduler_set_reply(vm, partner->tasklet, reply, partner->number);
}

static Value take_from_sender(VM *vm, const Partner *sender, bool *out_is_error)
{
    const bool is_timed = sender->tasklet->is_timed;
    const Value value = take_partner(vm, sender, out_is_error);
    serve_partner(vm, sender, VALUE_NIL, false, is_timed ? REPLY_SENT : REPLY_VALUE);
    return value;
}

/* ---- meeting ---- */

/*
 * The value changes hands. The partner's side waits in its transfer; the caller's
 * comes back in `meeting`: what its own call returns or raises.
 */
static void exchange(VM *vm, Meeting *meeting, const Partner *partner)
{
    bool ignored;
    if (meeting->direction == CHANNEL_SEND) {
        take_partner(vm, partner, &ignored);
        serve_partner(vm, partner, meeting->value, meeting->is_error, REPLY_VALUE);
        meeting->value = VALUE_NIL;
        meeting->is_error = false;
    } else {
        meeting->value = take_from_sender(vm, partner, &meeting->is_error);
    }
}

static NativeStatus meet(VM *vm, NativeCall *call, Meeting *meeting,
                         const Partner *partner)
{
    const Channel *channel = meeting->channel;
    const bool partner_first = channel->preference == -meeting->direction;
    const bool switches = partner_first || channel->schedule_all;
    if (switches && !scheduler_may_switch(vm)) return NATIVE_ERROR;
    exchange(vm, meeting, partner);
    const bool is_direct = partner_first && !channel->schedule_all;
    if (is_direct)
        scheduler_insert_next(vm, partner->tasklet);
    else
        scheduler_insert(vm, partner->tasklet);
    if (!switches) return answer(vm, call, meeting);
    scheduler_set_transfer(vm, vm->tasklet, meeting->value, meeting->is_error);
    scheduler_set_reply(vm, vm->tasklet, meeting->reply, meeting->case_number);
    scheduler_switch(vm, is_direct ? partner->tasklet : scheduler_next(vm));
    return NATIVE_SWITCH;
}

/* The oldest value goes; the longest waiting sender's comes. */
static NativeStatus receive_buffered(VM *vm, NativeCall *call, Meeting *meeting)
{
    Channel *channel = meeting->channel;
    meeting->value = channel_take(vm, channel, &meeting->is_error);
    const Partner sender = channel_partner(vm, channel, CHANNEL_RECEIVE);
    if (sender.tasklet) {
        bool is_error;
        const Value value = take_from_sender(vm, &sender, &is_error);
        scheduler_insert(vm, sender.tasklet);
        if (!channel_put(vm, channel, value, is_error)) return NATIVE_ERROR;
    }
    return answer(vm, call, meeting);
}

static NativeStatus send_buffered(VM *vm, NativeCall *call, Meeting *meeting)
{
    if (!channel_put(vm, meeting->channel, meeting->value, meeting->is_error))
        return NATIVE_ERROR;
    return meeting_answer(vm, call, meeting->reply, meeting->case_number, VALUE_NIL);
}

NativeStatus meeting_hold(VM *vm, NativeCall *call, Meeting *meeting)
{
    Channel *channel = meeting->channel;
    if (meeting->direction == CHANNEL_RECEIVE && channel->buffer_count > 0)
        return receive_buffered(vm, call, meeting);
    const Partner partner = channel_partner(vm, channel, meeting->direction);
    if (partner.tasklet) return meet(vm, call, meeting, &partner);
    return send_buffered(vm, call, meeting);
}

/* ---- waiting ---- */

bool meeting_may_block(VM *vm)
{
    if (!scheduler_may_switch(vm)) return false;
    if (!(vm->tasklet->flags & TASKLET_TRAPS_BLOCKING)) return true;
    native_error(vm, "this tasklet does not like to be blocked");
    return false;
}

static NativeStatus refuse_closed(VM *vm, NativeCall *call, const Meeting *meeting)
{
    if (meeting->is_iterating) return native_return(call, VALUE_NIL);
    return native_error(vm, "%s", CHANNEL_CLOSED);
}

NativeStatus meeting_wait(VM *vm, NativeCall *call, Meeting *meeting, int64_t wake_ns)
{
    Channel *channel = meeting->channel;
    Tasklet *tasklet = vm->tasklet;
    if (meeting_is_possible(vm, channel, meeting->direction))
        return meeting_hold(vm, call, meeting);
    if (channel->is_closing) return refuse_closed(vm, call, meeting);
    if (!meeting_may_block(vm)) return NATIVE_ERROR;
    if (wake_ns == SCHEDULER_FOR_EVER && !scheduler_can_block(vm))
        return scheduler_deadlock(vm, channel, meeting->direction);
    const bool is_sending = meeting->direction == CHANNEL_SEND;
    scheduler_set_transfer(vm, tasklet, meeting->value, meeting->is_error);
    tasklet->is_iterating = meeting->is_iterating;
    scheduler_wait(vm, is_sending ? TASKLET_SENDING : TASKLET_RECEIVING, wake_ns);
    channel_append(vm, channel, tasklet);
    return NATIVE_SWITCH;
}
