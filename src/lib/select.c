/*
 * channel.select: waits for the first of several actions that can be done.
 */
#include <assert.h>

#include "lib/lib.h"
#include "lib/meeting.h"
#include "lib/microthreads.h"

enum { CASES_MAX = 1000 };

static bool refuse_case(VM *vm, uint32_t number)
{
    native_error(vm,
                 "case %u of select must be a channel, {channel, \"receive\"} or "
                 "{channel, \"send\", value}",
                 (unsigned)number);
    return false;
}

/* Case `number` of the program's list. 1: good; 0: the list ends; -1: error set. */
static int read_case(VM *vm, const Table *list, uint32_t number, ChannelCase *out)
{
    const Value item = table_get_integer(list, number);
    *out = (ChannelCase){.direction = CHANNEL_RECEIVE, .value = VALUE_NIL};
    if (value_is_nil(item)) return 0;
    if (item.tag == TAG_CHANNEL) {
        out->channel = (Channel *)item.as.object;
        return 1;
    }
    if (item.tag != TAG_TABLE) return refuse_case(vm, number) - 1;
    const Table *parts = (Table *)item.as.object;
    const Value channel = table_get_integer(parts, 1);
    const Value verb = table_get_integer(parts, 2);
    const bool sends = microthread_is_key(verb, "send");
    if (channel.tag != TAG_CHANNEL ||
        !(sends || value_is_nil(verb) || microthread_is_key(verb, "receive")))
        return refuse_case(vm, number) - 1;
    out->channel = (Channel *)channel.as.object;
    if (sends) out->direction = CHANNEL_SEND;
    if (sends) out->value = table_get_integer(parts, 3);
    return 1;
}

/* How many cases the list has, all of them good; 0: the error is set. */
static uint32_t count_cases(VM *vm, const Table *list)
{
    ChannelCase item;
    uint32_t count = 0;
    for (int got = 1; got > 0;) {
        got = read_case(vm, list, count + 1, &item);
        if (got < 0) return 0;
        count += (uint32_t)got;
        if (count > CASES_MAX) {
            native_error(vm, "select has more than %d cases", CASES_MAX);
            return 0;
        }
    }
    if (count == 0) native_error(vm, "select has no case");
    return count;
}

/*
 * Does the first case that can be done, if any; a closed channel's can. They take
 * turns in coming first. false: all would have to wait.
 */
static bool try_cases(VM *vm, NativeCall *call, const Table *list, uint32_t count,
                      NativeStatus *out)
{
    /* Scattered, so that no rhythm of the program favours a case. */
    const uint64_t turn = vm->next_ticket++ * 0x9E3779B97F4A7C15u >> 32;
    for (uint32_t i = 0; i < count; i++) {
        ChannelCase item;
        const uint32_t number = (uint32_t)((turn + i) % count) + 1;
        read_case(vm, list, number, &item);
        assert(item.channel); /* all cases were read before */
        if (meeting_is_possible(vm, item.channel, item.direction)) {
            Meeting meeting = {.channel = item.channel,
                               .direction = item.direction,
                               .value = item.value,
                               .reply = REPLY_SELECTED,
                               .case_number = number};
            *out = meeting_hold(vm, call, &meeting);
            return true;
        }
        if (item.channel->is_closing) {
            *out = item.direction == CHANNEL_SEND
                       ? native_error(vm, "%s", CHANNEL_CLOSED)
                       : meeting_answer(vm, call, REPLY_CLOSED, number, VALUE_NIL);
            return true;
        }
    }
    return false;
}

/* The cases as channel.h has them: the program may change its list meanwhile. */
static Table *copy_cases(VM *vm, const Table *list, uint32_t count)
{
    Table *cases = table_new(vm, count * 3, 0);
    for (uint32_t i = 0; cases && i < count; i++) {
        ChannelCase item;
        read_case(vm, list, i + 1, &item);
        const int64_t at = (int64_t)i * 3;
        if (!table_set_integer(vm, cases, at + 1,
                               value_object(TAG_CHANNEL, item.channel)) ||
            !table_set_integer(vm, cases, at + 2, value_integer(item.direction)) ||
            !table_set_integer(vm, cases, at + 3, item.value))
            return NULL;
    }
    return cases;
}

static NativeStatus wait(VM *vm, const Table *list, uint32_t count, int64_t wake_ns)
{
    if (!meeting_may_block(vm)) return NATIVE_ERROR;
    if (wake_ns == SCHEDULER_FOR_EVER && !scheduler_can_block(vm))
        return scheduler_deadlock_in_select(vm);
    Table *cases = copy_cases(vm, list, count);
    if (!cases || !channel_select(vm, cases, wake_ns)) return NATIVE_ERROR;
    return NATIVE_SWITCH;
}

/* channel.select(cases [, timeout]) */
NativeStatus channel_select_native(VM *vm, NativeCall *call)
{
    Table *list;
    int64_t wake_ns;
    NativeStatus status;
    if (!native_take_table(vm, call, 0, &list) ||
        !microthread_take_timeout(vm, call, 1, &wake_ns))
        return NATIVE_ERROR;
    const uint32_t count = count_cases(vm, list);
    if (count == 0) return NATIVE_ERROR;
    if (try_cases(vm, call, list, count, &status)) return status;
    if (wake_ns == MICROTHREAD_NOW)
        return meeting_answer(vm, call, REPLY_TIMEOUT, 0, VALUE_NIL);
    return wait(vm, list, count, wake_ns);
}
