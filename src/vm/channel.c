/*
 * Channels as objects: queues, who is in select(), buffers. Who runs when is
 * scheduler.c's, what an action on a channel does lib/channel.c's.
 */
#include "vm/channel.h"

#include "vm/scheduler.h"
#include "vm/sleepers.h"

const char CHANNEL_CLOSED[] = "channel is closed";

Channel *channel_new(VM *vm, uint32_t capacity)
{
    Channel *channel = heap_new_object(vm, KIND_CHANNEL, sizeof(Channel));
    if (!channel) return NULL;
    channel->preference = -1;
    channel->capacity = capacity;
    channel->buffer_first = 1;
    return channel;
}

/* ---- the queue ---- */

void channel_append(VM *vm, Channel *channel, Tasklet *tasklet)
{
    Tasklet *last = channel->last;
    scheduler_link(vm, tasklet, &tasklet->next, NULL);
    scheduler_link(vm, tasklet, &tasklet->prev, last);
    if (last)
        scheduler_link(vm, last, &last->next, tasklet);
    else
        scheduler_link(vm, channel, &channel->first, tasklet);
    scheduler_link(vm, channel, &channel->last, tasklet);
    tasklet->channel = channel;
    heap_barrier(vm, tasklet, value_object(TAG_CHANNEL, channel));
    channel->balance += tasklet->state == TASKLET_SENDING ? 1 : -1;
}

void channel_remove(VM *vm, Tasklet *tasklet)
{
    Channel *channel = tasklet->channel;
    Tasklet *next = tasklet->next;
    Tasklet *prev = tasklet->prev;
    if (prev)
        scheduler_link(vm, prev, &prev->next, next);
    else
        scheduler_link(vm, channel, &channel->first, next);
    if (next)
        scheduler_link(vm, next, &next->prev, prev);
    else
        scheduler_link(vm, channel, &channel->last, prev);
    channel->balance -= tasklet->state == TASKLET_SENDING ? 1 : -1;
    heap_touch(vm, channel);
    tasklet->channel = NULL;
    tasklet->is_iterating = false;
    scheduler_link(vm, tasklet, &tasklet->next, NULL);
    scheduler_link(vm, tasklet, &tasklet->prev, NULL);
    scheduler_end_wait(vm, tasklet);
}

/* ---- select ---- */

enum { CASE_ITEMS = 3 };

bool channel_case(const Table *cases, uint32_t number, ChannelCase *out)
{
    const int64_t at = (int64_t)(number - 1) * CASE_ITEMS;
    const Value channel = table_get_integer(cases, at + 1);
    const Value direction = table_get_integer(cases, at + 2);
    if (channel.tag != TAG_CHANNEL || direction.tag != TAG_INTEGER) return false;
    out->channel = (Channel *)channel.as.object;
    out->direction = direction.as.integer > 0 ? CHANNEL_SEND : CHANNEL_RECEIVE;
    out->value = table_get_integer(cases, at + 3);
    return true;
}

static bool enter_selecting(VM *vm, Channel *channel, Tasklet *tasklet, uint64_t ticket)
{
    const int64_t key = (int64_t)ticket;
    if (!channel->selecting) {
        channel->selecting = table_new(vm, 0, 1);
        if (!channel->selecting) return false;
        heap_barrier(vm, channel, value_object(TAG_TABLE, channel->selecting));
    }
    if (!value_is_nil(table_get_integer(channel->selecting, key))) return true;
    if (!table_set_integer(vm, channel->selecting, key,
                           value_object(TAG_TASKLET, tasklet)))
        return false;
    channel->selecting_count++;
    heap_touch(vm, channel);
    return true;
}

static void leave_selecting(VM *vm, Channel *channel, uint64_t ticket)
{
    const int64_t key = (int64_t)ticket;
    Table *selecting = channel->selecting;
    if (!selecting) return;
    if (!value_is_nil(table_get_integer(selecting, key))) {
        table_set_integer(vm, selecting, key, VALUE_NIL);
        channel->selecting_count--;
    }
    if (channel->selecting_count == 0) channel->selecting = NULL;
    heap_touch(vm, channel);
}

static void leave_all(VM *vm, const Table *cases, uint64_t ticket)
{
    ChannelCase item;
    for (uint32_t i = 1; channel_case(cases, i, &item); i++)
        leave_selecting(vm, item.channel, ticket);
}

void channel_unselect(VM *vm, Tasklet *tasklet)
{
    leave_all(vm, tasklet_cases(tasklet), tasklet->ticket);
    tasklet->more->cases = NULL;
    scheduler_end_wait(vm, tasklet);
}

/* All that takes memory comes first: it may fail. */
bool channel_select(VM *vm, Table *cases, int64_t wake_ns)
{
    Tasklet *tasklet = vm->tasklet;
    TaskletMore *more = tasklet_more(vm, tasklet);
    const uint64_t ticket = vm->next_ticket;
    ChannelCase item;
    bool is_done = more != NULL;
    for (uint32_t i = 1; is_done && channel_case(cases, i, &item); i++)
        is_done = enter_selecting(vm, item.channel, tasklet, ticket);
    if (!is_done) {
        leave_all(vm, cases, ticket);
        return false;
    }
    more->cases = cases;
    heap_barrier(vm, tasklet, value_object(TAG_TABLE, cases));
    scheduler_set_transfer(vm, tasklet, VALUE_NIL, false);
    scheduler_wait(vm, TASKLET_SELECTING, wake_ns);
    return true;
}

