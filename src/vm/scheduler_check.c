/*
 * Does a loaded job's scheduling state hold together? Every chain is walked, each
 * link checked against its counterpart, and in the end the tasklets that say they
 * are in a chain must be as many as were found there.
 */
#include "vm/channel.h"
#include "vm/scheduler.h"
#include "vm/sleepers.h"

typedef SchedulerCheck Check;

static void expect(Check *check, bool holds, const char *reason)
{
    if (!holds && !check->reason) check->reason = reason;
}

/* A step of a doubly linked chain that is right cannot lead into a loop. */
static uint64_t check_ring(Check *check)
{
    Tasklet *first = check->vm->tasklet;
    uint64_t count = 0;
    for (Tasklet *t = first; t;) {
        expect(check, t->state == TASKLET_RUNNABLE,
               "a tasklet in the ring is not runnable");
        expect(check, t->next && t->next->prev == t, "the ring is broken");
        if (check->reason) return count;
        count++;
        t = t->next == first ? NULL : t->next;
    }
    return count;
}

static void check_queue(Check *check, const Channel *channel)
{
    const bool is_sending = channel->balance > 0;
    const uint64_t expected = is_sending ? (uint64_t)channel->balance
                                         : (uint64_t)0 - (uint64_t)channel->balance;
    const Tasklet *prev = NULL;
    uint64_t count = 0;
    for (const Tasklet *t = channel->first; t && !check->reason; t = t->next) {
        expect(check, t->state == (is_sending ? TASKLET_SENDING : TASKLET_RECEIVING),
               "a tasklet in a channel's queue does not wait there");
        expect(check, t->channel == channel && t->prev == prev,
               "a channel's queue is broken");
        prev = t;
        count++;
    }
    expect(check, channel->last == prev, "a channel's queue has another end");
    expect(check, count == expected, "a channel's balance is not its queue's length");
    expect(check, channel->preference >= -1 && channel->preference <= 1,
           "a channel's preference is out of range");
    check->waiting += count;
}

/* Each entry is a tasklet with this ticket that has a case for the channel. */
static void check_selecting(Check *check, const Channel *channel)
{
    Value ticket, value;
    uint64_t count = 0;
    for (uint64_t at = 0; channel->selecting &&
                          (at = table_next(channel->selecting, at, &ticket, &value));) {
        const Tasklet *t =
            value.tag == TAG_TASKLET ? (const Tasklet *)value.as.object : NULL;
        expect(check,
               t && t->state == TASKLET_SELECTING && ticket.tag == TAG_INTEGER &&
                   (uint64_t)ticket.as.integer == t->ticket,
               "a channel's waiter is not in select");
        count++;
    }
    expect(check, count == channel->selecting_count,
           "a channel's waiters are miscounted");
    expect(check, (count > 0) == (channel->selecting != NULL),
           "a channel's waiters are miscounted");
    check->selecting += count;
}

static void check_buffer(Check *check, const Channel *channel)
{
    const uint32_t capacity = channel->capacity;
    expect(check,
           channel->buffer_count <= capacity && channel->buffer_first >= 1 &&
               (channel->buffer_first <= capacity || channel->buffer_first == 1) &&
               (channel->buffer || channel->buffer_count == 0),
           "a channel's buffer is broken");
}

/* The channels of its cases know a tasklet in select; each is counted once. */
static void check_cases(Check *check, const Tasklet *tasklet)
{
    const Table *cases = tasklet_cases(tasklet);
    ChannelCase item, other;
    uint32_t i = 1;
    for (; cases && channel_case(cases, i, &item); i++) {
        const Table *selecting = item.channel->selecting;
        const Value found = selecting
                                ? table_get_integer(selecting, (int64_t)tasklet->ticket)
                                : VALUE_NIL;
        expect(check,
               found.tag == TAG_TASKLET && (const Tasklet *)found.as.object == tasklet,
               "a channel does not know who waits in select");
        bool is_first = true;
        for (uint32_t j = 1; j < i && channel_case(cases, j, &other); j++)
            is_first &= other.channel != item.channel;
        check->selected += is_first;
    }
    expect(check, i > 1, "a tasklet in select has no cases");
}

