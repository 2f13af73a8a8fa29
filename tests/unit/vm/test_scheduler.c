/*
 * The scheduler's chains, without an interpreter: tasklets are moved by its
 * functions, and scheduler_check() looks at everything after each move.
 */
#include "checked_vm.h"
#include "vm/channel.h"
#include "vm/scheduler.h"
#include "vm/sleepers.h"

enum { COUNT = 40, MOVES = 4000 };

static NativeStatus nothing(VM *vm, NativeCall *call)
{
    (void)vm;
    return native_return_nothing(call);
}

static const NativeDef NOTHING = {"test.nothing", nothing, 0, 0, 0};

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

static Tasklet *new_paused(VM *vm)
{
    Tasklet *tasklet = tasklet_new(vm);
    cr_assert(tasklet);
    cr_assert(scheduler_set_up(vm, tasklet, value_native(&NOTHING), NULL, 0));
    tasklet->root->wait = WAIT_VALUES; /* as if it stood in a native that waits */
    return tasklet;
}

static void check(VM *vm)
{
    const char *reason = "";
    cr_assert(scheduler_check(vm, &reason), "%s", reason);
}

/* A VM whose main tasklet is the only one in the ring. */
static VM *open_main_with(const VMOptions *options)
{
    VM *vm = vm_new(options);
    cr_assert(vm);
    cr_assert(scheduler_set_up(vm, vm->main_tasklet, value_native(&NOTHING), NULL, 0));
    vm->main_tasklet->root->wait = WAIT_VALUES;
    scheduler_insert(vm, vm->main_tasklet);
    check(vm);
    return vm;
}

static VM *open_with_main(void)
{
    return open_main_with(&(VMOptions){.allocate = checked_allocate});
}

Test(scheduler, insert_is_at_the_tail)
{
    VM *vm = open_with_main();
    Tasklet *a = new_paused(vm);
    Tasklet *b = new_paused(vm);
    Tasklet *c = new_paused(vm);
    scheduler_insert(vm, a);
    scheduler_insert(vm, b);
    scheduler_insert_next(vm, c);
    check(vm);
    const Tasklet *main_tasklet = vm->main_tasklet;
    cr_assert(main_tasklet->next == c && c->next == a && a->next == b);
    cr_assert(b->next == main_tasklet && vm->runnable_count == 4);
    scheduler_switch(vm, a);
    scheduler_remove(vm, b);
    check(vm);
    cr_assert(vm->tasklet == a && a->next == main_tasklet && b->state == TASKLET_PAUSED);
    close_and_check(vm);
}

Test(scheduler, sleepers_wake_by_time_then_by_order)
{
    VM *vm = open_with_main();
    uint32_t random = 1;
    Tasklet *tasklets[COUNT];
    for (int i = 0; i < COUNT; i++) {
        tasklets[i] = new_paused(vm);
        tasklets[i]->state = TASKLET_SLEEPING;
        tasklets[i]->is_timed = true;
        tasklets[i]->ticket = vm->next_ticket++;
        tasklets[i]->wake_ns = next_random(&random) % 8;
        sleepers_add(vm, tasklets[i]);
        check(vm);
    }
    for (int i = 0; i < COUNT; i += 5) {
        scheduler_unblock(vm, tasklets[i]);
        check(vm);
    }
    scheduler_wake_sleepers(vm, 5);
    check(vm);
    const Tasklet *last = vm->main_tasklet->next;
    for (const Tasklet *t = last->next; t != vm->main_tasklet; last = t, t = t->next)
        cr_assert(last->wake_ns < t->wake_ns ||
                  (last->wake_ns == t->wake_ns && last->number < t->number));
    cr_assert(vm->sleepers && vm->sleepers->wake_ns > 5);
    scheduler_wake_sleepers(vm, 8);
    check(vm);
    cr_assert(!vm->sleepers);
    cr_assert(vm->runnable_count == 1 + COUNT - COUNT / 5);
    close_and_check(vm);
}

/* For ever, or not. */
static int64_t wake_time(uint32_t *random)
{
    return next_random(random) % 2 ? SCHEDULER_FOR_EVER : next_random(random) % 100;
}

