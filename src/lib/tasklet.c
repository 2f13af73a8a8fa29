/*
 * The `tasklet` module. A native that gives up control sets the transfer of the
 * current tasklet (what its call will return), lets the scheduler move on, and
 * returns NATIVE_SWITCH. Each returns exactly one value, whether it had to wait or
 * not.
 *
 * The separator in a registered name says where the native goes:
 *   "tasklet.new"     the module
 *   "tasklet:kill"    the metatable of all tasklets, which holds their methods
 *   "tasklet!__call"  the module's own metatable
 */
#include <string.h>

#include "lib/lib.h"
#include "lib/meeting.h"
#include "lib/microthreads.h"
#include "vm/scheduler.h"

static const char EXIT_NAME[] = "tasklet.exit";

static Value tasklet_value(Tasklet *tasklet)
{
    return tasklet ? value_object(TAG_TASKLET, tasklet) : VALUE_NIL;
}

/* The tasklet that a method is called on. NULL: the error is set. */
static Tasklet *take_tasklet(VM *vm, NativeCall *call)
{
    return microthread_take_tasklet(vm, call);
}

static bool is_callable(const VM *vm, Value v)
{
    return value_is_function(v) || !value_is_nil(vm_metamethod(vm, v, NAME_CALL));
}

static bool take_callable(VM *vm, NativeCall *call, uint32_t index)
{
    if (index < call->count && is_callable(vm, call->args[index])) return true;
    return native_take_function(vm, call, index);
}

/* The current tasklet's native call will return `value`. */
static void return_later(VM *vm, Value value)
{
    scheduler_set_transfer(vm, vm->tasklet, value, false);
}

/* ---- functions of the module ---- */

/* A new tasklet; args[index], if given, is bound. */
static NativeStatus new_bound(VM *vm, NativeCall *call, uint32_t index)
{
    if (native_is_given(call, index) && !take_callable(vm, call, index))
        return NATIVE_ERROR;
    Tasklet *tasklet = tasklet_new(vm);
    if (!tasklet) return NATIVE_ERROR;
    if (native_is_given(call, index)) tasklet->function = call->args[index];
    return native_return(call, tasklet_value(tasklet));
}

static NativeStatus module_new(VM *vm, NativeCall *call)
{
    return new_bound(vm, call, 0);
}

/* tasklet(f): the module itself comes first */
static NativeStatus module_call(VM *vm, NativeCall *call)
{
    if (is_callable(vm, call->args[1])) return new_bound(vm, call, 1);
    return native_error(vm, "attempt to make a tasklet of a %s value",
                        value_type_name(call->args[1]));
}

static Value schedule_result(const VM *vm, const NativeCall *call)
{
    return call->count > 0 ? call->args[0] : tasklet_value(vm->tasklet);
}

static NativeStatus module_schedule(VM *vm, NativeCall *call)
{
    const Value result = schedule_result(vm, call);
    if (vm->runnable_count == 1) return native_return(call, result);
    if (!scheduler_may_switch(vm)) return NATIVE_ERROR;
    return_later(vm, result);
    scheduler_switch(vm, scheduler_next(vm));
    return NATIVE_SWITCH;
}

static NativeStatus module_schedule_remove(VM *vm, NativeCall *call)
{
    const Value result = schedule_result(vm, call);
    if (!scheduler_can_block(vm)) {
        if (vm->tasklet->is_main) return native_return(call, result);
        return scheduler_deadlock(vm, NULL, 0);
    }
    if (!scheduler_may_switch(vm)) return NATIVE_ERROR;
    return_later(vm, result);
    scheduler_block(vm, TASKLET_PAUSED);
    return NATIVE_SWITCH;
}

static NativeStatus module_current(VM *vm, NativeCall *call)
{
    return native_return(call, tasklet_value(vm->tasklet));
}

static NativeStatus module_main(VM *vm, NativeCall *call)
{
    return native_return(call, tasklet_value(vm->main_tasklet));
}

static NativeStatus module_count(VM *vm, NativeCall *call)
{
    return native_return(call, value_integer(vm->runnable_count));
}

