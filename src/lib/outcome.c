/*
 * How a tasklet ends, for those who want to know: t.done, t.results, t:join(), and
 * the natives that tasklet.lua and scope.lua need for it.
 */
#include "lib/lib.h"
#include "lib/microthreads.h"
#include "vm/channel.h"
#include "vm/scheduler.h"
#include "vm/uncaught.h"

Value tasklet_get_done(VM *vm, Tasklet *tasklet)
{
    Channel *done = tasklet_done(tasklet);
    if (!done) {
        TaskletMore *more = tasklet_more(vm, tasklet);
        done = more ? channel_new(vm, 0) : NULL;
        if (!done) return VALUE_NIL;
        done->is_closing = tasklet->state == TASKLET_DEAD;
        more->done = done;
        heap_barrier(vm, tasklet, value_object(TAG_CHANNEL, done));
    }
    return value_object(TAG_CHANNEL, done);
}

Value tasklet_get_results(VM *vm, Tasklet *tasklet)
{
    const Value kept = tasklet_results(tasklet);
    if (kept.tag == TAG_TABLE) return kept;
    if (tasklet->state != TASKLET_DEAD || kept.tag == TAG_FALSE) return VALUE_NIL;
    Table *results = table_new(vm, 0, 1);
    if (!results || !table_set_named(vm, results, "n", value_integer(0)))
        return VALUE_NIL;
    tasklet->results = value_object(TAG_TABLE, results);
    heap_barrier(vm, tasklet, tasklet->results);
    return tasklet->results;
}

/* t:join([timeout]): goes on in tasklet.lua. */
NativeStatus tasklet_join(VM *vm, NativeCall *call)
{
    if (call->args[0].tag != TAG_TASKLET)
        return native_type_error(vm, call, 1, "tasklet");
    return lib_hand_over_registers(vm, call, "tasklet_join", 2);
}

/*
 * raise_error_of(t): the error that t died of, with its traceback. One that did not
 * come to its end was dropped: tasklet.exit.
 */
static NativeStatus raise_error_of(VM *vm, NativeCall *call)
{
    if (call->args[0].tag != TAG_TASKLET)
        return native_type_error(vm, call, 1, "tasklet");
    const Tasklet *tasklet = (Tasklet *)call->args[0].as.object;
    if (tasklet->state != TASKLET_DEAD) return native_throw(vm, scheduler_exit_value(vm));
    uncaught_hand_over(vm, tasklet, vm->tasklet);
    return native_throw(vm, tasklet->error);
}

/* new_kept(f): a new tasklet; its error is kept in it and raised nowhere. */
static NativeStatus new_kept(VM *vm, NativeCall *call)
{
    if (!native_take_function(vm, call, 0)) return NATIVE_ERROR;
    Tasklet *tasklet = tasklet_new(vm);
    if (!tasklet) return NATIVE_ERROR;
    tasklet->function = call->args[0];
    tasklet->flags |= TASKLET_IS_KEPT;
    return native_return(call, value_object(TAG_TASKLET, tasklet));
}

const NativeDef LIB_TASKLET_HIDDEN[] = {
    {"tasklet.raise_error_of", raise_error_of, 1, 0, 0},
    {"tasklet.new_kept", new_kept, 1, 0, 0},
    {0},
};

/* The tables that tasklet.scope() and its kin have as metatables, for the prelude. */
static Table *make_class(VM *vm, Table *prelude, const char *name)
{
    Table *class = table_new(vm, 0, 0);
    String *text = string_from(vm, name);
    if (!class || !text) return NULL;
    const Value value = value_object(TAG_TABLE, class);
    const bool is_made = table_set_named(vm, class, "__name", string_value(text)) &&
                         table_set_named(vm, class, "__index", value) &&
                         table_set_named(vm, prelude, name, value);
    return is_made ? class : NULL;
}

bool tasklet_open_classes(VM *vm)
{
    static const char *const NAMES[] = {"scope",     "scope_guard", "once",
                                        "semaphore", "condition",   "once_attempt",
                                        "wait_group"};
    Table *prelude = lib_prelude_table(vm);
    Table *mutex = prelude ? make_class(vm, prelude, "mutex") : NULL;
    if (!mutex || !native_register(vm, LIB_MUTEX_HIDDEN) ||
        !microthread_install(vm, prelude, LIB_MUTEX_HIDDEN, '.') ||
        !microthread_install(vm, mutex, LIB_MUTEX_HIDDEN, ':'))
        return false;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (!make_class(vm, prelude, NAMES[i])) return false;
    return native_register_into(vm, prelude, LIB_TASKLET_HIDDEN);
}