/* Walks the heap of sleepers by its links, without a stack of its own. */
static uint64_t check_sleepers(Check *check)
{
    const Tasklet *t = check->vm->sleepers;
    const Tasklet *from = NULL; /* where the walk comes from: parent or a child */
    uint64_t count = 0;
    expect(check, !t || !t->up, "the first sleeper has a parent");
    while (t && !check->reason) {
        const bool is_new = from == t->up;
        if (is_new) {
            expect(check, t->is_timed, "a sleeper does not wake up");
            expect(check, !from || sleepers_is_before(from, t),
                   "sleepers are out of order");
            expect(check, !t->left || t->left->up == t, "the sleepers' links are broken");
            expect(check, !t->right || (t->right->up == t && t->right != t->left),
                   "the sleepers' links are broken");
            count++;
        }
        const Tasklet *here = t;
        if (is_new && t->left)
            t = t->left;
        else if ((is_new || from == t->left) && t->right && from != t->right)
            t = t->right;
        else
            t = t->up;
        from = here;
    }
    return count;
}

static uint64_t check_watchers(Check *check, uint64_t limit)
{
    uint64_t count = 0;
    for (const Tasklet *t = check->vm->watchers; t && !check->reason; t = t->next) {
        expect(check, t->state == TASKLET_WATCHING && t->budget >= 0,
               "a watcher does not watch");
        expect(check, ++count <= limit, "the watchers form a loop");
    }
    return count;
}

/* The chain of coroutines from the innermost one leads to the outermost fiber. */
static void check_chain(Check *check, const Fiber *active, const Fiber *root)
{
    const Fiber *slow = active;
    const Fiber *fiber = active;
    bool is_odd = false;
    while (fiber && fiber != root && !check->reason) {
        fiber = fiber->resumer;
        if (is_odd) slow = slow->resumer;
        is_odd = !is_odd;
        expect(check, fiber != slow, "a tasklet's coroutines form a loop");
    }
    expect(check, fiber != NULL, "a tasklet's coroutines do not lead to its fiber");
}

static void check_fibers(Check *check, const Tasklet *tasklet)
{
    check_chain(check, tasklet->active, tasklet->root);
    if (check->reason) return;
    expect(check, tasklet->root->owner == &tasklet->header && !tasklet->root->resumer,
           "a tasklet's fiber is not its own");
    const uint8_t wait = tasklet->active->wait;
    if (tasklet_is_blocked(tasklet) || tasklet->state == TASKLET_WATCHING)
        expect(check, wait == WAIT_VALUES, "a waiting tasklet does not stand in a call");
    else
        expect(check, wait != WAIT_RESUME && wait != WAIT_WRAP,
               "a tasklet stands in a coroutine that waits for another");
    expect(check, tasklet->active->status != FIBER_DEAD,
           "a tasklet stands in a dead fiber");
}

/* Time-outs, tickets and cases are for those that wait only. */
static void check_wait(Check *check, const Tasklet *tasklet)
{
    const uint8_t state = tasklet->state;
    const bool is_blocked = tasklet_is_blocked(tasklet);
    expect(check, tasklet->is_timed ? is_blocked : state != TASKLET_SLEEPING,
           "a tasklet's time-out does not fit its state");
    expect(check,
           tasklet->is_timed || state == TASKLET_WATCHING ||
               (!tasklet->left && !tasklet->right && !tasklet->up),
           "a tasklet without a time-out is among the sleepers");
    const uint64_t limit =
        check->is_addition ? SCHEDULER_MAX_ADDED_TICKET : check->vm->next_ticket;
    expect(check, is_blocked ? tasklet->ticket < limit : !tasklet->ticket,
           "a tasklet's ticket does not fit its state");
    expect(check, (state == TASKLET_SELECTING) == (tasklet_cases(tasklet) != NULL),
           "a tasklet's cases do not fit its state");
    check->timed += tasklet->is_timed;
    if (state == TASKLET_SELECTING) check_cases(check, tasklet);
}

/* The fiber of the schedule callback belongs to no tasklet. */
static void check_callback(Check *check)
{
    const Callbacks *callbacks = &check->vm->callbacks;
    const Fiber *root = callbacks->fiber;
    expect(check, (root != NULL) == (callbacks->active != NULL),
           "the schedule callback's fibers do not fit");
    expect(check,
           value_is_function(callbacks->runner) || (value_is_nil(callbacks->on_switch) &&
                                                    value_is_nil(callbacks->on_channel)),
           "nothing runs the callbacks");
    if (check->reason || !root) return;
    expect(check, !root->owner && !root->resumer && check->vm->tasklet,
           "the schedule callback's fiber is not its own");
    check_chain(check, callbacks->active, root);
}

