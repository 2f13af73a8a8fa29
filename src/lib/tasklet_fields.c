/*
 * The fields of tasklets: what `t.name` gives, and which of them can be set.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/lib.h"
#include "lib/microthreads.h"
#include "vm/scheduler.h"

Tasklet *microthread_take_tasklet(VM *vm, NativeCall *call)
{
    if (call->count > 0 && call->args[0].tag == TAG_TASKLET)
        return (Tasklet *)call->args[0].as.object;
    native_type_error(vm, call, 1, "tasklet");
    return NULL;
}

static Value tasklet_value(Tasklet *tasklet)
{
    return tasklet ? value_object(TAG_TASKLET, tasklet) : VALUE_NIL;
}

void tasklet_set_flag(VM *vm, Tasklet *tasklet, uint8_t flag, bool is_set)
{
    tasklet->flags = (uint8_t)(is_set ? tasklet->flags | flag : tasklet->flags & ~flag);
    heap_touch(vm, tasklet);
    if (tasklet == vm->tasklet) vm_poke(vm); /* a budget that is over counts again */
}

/* ---- getting ---- */

static Value get_alive(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return value_bool(tasklet_is_alive(tasklet));
}

/* One inside run() is in no chain either: anyone may insert it. */
static Value get_paused(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return value_bool(tasklet->state == TASKLET_PAUSED ||
                      tasklet->state == TASKLET_WATCHING);
}

static Value get_blocked(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return value_bool(tasklet_is_blocked(tasklet));
}

static Value get_scheduled(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return value_bool(tasklet->state == TASKLET_RUNNABLE || tasklet_is_blocked(tasklet));
}

static Value get_restorable(VM *vm, Tasklet *tasklet)
{
    return value_bool(tasklet_nesting_level(vm, tasklet) == 0);
}

static Value get_is_main(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return value_bool(tasklet->is_main);
}

static Value get_is_current(VM *vm, Tasklet *tasklet)
{
    return value_bool(tasklet == vm->tasklet);
}

/* The pointers of sleepers and watchers form no line of neighbours. */
static bool has_neighbours(const Tasklet *tasklet)
{
    return tasklet->state == TASKLET_RUNNABLE || tasklet->channel;
}

static Value get_next(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return has_neighbours(tasklet) ? tasklet_value(tasklet->next) : VALUE_NIL;
}

static Value get_prev(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return has_neighbours(tasklet) ? tasklet_value(tasklet->prev) : VALUE_NIL;
}

static Value get_name(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    String *name = tasklet_name(tasklet);
    return name ? string_value(name) : VALUE_NIL;
}

static Value get_number(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return value_integer((int64_t)tasklet->number);
}

static Value get_channel(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return tasklet->channel ? value_object(TAG_CHANNEL, tasklet->channel) : VALUE_NIL;
}

static Value get_error(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return tasklet->error;
}

static Value get_traceback(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    String *traceback = tasklet_traceback(tasklet);
    return traceback && !tasklet->is_handed ? string_value(traceback) : VALUE_NIL;
}

static Value get_flag(Tasklet *tasklet, uint8_t flag)
{
    return value_bool((tasklet->flags & flag) != 0);
}

static Value get_atomic(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return get_flag(tasklet, TASKLET_IS_ATOMIC);
}

static Value get_ignore_nesting(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return get_flag(tasklet, TASKLET_IGNORES_NESTING);
}

static Value get_block_trap(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return get_flag(tasklet, TASKLET_TRAPS_BLOCKING);
}

static Value get_nesting_level(VM *vm, Tasklet *tasklet)
{
    return value_integer(tasklet_nesting_level(vm, tasklet));
}

/* Calls that have not returned, in its coroutines too. */
static Value get_recursion_depth(VM *vm, Tasklet *tasklet)
{
    int64_t depth = 0;
    const Fiber *fiber = tasklet == vm->tasklet ? vm->fiber : tasklet->active;
    for (; fiber; fiber = fiber->resumer)
        depth += fiber->frame_count;
    return value_integer(depth);
}