/* tasklet.sleep(seconds) */
static NativeStatus module_sleep(VM *vm, NativeCall *call)
{
    int64_t wake_ns;
    double seconds;
    if (!native_take_number(vm, call, 0, &seconds) ||
        !microthread_take_timeout(vm, call, 0, &wake_ns))
        return NATIVE_ERROR;
    if (wake_ns != MICROTHREAD_NOW) {
        if (!meeting_may_block(vm)) return NATIVE_ERROR;
        return_later(vm, VALUE_NIL);
        scheduler_wait(vm, TASKLET_SLEEPING, wake_ns);
        return NATIVE_SWITCH;
    }
    if (vm->runnable_count == 1) return native_return(call, VALUE_NIL);
    if (!scheduler_may_switch(vm)) return NATIVE_ERROR;
    return_later(vm, VALUE_NIL);
    scheduler_switch(vm, scheduler_next(vm));
    return NATIVE_SWITCH;
}

/* One option of run{…}. false: the error is set. */
static bool take_option(VM *vm, const char *name, Value value, WatchOptions *out)
{
    int64_t *ticks = strcmp(name, "budget") == 0         ? &out->budget
                     : strcmp(name, "total_budget") == 0 ? &out->total_budget
                                                         : NULL;
    if (ticks) {
        if (value_to_integer_exact(value, ticks) && *ticks >= 1) return true;
        native_error(vm, "%s must be a number of ticks, 1 or more", name);
        return false;
    }
    bool *flag = strcmp(name, "soft") == 0             ? &out->is_soft
                 : strcmp(name, "ignore_nesting") == 0 ? &out->ignores_nesting
                                                       : NULL;
    if (!flag) {
        native_error(vm, "unknown option '%s' of tasklet.run", name);
        return false;
    }
    *flag = !value_is_falsy(value);
    return true;
}

/* The options of run{…}; an unknown one is an error. */
static bool take_options(VM *vm, NativeCall *call, WatchOptions *out)
{
    Table *options;
    Value key, value;
    *out = (WatchOptions){0};
    if (!native_is_given(call, 0)) return true;
    if (!native_take_table(vm, call, 0, &options)) return false;
    for (uint64_t at = 0; (at = table_next(options, at, &key, &value)) != 0;) {
        const char *name = key.tag == TAG_STRING ? value_string(key)->data : "?";
        if (!take_option(vm, name, value, out)) return false;
    }
    return true;
}

static NativeStatus module_run(VM *vm, NativeCall *call)
{
    WatchOptions options;
    if (!take_options(vm, call, &options)) return NATIVE_ERROR;
    if (vm->runnable_count == 1 && !vm->sleepers) return native_return(call, VALUE_NIL);
    if (!scheduler_may_switch(vm)) return NATIVE_ERROR;
    scheduler_watch(vm, &options);
    return NATIVE_SWITCH;
}

/* tasklet.switch_trap([change]): gives the old level */
static NativeStatus module_switch_trap(VM *vm, NativeCall *call)
{
    int64_t change;
    if (!native_option_integer(vm, call, 0, 0, &change)) return NATIVE_ERROR;
    const int64_t old = vm->switch_trap;
    vm->switch_trap = (int64_t)((uint64_t)old + (uint64_t)change);
    vm_poke(vm); /* a budget that is over counts again */
    return native_return(call, value_integer(old));
}

/* tasklet.set_schedule_callback(f): gives the old one; nil: none */
static NativeStatus module_set_schedule_callback(VM *vm, NativeCall *call)
{
    const NativeStatus status =
        microthread_set_callback(vm, call, &vm->callbacks.on_switch);
    const bool has_one = !value_is_nil(vm->callbacks.on_switch);
    if (!vm->callbacks.fiber) vm->callbacks.last = has_one ? vm->tasklet : NULL;
    return status;
}

static NativeStatus module_get_schedule_callback(VM *vm, NativeCall *call)
{
    return native_return(call, vm->callbacks.on_switch);
}

/* tasklet.set_error_handler(f): likewise */
static NativeStatus module_set_error_handler(VM *vm, NativeCall *call)
{
    return microthread_set_callback(vm, call, &vm->callbacks.on_error);
}

static NativeStatus module_get_error_handler(VM *vm, NativeCall *call)
{
    return native_return(call, vm->callbacks.on_error);
}

/* tasklet.all(): those that live, or are known to somebody, by number */
static NativeStatus module_all(VM *vm, NativeCall *call)
{
    Table *list = tasklet_list(vm);
    if (!list) return NATIVE_ERROR;
    return native_return(call, value_object(TAG_TABLE, list));
}

/* ---- methods: life ---- */