static void check_tasklet(Check *check, const Tasklet *tasklet)
{
    const uint8_t state = tasklet->state;
    expect(check, state < TASKLET_STATE_COUNT, "a tasklet's state is unknown");
    if (check->reason) return;
    check->claimed[state]++;
    const bool is_alive = state != TASKLET_NEW && state != TASKLET_DEAD;
    expect(check,
           is_alive == (tasklet->root != NULL) && is_alive == (tasklet->active != NULL),
           "a tasklet's fiber does not fit its state");
    expect(check,
           (state == TASKLET_SENDING || state == TASKLET_RECEIVING) ==
               (tasklet->channel != NULL),
           "a tasklet's channel does not fit its state");
    const bool has_chain = tasklet->next || tasklet->prev;
    expect(check,
           !has_chain || (is_alive && state != TASKLET_PAUSED &&
                          state != TASKLET_SLEEPING && state != TASKLET_SELECTING),
           "a tasklet outside of all chains has neighbours");
    check_wait(check, tasklet);
    expect(check, tasklet->is_main == (tasklet == check->vm->main_tasklet),
           "there is another main tasklet");
    const uint64_t least = check->is_addition ? 0 : 1;
    const uint64_t most = check->is_addition ? 0 : check->vm->tasklet_count;
    expect(check, tasklet->number >= least && tasklet->number <= most,
           "a tasklet's number is out of range");
    if (is_alive) check_fibers(check, tasklet);
}

void scheduler_check_object(void *context, Object *object)
{
    Check *check = context;
    if (object->kind == KIND_TASKLET) check_tasklet(check, (const Tasklet *)object);
    if (object->kind != KIND_CHANNEL) return;
    check_queue(check, (const Channel *)object);
    check_selecting(check, (const Channel *)object);
    check_buffer(check, (const Channel *)object);
}

const char *scheduler_check_addition(Check *check)
{
    const uint64_t *claimed = check->claimed;
    expect(check,
           !claimed[TASKLET_RUNNABLE] && !claimed[TASKLET_SLEEPING] &&
               !claimed[TASKLET_WATCHING],
           "a tasklet that is to run by itself");
    expect(check, check->waiting == claimed[TASKLET_SENDING] + claimed[TASKLET_RECEIVING],
           "a waiting tasklet is in no queue");
    expect(check, check->selecting == check->selected,
           "a channel's waiter has no case for it");
    return check->reason;
}

bool scheduler_check(VM *vm, const char **out_reason)
{
    Check check = {.vm = vm};
    heap_each(vm, scheduler_check_object, &check);
    const uint64_t *claimed = check.claimed;
    const uint64_t runnable = check.reason ? 0 : check_ring(&check);
    const uint64_t sleeping = check.reason ? 0 : check_sleepers(&check);
    const uint64_t watching =
        check.reason ? 0 : check_watchers(&check, claimed[TASKLET_WATCHING]);
    check_callback(&check);
    expect(&check, runnable == claimed[TASKLET_RUNNABLE],
           "a runnable tasklet is not in the ring");
    expect(&check, runnable == vm->runnable_count,
           "the number of runnable tasklets is wrong");
    expect(&check, sleeping == check.timed, "a sleeping tasklet is in no chain");
    expect(&check, check.selecting == check.selected,
           "a channel's waiter has no case for it");
    expect(&check, watching == claimed[TASKLET_WATCHING],
           "a watching tasklet is in no chain");
    expect(&check, check.waiting == claimed[TASKLET_SENDING] + claimed[TASKLET_RECEIVING],
           "a waiting tasklet is in no queue");
    expect(&check, vm->main_tasklet != NULL, "there is no main tasklet");
    expect(&check,
           check.reason || vm->budget_end == UINT64_MAX || scheduler_budget_owner(vm),
           "a budget that belongs to nobody");
    if (check.reason) *out_reason = check.reason;
    return !check.reason;
}
