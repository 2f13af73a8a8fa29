/*
 * Calls of natives that stood in C when the job was saved: finding them in a VM that was
 * loaded, and what becomes of them.
 */
#include <stdlib.h>
#include <string.h>

#include "api/describe.h"
#include "api/native_call.h"
#include "lib/microthreads.h"
#include "vm/scheduler.h"

unsigned spore_vm_in_natives(const SporeVM *vm)
{
    return vm_host(vm)->in_native_count;
}

typedef struct LostList {
    const VM *vm;
    Bytes calls; /* SporeLostCall after SporeLostCall */
} LostList;

/* NULL: not known here, or it cannot call back. */
static HostNative *host_native(const VM *vm, const char *name)
{
    const NativeDef *def = native_find(vm, name, strlen(name));
    const bool is_hard = def && (def->flags & NATIVE_IS_HARD);

    return is_hard ? (HostNative *)(uintptr_t)(const void *)def : NULL;
}

static const char *native_name(const Fiber *fiber, const Frame *frame)
{
    const Value callee = fiber->stack[frame->base - 1];

    return callee.tag == TAG_NATIVE ? callee.as.native->name : "?";
}

/* Of a tasklet, or of a coroutine that is suspended in none (NULL). */
static void add_call(LostList *list, const Tasklet *tasklet, const Fiber *fiber,
                     uint32_t frame)
{
    const char *native_text = native_name(fiber, &fiber->frames[frame]);
    const HostNative *native = host_native(list->vm, native_text);
    const String *name = tasklet ? tasklet_name(tasklet) : NULL;
    SporeLostCall call = {.tasklet = tasklet ? tasklet->number : 0,
                          .is_decided = native && native->is_decided};
    SporeFrameInfo caller = {0};

    describe_bytes(native_text, call.native, sizeof call.native);
    if (name) describe_text(name, call.name, sizeof call.name);
    for (uint32_t i = frame; i-- > 0 && !caller.source[0];)
        describe_frame(fiber, i, &caller);
    memcpy(call.source, caller.source, sizeof call.source);
    call.line = caller.line;
    bytes_put(&list->calls, &call, sizeof call);
}

static void look_at_fibers(LostList *list, const Tasklet *tasklet, const Fiber *innermost)
{
    for (const Fiber *fiber = innermost; fiber; fiber = fiber->resumer)
        for (uint32_t i = fiber->frame_count; i-- > 0;)
            if (hard_is_frame(fiber, &fiber->frames[i]))
                add_call(list, tasklet, fiber, i);
}

/* A call that stands in C is a variable to be closed: its fiber is among these. */
static void look_at_coroutines(LostList *list)
{
    const Table *closers = list->vm->closers;

    for (uint32_t i = 0; i < closers->array_count; i++) {
        const Fiber *fiber = (const Fiber *)closers->array[i].as.object;
        if (fiber->status == FIBER_SUSPENDED && !fiber->owner)
            look_at_fibers(list, NULL, fiber);
    }
}

/* Number i of a tasklet_list(), from 1. */
static Tasklet *tasklet_at(const Table *tasklets, int64_t i)
{
    return (Tasklet *)table_get_integer(tasklets, i).as.object;
}

SporeStatus spore_vm_lost(SporeVM *vm, SporeLostCall **out_calls, size_t *out_count)
{
    LostList list = {.vm = vm};
    const Table *tasklets = tasklet_list(vm);

    for (int64_t i = 1; tasklets && i <= table_length(tasklets); i++)
        look_at_fibers(&list, tasklet_at(tasklets, i), tasklet_at(tasklets, i)->active);
    look_at_coroutines(&list);
    if (list.calls.has_failed || vm->fatal) {
        bytes_deinit(&list.calls);
        return report_fail(host_report(vm), SPORE_NO_MEMORY, "out of memory");
    }
    *out_calls = (SporeLostCall *)(void *)list.calls.data;
    *out_count = list.calls.count / sizeof **out_calls;
    return SPORE_OK;
}

void spore_lost_free(SporeLostCall *calls)
{
    free(calls);
}

SporeStatus spore_vm_choose_lost(SporeVM *vm, const char *native, SporeLost choice)
{
    if (choice != SPORE_LOST_RAISE && choice != SPORE_LOST_RESTART &&
        choice != SPORE_LOST_KILL)
        return report_fail(host_report(vm), SPORE_USAGE,
                           "no choice for lost calls has the number %d", (int)choice);
    if (native && !host_native(vm, native))
        return report_fail(host_report(vm), SPORE_NOT_FOUND,
                           "no native that may call back is registered as '%s'", native);
    for (HostNative *n = vm_host(vm)->natives; n; n = n->next) {
        const bool is_meant =
            native ? host_native(vm, native) == n : !(n->flags & SPORE_RESTARTABLE);
        if (!is_meant) continue;
        n->lost = choice;
        n->is_decided = true;
    }
    return SPORE_OK;
}

/* ---- settling ---- */

/* Of the outermost lost call of a tasklet. */
static const HostNative *outermost(const VM *vm, const Tasklet *tasklet)
{
    const HostNative *found = NULL;

    for (const Fiber *fiber = tasklet->active; fiber; fiber = fiber->resumer)
        for (uint32_t i = fiber->frame_count; i-- > 0;)
            if (hard_is_frame(fiber, &fiber->frames[i]))
                found = host_native(vm, native_name(fiber, &fiber->frames[i]));
    return found;
}

/* What the program has paused does not run because of this, unless it is killed. */
static void settle_tasklet(VM *vm, Tasklet *tasklet)
{
    const HostNative *native = outermost(vm, tasklet);

    if (!native) return;
    const bool is_killed = native->lost == SPORE_LOST_KILL;
    const bool stays_paused = tasklet->state == TASKLET_PAUSED && !is_killed;
    vm_fail(vm, "native '%s' was lost by a resume", native->def.name);
    if (is_killed) vm->error = scheduler_exit_value(vm);
    scheduler_post(vm, tasklet, vm->error, true);
    if (stays_paused) scheduler_remove(vm, tasklet);
    vm->error = VALUE_NIL;
}

/* Is known what becomes of every call? */
static SporeStatus check_decided(SporeVM *vm)
{
    SporeLostCall *calls = NULL;
    size_t count = 0;
    SporeStatus status = spore_vm_lost(vm, &calls, &count);

    for (size_t i = 0; i < count && status == SPORE_OK; i++)
        if (!calls[i].is_decided)
            status = report_fail(host_report(vm), SPORE_NOT_RESTORABLE,
                                 "native '%s', called at %s:%d, was lost by a resume: "
                                 "spore_vm_choose_lost() says what becomes of it",
                                 calls[i].native, calls[i].source, calls[i].line);
    spore_lost_free(calls);
    return status;
}

SporeStatus spore_vm_settle(SporeVM *vm)
{
    if (!vm->must_settle) return SPORE_OK;
    const SporeStatus status = check_decided(vm);
    if (status != SPORE_OK) return status;
    vm->must_settle = false;
    const Table *tasklets = tasklet_list(vm);
    for (int64_t i = 1; tasklets && i <= table_length(tasklets); i++)
        settle_tasklet(vm, tasklet_at(tasklets, i));
    if (!vm->fatal) return SPORE_OK;
    return report_fail(host_report(vm), SPORE_NO_MEMORY, "out of memory");
}