/* Only one that stands still, outside of every chain, can get another function. */
static bool can_bind(VM *vm, const Tasklet *tasklet)
{
    if (tasklet == vm->tasklet)
        native_error(vm, "can't bind the current tasklet");
    else if (tasklet->state == TASKLET_RUNNABLE)
        native_error(vm, "tasklet is scheduled");
    else if (tasklet_is_blocked(tasklet))
        native_error(vm, "tasklet is blocked");
    else if (tasklet->state == TASKLET_WATCHING)
        native_error(vm, "tasklet is in run()");
    else
        return true;
    return false;
}

/* Back to the state of a new tasklet; its frames are dropped. */
static void unbind(VM *vm, Tasklet *tasklet)
{
    scheduler_drop_fibers(vm, tasklet);
    if (tasklet_done(tasklet) && tasklet->state != TASKLET_NEW) {
        channel_close(vm, tasklet_done(tasklet));
        tasklet->more->done = NULL;
    }
    tasklet->flags &= (uint8_t)~TASKLET_IS_KEPT;
    tasklet->function = VALUE_NIL;
    tasklet->error = VALUE_NIL;
    if (tasklet->more) tasklet->more->traceback = NULL;
    tasklet->state = TASKLET_NEW;
}

static NativeStatus refuse_unbound(VM *vm)
{
    return native_error(vm, "the tasklet was not bound to a function");
}

/*
 * t:bind(f): waits for setup; t:bind(f, ...): alive and paused, also t:bind(nil, ...)
 * with the function that it has; t:bind(): unbound
 */
static NativeStatus method_bind(VM *vm, NativeCall *call)
{
    Tasklet *tasklet = take_tasklet(vm, call);
    if (!tasklet || !can_bind(vm, tasklet)) return NATIVE_ERROR;
    const bool has_function = native_is_given(call, 1);
    if (has_function && !take_callable(vm, call, 1)) return NATIVE_ERROR;
    if (!has_function && tasklet->is_main)
        return native_error(vm, "can't unbind the main tasklet");
    const Value function = has_function ? call->args[1] : tasklet_function(tasklet);
    if (call->count > 2 && value_is_nil(function)) return refuse_unbound(vm);
    unbind(vm, tasklet);
    if (call->count > 2) {
        if (!scheduler_set_up(vm, tasklet, function, call->args + 2, call->count - 2))
            return NATIVE_ERROR;
    } else if (has_function) {
        tasklet->function = function;
        heap_barrier(vm, tasklet, function);
    }
    return native_return(call, tasklet_value(tasklet));
}

/* t:setup(...), t(...) */
static NativeStatus method_setup(VM *vm, NativeCall *call)
{
    Tasklet *tasklet = take_tasklet(vm, call);
    if (!tasklet) return NATIVE_ERROR;
    if (tasklet_is_alive(tasklet)) return native_error(vm, "tasklet is alive");
    const Value function = tasklet_function(tasklet);
    if (value_is_nil(function)) return refuse_unbound(vm);
    if (!scheduler_set_up(vm, tasklet, function, call->args + 1, call->count - 1))
        return NATIVE_ERROR;
    scheduler_insert(vm, tasklet);
    return native_return(call, tasklet_value(tasklet));
}

/* ---- methods: scheduling ---- */

/* May it be put into the ring? One inside run() may: that ends its run(). */
static bool can_run(VM *vm, const Tasklet *tasklet)
{
    if (tasklet_is_blocked(tasklet))
        native_error(vm, "cannot run a blocked tasklet");
    else if (!tasklet_is_alive(tasklet))
        native_error(vm, "cannot run an unbound (dead) tasklet");
    else
        return true;
    return false;
}

static void make_runnable(VM *vm, Tasklet *tasklet)
{
    scheduler_unblock(vm, tasklet);
    if (tasklet->state == TASKLET_PAUSED) scheduler_insert(vm, tasklet);
}

static NativeStatus method_insert(VM *vm, NativeCall *call)
{
    Tasklet *tasklet = take_tasklet(vm, call);
    if (!tasklet || !can_run(vm, tasklet)) return NATIVE_ERROR;
    make_runnable(vm, tasklet);
    return native_return(call, tasklet_value(tasklet));
}