/* Of the thread of the operating system that runs its VM. */
static Value get_thread_id(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    (void)tasklet;
    return value_integer(gettid());
}

static Value get_waits_for(VM *vm, Tasklet *tasklet)
{
    static const char *const WAITS[TASKLET_STATE_COUNT] = {
        [TASKLET_SENDING] = "send",     [TASKLET_RECEIVING] = "receive",
        [TASKLET_SLEEPING] = "sleep",   [TASKLET_WATCHING] = "run",
        [TASKLET_SELECTING] = "select",
    };
    const char *text = WAITS[tasklet->state];
    String *string = text ? string_from(vm, text) : NULL;
    return string ? string_value(string) : VALUE_NIL;
}

/* Seconds on the job's clock, as os.clock() has it. */
static Value get_waits_since(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    if (!tasklet_is_blocked(tasklet)) return VALUE_NIL;
    return value_float((double)tasklet->since_ns / 1e9);
}

static Value get_tempval(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return tasklet->transfer;
}

/* Made when it is asked for first. */
static Value get_locals(VM *vm, Tasklet *tasklet)
{
    Table *locals = tasklet_locals(tasklet);
    if (!locals) {
        TaskletMore *more = tasklet_more(vm, tasklet);
        locals = more ? table_new(vm, 0, 0) : NULL;
        if (!locals) return VALUE_NIL;
        more->locals = locals;
        heap_barrier(vm, tasklet, value_object(TAG_TABLE, locals));
    }
    return value_object(TAG_TABLE, locals);
}

static Value get_priority(VM *vm, Tasklet *tasklet)
{
    (void)vm;
    return value_integer(tasklet->priority);
}

/* ---- setting; false: the error is set ---- */

static bool set_name(VM *vm, Tasklet *tasklet, Value name)
{
    if (!value_is_nil(name) && name.tag != TAG_STRING) {
        native_error(vm, "a tasklet's name must be a string");
        return false;
    }
    TaskletMore *more = tasklet_more(vm, tasklet);
    if (!more) return false;
    more->name = value_is_nil(name) ? NULL : value_string(name);
    heap_barrier(vm, tasklet, name);
    return true;
}

static bool set_atomic(VM *vm, Tasklet *tasklet, Value value)
{
    tasklet_set_flag(vm, tasklet, TASKLET_IS_ATOMIC, !value_is_falsy(value));
    return true;
}

static bool set_ignore_nesting(VM *vm, Tasklet *tasklet, Value value)
{
    tasklet_set_flag(vm, tasklet, TASKLET_IGNORES_NESTING, !value_is_falsy(value));
    return true;
}

static bool set_block_trap(VM *vm, Tasklet *tasklet, Value value)
{
    tasklet_set_flag(vm, tasklet, TASKLET_TRAPS_BLOCKING, !value_is_falsy(value));
    return true;
}

static bool set_priority(VM *vm, Tasklet *tasklet, Value value)
{
    int64_t priority;
    if (!value_to_integer_exact(value, &priority) || priority < -TASKLET_PRIORITY_MAX ||
        priority > TASKLET_PRIORITY_MAX) {
        native_error(vm, "priority must be an integer from %d to %d",
                     -TASKLET_PRIORITY_MAX, TASKLET_PRIORITY_MAX);
        return false;
    }
    scheduler_set_priority(vm, tasklet, (int)priority);
    return true;
}

/* What the call in which it stands is to return. */
static bool set_tempval(VM *vm, Tasklet *tasklet, Value value)
{
    if (tasklet == vm->tasklet || !tasklet_is_alive(tasklet)) {
        native_error(vm, "tempval can be set of a living tasklet that is not current");
        return false;
    }
    scheduler_set_transfer(vm, tasklet, value, false);
    return true;
}

/* ---- all of them ---- */