/* ---- partners ---- */

/* The first of its cases that fits; 0: none. */
static uint32_t find_case(const Tasklet *tasklet, const Channel *channel, int direction)
{
    ChannelCase item;
    for (uint32_t i = 1; channel_case(tasklet_cases(tasklet), i, &item); i++)
        if (item.channel == channel && item.direction == direction) return i;
    return 0;
}

/* Tickets only grow, so the table's order is theirs. */
static Partner find_selecting(const VM *vm, const Channel *channel, int direction)
{
    Value ticket, value;
    for (uint64_t at = 0; channel->selecting &&
                          (at = table_next(channel->selecting, at, &ticket, &value));) {
        Tasklet *tasklet = (Tasklet *)value.as.object;
        const uint32_t number =
            tasklet == vm->tasklet ? 0 : find_case(tasklet, channel, -direction);
        if (number > 0) return (Partner){tasklet, number};
    }
    return (Partner){NULL, 0};
}

Partner channel_partner(VM *vm, const Channel *channel, int direction)
{
    Tasklet *queued = (direction > 0 ? channel->balance < 0 : channel->balance > 0)
                          ? channel->first
                          : NULL;
    if (!channel->selecting) return (Partner){queued, 0};
    const Partner selecting = find_selecting(vm, channel, direction);
    if (!queued || (selecting.tasklet && selecting.tasklet->ticket < queued->ticket))
        return selecting;
    return (Partner){queued, 0};
}

/* ---- closing ---- */

/* One that waits hears that nothing will come; PAUSED then. */
static void end_queued(VM *vm, Tasklet *tasklet)
{
    const bool ends_loop = tasklet->is_iterating;
    const Value error =
        ends_loop ? VALUE_NIL : scheduler_error_at(vm, tasklet, CHANNEL_CLOSED);
    channel_remove(vm, tasklet);
    scheduler_set_transfer(vm, tasklet, error, !ends_loop);
}

/* Of its cases for this channel the first counts. */
static void end_selecting(VM *vm, const Channel *channel, Tasklet *tasklet)
{
    ChannelCase item = {0};
    uint32_t number = 1;
    while (channel_case(tasklet_cases(tasklet), number, &item) && item.channel != channel)
        number++;
    const bool receives = item.direction == CHANNEL_RECEIVE;
    const Value error =
        receives ? VALUE_NIL : scheduler_error_at(vm, tasklet, CHANNEL_CLOSED);
    channel_unselect(vm, tasklet);
    scheduler_set_transfer(vm, tasklet, error, !receives);
    if (receives) scheduler_set_reply(vm, tasklet, REPLY_CLOSED, number);
}

static Tasklet *first_selecting(const Channel *channel)
{
    Value ticket, tasklet;
    if (!channel->selecting || !table_next(channel->selecting, 0, &ticket, &tasklet))
        return NULL;
    return (Tasklet *)tasklet.as.object;
}

void channel_close(VM *vm, Channel *channel)
{
    channel->is_closing = true;
    heap_touch(vm, channel);
    for (;;) {
        Tasklet *queued = channel->first;
        Tasklet *selecting = first_selecting(channel);
        if (!queued && !selecting) return;
        const bool is_queued =
            queued && (!selecting || queued->ticket < selecting->ticket);
        Tasklet *tasklet = is_queued ? queued : selecting;
        if (is_queued)
            end_queued(vm, tasklet);
        else
            end_selecting(vm, channel, tasklet);
        scheduler_insert(vm, tasklet);
    }
}

/* ---- the buffer ---- */

/* An error that waits to be raised is marked in the slot of the negative number. */
bool channel_put(VM *vm, Channel *channel, Value value, bool is_error)
{
    if (!channel->buffer) {
        channel->buffer = table_new(vm, 0, 0);
        if (!channel->buffer) return false;
        heap_barrier(vm, channel, value_object(TAG_TABLE, channel->buffer));
    }
    const int64_t slot =
        (int64_t)((uint64_t)channel->buffer_first - 1 + channel->buffer_count) %
            channel->capacity +
        1;
    if (!table_set_integer(vm, channel->buffer, slot, value)) return false;
    if (is_error && !table_set_integer(vm, channel->buffer, -slot, VALUE_TRUE))
        return false;
    channel->buffer_count++;
    heap_touch(vm, channel);
    return true;
}

Value channel_take(VM *vm, Channel *channel, bool *out_is_error)
{
    const int64_t slot = channel->buffer_first;
    const Value value = table_get_integer(channel->buffer, slot);
    *out_is_error = !value_is_nil(table_get_integer(channel->buffer, -slot));
    table_set_integer(vm, channel->buffer, slot, VALUE_NIL);
    if (*out_is_error) table_set_integer(vm, channel->buffer, -slot, VALUE_NIL);
    channel->buffer_first = (uint32_t)(slot % channel->capacity) + 1;
    channel->buffer_count--;
    heap_touch(vm, channel);
    return value;
}