/* The current tasklet waits to receive from one channel or to send to another. */
static void select_two(VM *vm, Channel **channels, uint32_t *random)
{
    Table *cases = table_new(vm, 6, 0);
    for (int i = 0; i < 2; i++) {
        Channel *channel = channels[next_random(random) % 3];
        table_set_integer(vm, cases, i * 3 + 1, value_object(TAG_CHANNEL, channel));
        table_set_integer(vm, cases, i * 3 + 2, value_integer(i ? 1 : -1));
    }
    cr_assert(channel_select(vm, cases, wake_time(random)));
}

/* One random legal move of the current tasklet or of another one. */
static void move(VM *vm, Tasklet **tasklets, Channel **channels, uint32_t *random)
{
    Tasklet *tasklet = tasklets[next_random(random) % COUNT];
    Channel *channel = channels[next_random(random) % 3];
    const bool is_alone = vm->runnable_count == 1;
    switch (next_random(random) % 9) {
    case 0:
        if (tasklet->state == TASKLET_PAUSED) scheduler_insert(vm, tasklet);
        break;
    case 1:
        if (tasklet->state == TASKLET_RUNNABLE && tasklet != vm->tasklet)
            scheduler_remove(vm, tasklet);
        break;
    case 2: scheduler_switch(vm, vm->tasklet->next); break;
    case 3:
        tasklet = vm->tasklet;
        if (is_alone || channel->balance < 0) break;
        scheduler_wait(vm, TASKLET_SENDING, wake_time(random));
        channel_append(vm, channel, tasklet);
        break;
    case 4:
        tasklet = vm->tasklet;
        if (is_alone || channel->balance > 0) break;
        scheduler_wait(vm, TASKLET_RECEIVING, wake_time(random));
        channel_append(vm, channel, tasklet);
        break;
    case 5:
        if (!is_alone) scheduler_wait(vm, TASKLET_SLEEPING, next_random(random) % 100);
        break;
    case 6:
        if (is_alone) break;
        scheduler_watch(vm, &(WatchOptions){.budget = next_random(random) % 3 * 1000});
        break;
    case 7:
        if (!is_alone) select_two(vm, channels, random);
        break;
    default:
        if (tasklet == vm->tasklet) break;
        scheduler_post(vm, tasklet, VALUE_TRUE, next_random(random) % 2);
        break;
    }
}

Test(scheduler, chains_hold_under_random_moves)
{
    VM *vm = open_with_main();
    uint32_t random = 7;
    Tasklet *tasklets[COUNT];
    Channel *channels[3];
    for (int i = 0; i < COUNT; i++)
        tasklets[i] = new_paused(vm);
    for (int i = 0; i < 3; i++)
        channels[i] = channel_new(vm, 0);
    int seen[TASKLET_STATE_COUNT] = {0};
    for (int i = 0; i < MOVES; i++) {
        move(vm, tasklets, channels, &random);
        check(vm);
        seen[tasklets[i % COUNT]->state]++;
    }
    for (int state = TASKLET_PAUSED; state < TASKLET_STATE_COUNT; state++)
        cr_assert(state == TASKLET_DEAD || seen[state] > 0, "state %d was not seen",
                  state);
    close_and_check(vm);
}

static bool has_memory = true;

static void *failing_allocate(void *context, void *block, size_t old_size,
                              size_t new_size)
{
    if (new_size > 0 && !has_memory) return NULL;
    return checked_allocate(context, block, old_size, new_size);
}

/* The channels are new: the more of them, the later the memory that there is ends. */
static Table *receive_from(VM *vm, int count)
{
    Table *cases = table_new(vm, (uint32_t)count * 3, 0);
    for (int i = 0; i < count; i++) {
        const Value channel = value_object(TAG_CHANNEL, channel_new(vm, 0));
        table_set_integer(vm, cases, i * 3 + 1, channel);
        table_set_integer(vm, cases, i * 3 + 2, value_integer(-1));
    }
    return cases;
}