static const struct {
    const char *name;
    Value (*get)(VM *vm, Tasklet *tasklet);
    bool (*set)(VM *vm, Tasklet *tasklet, Value value);
} FIELDS[] = {
    {"alive", get_alive, NULL},
    {"paused", get_paused, NULL},
    {"blocked", get_blocked, NULL},
    {"scheduled", get_scheduled, NULL},
    {"restorable", get_restorable, NULL},
    {"is_main", get_is_main, NULL},
    {"is_current", get_is_current, NULL},
    {"next", get_next, NULL},
    {"prev", get_prev, NULL},
    {"name", get_name, set_name},
    {"number", get_number, NULL},
    {"channel", get_channel, NULL},
    {"error", get_error, NULL},
    {"traceback", get_traceback, NULL},
    {"atomic", get_atomic, set_atomic},
    {"ignore_nesting", get_ignore_nesting, set_ignore_nesting},
    {"block_trap", get_block_trap, set_block_trap},
    {"nesting_level", get_nesting_level, NULL},
    {"recursion_depth", get_recursion_depth, NULL},
    {"thread_id", get_thread_id, NULL},
    {"waits_for", get_waits_for, NULL},
    {"waits_since", get_waits_since, NULL},
    {"tempval", get_tempval, set_tempval},
    {"locals", get_locals, NULL},
    {"priority", get_priority, set_priority},
    {"done", tasklet_get_done, NULL},
    {"results", tasklet_get_results, NULL},
};

enum { FIELD_COUNT = sizeof FIELDS / sizeof *FIELDS };

NativeStatus tasklet_index(VM *vm, NativeCall *call)
{
    Tasklet *tasklet = microthread_take_tasklet(vm, call);
    if (!tasklet) return NATIVE_ERROR;
    if (call->args[1].tag != TAG_STRING) return native_return(call, VALUE_NIL);
    const String *key = value_string(call->args[1]);
    const Value method = microthread_method(vm, TAG_TASKLET, key);
    if (!value_is_nil(method)) return native_return(call, method);
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (strcmp(FIELDS[i].name, key->data) == 0)
            return native_return(call, FIELDS[i].get(vm, tasklet));
    return native_return(call, VALUE_NIL);
}

NativeStatus tasklet_newindex(VM *vm, NativeCall *call)
{
    Tasklet *tasklet = microthread_take_tasklet(vm, call);
    if (!tasklet) return NATIVE_ERROR;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (FIELDS[i].set && microthread_is_key(call->args[1], FIELDS[i].name))
            return FIELDS[i].set(vm, tasklet, call->args[2]) ? native_return_nothing(call)
                                                             : NATIVE_ERROR;
    return microthread_no_field(vm, call, "tasklet");
}

/* ---- tasklet.all ---- */

typedef struct Collected {
    Tasklet **items;
    size_t count, capacity;
    bool has_failed;
} Collected;

static void collect(void *context, Object *object)
{
    Collected *all = context;
    if (object->kind != KIND_TASKLET || all->has_failed) return;
    if (all->count == all->capacity) {
        const size_t grown = all->capacity ? all->capacity * 2 : 16;
        Tasklet **items = realloc(all->items, grown * sizeof *items);
        all->has_failed = !items;
        if (!items) return;
        all->items = items;
        all->capacity = grown;
    }
    if (tasklet_is_alive((Tasklet *)object)) all->items[all->count++] = (Tasklet *)object;
}

static int compare(const void *a, const void *b)
{
    const uint64_t left = (*(Tasklet *const *)a)->number;
    const uint64_t right = (*(Tasklet *const *)b)->number;
    return left < right ? -1 : left > right;
}

Table *tasklet_list(VM *vm)
{
    Collected all = {0};
    heap_each(vm, collect, &all);
    if (all.count > 1) qsort(all.items, all.count, sizeof *all.items, compare);
    Table *list = all.has_failed ? NULL : table_new(vm, (uint32_t)all.count, 0);
    for (size_t i = 0; list && i < all.count; i++)
        if (!table_set_integer(vm, list, (int64_t)i + 1, tasklet_value(all.items[i])))
            list = NULL;
    free(all.items);
    if (!list && !vm->fatal) vm->fatal = SPORE_NO_MEMORY;
    return list;
}