static NativeStatus method_remove(VM *vm, NativeCall *call)
{
    Tasklet *tasklet = take_tasklet(vm, call);
    if (!tasklet) return NATIVE_ERROR;
    if (tasklet_is_blocked(tasklet))
        return native_error(vm, "cannot remove a blocked tasklet");
    if (tasklet == vm->tasklet)
        return native_error(vm, "the current tasklet cannot be removed");
    if (tasklet->state == TASKLET_RUNNABLE) scheduler_remove(vm, tasklet);
    return native_return(call, tasklet_value(tasklet));
}

static NativeStatus method_run(VM *vm, NativeCall *call)
{
    Tasklet *tasklet = take_tasklet(vm, call);
    if (!tasklet || !can_run(vm, tasklet)) return NATIVE_ERROR;
    if (tasklet == vm->tasklet) return native_return(call, VALUE_NIL);
    if (!scheduler_may_switch(vm)) return NATIVE_ERROR;
    make_runnable(vm, tasklet);
    return_later(vm, VALUE_NIL);
    scheduler_switch(vm, tasklet);
    return NATIVE_SWITCH;
}

/* As run, but the caller leaves the ring: someone must insert it again. */
static NativeStatus method_switch(VM *vm, NativeCall *call)
{
    Tasklet *tasklet = take_tasklet(vm, call);
    Tasklet *caller = vm->tasklet;
    if (!tasklet || !can_run(vm, tasklet)) return NATIVE_ERROR;
    if (tasklet == caller) return native_return(call, VALUE_NIL);
    if (!scheduler_may_switch(vm)) return NATIVE_ERROR;
    make_runnable(vm, tasklet);
    return_later(vm, VALUE_NIL);
    scheduler_switch(vm, tasklet);
    scheduler_remove(vm, caller);
    return NATIVE_SWITCH;
}

/* ---- methods: posting an error ---- */

static NativeStatus post(VM *vm, NativeCall *call, Tasklet *tasklet, Value error,
                         bool is_pending)
{
    if (tasklet == vm->tasklet) return native_throw(vm, error);
    if (!is_pending && !scheduler_may_switch(vm)) return NATIVE_ERROR;
    scheduler_post(vm, tasklet, error, is_pending);
    return is_pending ? native_return(call, VALUE_NIL) : NATIVE_SWITCH;
}

/* t:kill([pending]): no error for one that is dead or was never set up */
static NativeStatus method_kill(VM *vm, NativeCall *call)
{
    Tasklet *tasklet = take_tasklet(vm, call);
    if (!tasklet) return NATIVE_ERROR;
    if (!tasklet_is_alive(tasklet)) return native_return(call, VALUE_NIL);
    return post(vm, call, tasklet, scheduler_exit_value(vm),
                !value_is_falsy(call->args[1]));
}

static NativeStatus throw_into(VM *vm, NativeCall *call, bool is_pending)
{
    Tasklet *tasklet = take_tasklet(vm, call);
    if (!tasklet || !native_take_any(vm, call, 1)) return NATIVE_ERROR;
    if (tasklet_is_alive(tasklet))
        return post(vm, call, tasklet, call->args[1], is_pending);
    if (value_equals(call->args[1], scheduler_exit_value(vm)))
        return native_return(call, VALUE_NIL);
    return native_error(vm, "cannot throw to a dead tasklet");
}

/* t:throw(error [, pending]) */
static NativeStatus method_throw(VM *vm, NativeCall *call)
{
    return throw_into(vm, call, !value_is_falsy(call->args[2]));
}

/* t:raise(error) */
static NativeStatus method_raise(VM *vm, NativeCall *call)
{
    return throw_into(vm, call, false);
}

/* ---- methods: flags and text ---- */

/* Sets or clears a flag for args[1]; gives what it was. */
static NativeStatus set_flag(VM *vm, NativeCall *call, uint8_t flag)
{
    Tasklet *tasklet = take_tasklet(vm, call);
    if (!tasklet) return NATIVE_ERROR;
    const bool was_set = tasklet->flags & flag;
    tasklet_set_flag(vm, tasklet, flag, !value_is_falsy(call->args[1]));
    return native_return(call, value_bool(was_set));
}

static NativeStatus method_set_atomic(VM *vm, NativeCall *call)
{
    return set_flag(vm, call, TASKLET_IS_ATOMIC);
}

static NativeStatus method_set_ignore_nesting(VM *vm, NativeCall *call)
{
    return set_flag(vm, call, TASKLET_IGNORES_NESTING);
}