Test(scheduler, select_without_memory_changes_nothing)
{
    VM *vm = open_main_with(&(VMOptions){.allocate = failing_allocate});
    int failed = 0;
    for (int count = 1; count <= 1 << 13; count *= 2) {
        Tasklet *other = new_paused(vm);
        Table *cases = receive_from(vm, count);
        Tasklet *tasklet = vm->tasklet;
        const uint64_t ticket = vm->next_ticket;
        scheduler_insert(vm, other);
        has_memory = false;
        const bool is_done = channel_select(vm, cases, SCHEDULER_FOR_EVER);
        has_memory = true;
        check(vm);
        failed += !is_done;
        cr_assert(is_done || (vm->tasklet == tasklet && vm->next_ticket == ticket &&
                              tasklet->state == TASKLET_RUNNABLE));
    }
    cr_assert(failed > 1 && failed < 13, "%d selects failed", failed);
    close_and_check(vm);
}

static void expect_refused(VM *vm, const char *what)
{
    const char *reason = NULL;
    cr_assert(!scheduler_check(vm, &reason) && reason, "%s", what);
}

Test(scheduler, check_refuses_broken_chains)
{
    VM *vm = open_with_main();
    Tasklet *t[4];
    Channel *channel = channel_new(vm, 0);
    for (int i = 0; i < 4; i++)
        t[i] = new_paused(vm);
    scheduler_insert(vm, t[0]);
    t[1]->state = TASKLET_RECEIVING;
    channel_append(vm, channel, t[1]);
    for (int i = 2; i < 4; i++) {
        t[i]->state = TASKLET_SLEEPING;
        t[i]->is_timed = true;
        t[i]->wake_ns = i - 2;
        t[i]->ticket = vm->next_ticket++;
        sleepers_add(vm, t[i]);
    }
    check(vm);

    t[0]->next = t[0];
    expect_refused(vm, "a ring that does not close");
    t[0]->next = vm->main_tasklet;
    t[0]->state = TASKLET_PAUSED;
    expect_refused(vm, "a paused tasklet in the ring");
    t[0]->state = TASKLET_RUNNABLE;
    vm->runnable_count = 3;
    expect_refused(vm, "a wrong count");
    vm->runnable_count = 2;
    channel->balance = 1;
    expect_refused(vm, "a balance of the other side");
    channel->balance = -1;
    channel->first = channel->last = NULL;
    expect_refused(vm, "a waiter that is in no queue");
    channel->first = channel->last = t[1];
    t[2]->wake_ns = 2;
    expect_refused(vm, "sleepers out of order");
    t[2]->wake_ns = 0;
    t[3]->left = t[2];
    expect_refused(vm, "sleepers in a loop");
    t[3]->left = NULL;
    t[1]->is_timed = true;
    expect_refused(vm, "a time-out that nobody looks at");
    t[1]->is_timed = false;
    t[1]->ticket = vm->next_ticket;
    expect_refused(vm, "a ticket of the future");
    t[1]->ticket = 0;
    channel->buffer_count = 1;
    expect_refused(vm, "a buffer that holds more than it can");
    channel->buffer_count = 0;
    channel->selecting_count = 1;
    expect_refused(vm, "a waiter that does not exist");
    channel->selecting_count = 0;
    t[0]->root->owner = NULL;
    expect_refused(vm, "a fiber that belongs to nobody");
    t[0]->root->owner = &t[0]->header;
    vm->budget_end = 5;
    expect_refused(vm, "a budget that belongs to nobody");
    vm->budget_end = UINT64_MAX;
    t[0]->is_main = true;
    expect_refused(vm, "two main tasklets");
    t[0]->is_main = false;
    check(vm);
    close_and_check(vm);
}

Test(scheduler, blocking_is_refused_only_in_a_deadlock)
{
    VM *vm = open_with_main();
    cr_assert(!scheduler_can_block(vm));
    Tasklet *a = new_paused(vm);
    scheduler_insert(vm, a);
    cr_assert(scheduler_can_block(vm));
    Channel *channel = channel_new(vm, 0);
    scheduler_wait(vm, TASKLET_RECEIVING, SCHEDULER_FOR_EVER);
    channel_append(vm, channel, vm->main_tasklet);
    cr_assert(vm->tasklet == a && !scheduler_can_block(vm));
    channel_remove(vm, vm->main_tasklet);
    cr_assert(scheduler_can_block(vm), "a paused main goes on");
    scheduler_insert(vm, vm->main_tasklet);
    check(vm);
    close_and_check(vm);
}