static NativeStatus method_tostring(VM *vm, NativeCall *call)
{
    Tasklet *tasklet = take_tasklet(vm, call);
    if (!tasklet) return NATIVE_ERROR;
    char text[128];
    tasklet_describe(tasklet, text, sizeof text);
    String *string = string_from(vm, text);
    return string ? native_return(call, string_value(string)) : NATIVE_ERROR;
}

/* tostring(tasklet.exit) */
static NativeStatus exit_tostring(VM *vm, NativeCall *call)
{
    String *string = string_from(vm, EXIT_NAME);
    return string ? native_return(call, string_value(string)) : NATIVE_ERROR;
}

/* ---- registration ---- */

const NativeDef LIB_TASKLET[] = {
    {"tasklet.new", module_new, 1, 0, 0},
    {"tasklet.schedule", module_schedule, 1, NATIVE_SCHEDULES | NATIVE_IS_SCHEDULE, 0},
    {"tasklet.schedule_remove", module_schedule_remove, 1, NATIVE_SCHEDULES, 0},
    {"tasklet.current", module_current, 0, 0, 0},
    {"tasklet.main", module_main, 0, 0, 0},
    {"tasklet.count", module_count, 0, 0, 0},
    {"tasklet.sleep", module_sleep, 1, NATIVE_SCHEDULES, 0},
    {"tasklet.run", module_run, 1, NATIVE_SCHEDULES, 0},
    {"tasklet.switch_trap", module_switch_trap, 1, 0, 0},
    {"tasklet.all", module_all, 0, 0, 0},
    {"tasklet.set_schedule_callback", module_set_schedule_callback, 1, 0, 0},
    {"tasklet.get_schedule_callback", module_get_schedule_callback, 0, 0, 0},
    {"tasklet.set_error_handler", module_set_error_handler, 1, 0, 0},
    {"tasklet.get_error_handler", module_get_error_handler, 0, 0, 0},
    {"tasklet!__call", module_call, 2, 0, 0},
    {"tasklet:bind", method_bind, 2, 0, 0},
    {"tasklet:setup", method_setup, 1, 0, 0},
    {"tasklet:__call", method_setup, 1, 0, 0},
    {"tasklet:insert", method_insert, 1, 0, 0},
    {"tasklet:remove", method_remove, 1, 0, 0},
    {"tasklet:run", method_run, 1, NATIVE_SCHEDULES, 0},
    {"tasklet:switch", method_switch, 1, NATIVE_SCHEDULES, 0},
    {"tasklet:kill", method_kill, 2, NATIVE_SCHEDULES, 0},
    {"tasklet:throw", method_throw, 3, NATIVE_SCHEDULES, 0},
    {"tasklet:raise", method_raise, 2, NATIVE_SCHEDULES, 0},
    {"tasklet:join", tasklet_join, 2, 0, 0},
    {"tasklet:set_atomic", method_set_atomic, 2, 0, 0},
    {"tasklet:set_ignore_nesting", method_set_ignore_nesting, 2, 0, 0},
    {"tasklet:__index", tasklet_index, 2, NATIVE_IS_METHODS, 0},
    {"tasklet:__newindex", tasklet_newindex, 3, 0, 0},
    {"tasklet:__tostring", method_tostring, 1, 0, 0},
    {"tasklet?__tostring", exit_tostring, 1, 0, 0},
    {0},
};

/* The value that ends a tasklet silently: an empty table that says its name. */
static bool make_exit_value(VM *vm, Table *module)
{
    Table *value = vm_registry_table(vm, EXIT_NAME);
    Table *metatable = table_new(vm, 0, 2);
    String *name = string_from(vm, EXIT_NAME);
    if (!value || !metatable || !name) return false;
    table_set_metatable(vm, value, metatable);
    return table_set_named(vm, metatable, "__name", string_value(name)) &&
           microthread_install(vm, metatable, LIB_TASKLET, '?') &&
           table_set_named(vm, module, "exit", value_object(TAG_TABLE, value));
}

bool lib_open_tasklet(VM *vm)
{
    Table *module = microthread_open(vm, "tasklet", TAG_TASKLET, LIB_TASKLET);
    if (!module || !make_exit_value(vm, module) || !tasklet_open_classes(vm))
        return false;
    return microthread_open(vm, "channel", TAG_CHANNEL, LIB_CHANNEL) != NULL;
}
