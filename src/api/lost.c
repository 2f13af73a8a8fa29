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
    VM *vm;
    SporeLostCall *calls;
    size_t count;
    size_t capacity;
    bool has_failed;
    const Tasklet *tasklet; /* whose frames are looked at */
    bool wants_place;       /* the last one was called by the next Lua frame */
} LostList;

static SporeLostCall *add(LostList *list)
{
    if (list->count == list->capacity) {
        const size_t capacity = list->capacity ? list->capacity * 2 : 16;
        SporeLostCall *calls = realloc(list->calls, capacity * sizeof *calls);
        list->has_failed |= !calls;
        if (!calls) return NULL;
        list->calls = calls;
        list->capacity = capacity;
    }
    list->calls[list->count] = (SporeLostCall){0};
    return &list->calls[list->count++];
}

static const HostNative *host_native(const VM *vm, const char *name)
{
    const NativeDef *def = native_find(vm, name, strlen(name));
    const bool is_hard = def && (def->flags & NATIVE_IS_HARD);

    return is_hard ? (const HostNative *)(const void *)def : NULL;
}

static void look_at_frame(void *context, const SporeFrameInfo *frame)
{
    LostList *list = context;

    if (!frame->is_native && list->wants_place) {
        SporeLostCall *last = &list->calls[list->count - 1];
        memcpy(last->source, frame->source, sizeof last->source);
        last->line = frame->line;
        list->wants_place = false;
    }
    if (!frame->is_native) return;
    const HostNative *native = host_native(list->vm, frame->function);
    SporeLostCall *call = native ? add(list) : NULL;
    if (!call) return;
    const String *name = tasklet_name(list->tasklet);
    call->tasklet = list->tasklet->number;
    if (name) describe_text(name, call->name, sizeof call->name);
    memcpy(call->native, frame->function, sizeof call->native);
    call->is_restarted = native->flags & SPORE_RESTARTABLE;
    list->wants_place = true;
}

static void look_at_tasklet(LostList *list, const Tasklet *tasklet)
{
    const SporeStackVisitor visitor = {.context = list, .frame = look_at_frame};

    if (tasklet_nesting_level(list->vm, tasklet) == 0) return;
    list->tasklet = tasklet;
    list->wants_place = false;
    describe_stack(list->vm, tasklet, &visitor);
}

/* Number i of a tasklet_list(), from 1. */
static Tasklet *tasklet_at(const Table *tasklets, int64_t i)
{
    return (Tasklet *)table_get_integer(tasklets, i).as.object;
}

SporeStatus spore_vm_lost(SporeVM *vm, SporeLostCall **out_calls, size_t *out_count)
{
    LostList list = {.vm = vm};
    const Table *tasklets = vm->has_hard_natives ? tasklet_list(vm) : NULL;

    for (int64_t i = 1; tasklets && i <= table_length(tasklets); i++)
        look_at_tasklet(&list, tasklet_at(tasklets, i));
    if (list.has_failed || vm->fatal) {
        free(list.calls);
        return report_fail(host_report(vm), SPORE_NO_MEMORY, "out of memory");
    }
    *out_calls = list.calls;
    *out_count = list.count;
    return SPORE_OK;
}

void spore_lost_free(SporeLostCall *calls)
{
    free(calls);
}

SporeStatus spore_vm_choose_lost(SporeVM *vm, const char *native, SporeLost choice)
{
    if (native && !host_native(vm, native))
        return report_fail(host_report(vm), SPORE_NOT_FOUND,
                           "no native that may call back is registered as '%s'", native);
    for (HostNative *n = vm_host(vm)->natives; n; n = n->next) {
        const bool is_meant =
            native ? host_native(vm, native) == n : !(n->flags & SPORE_RESTARTABLE);
        if (is_meant) n->lost = choice;
    }
    return SPORE_OK;
}

/* ---- settling ---- */

/* Of the innermost lost call of a tasklet, which hears of it first. */
static const HostNative *innermost(const Tasklet *tasklet)
{
    for (const Fiber *fiber = tasklet->active; fiber; fiber = fiber->resumer)
        for (uint32_t i = fiber->frame_count; i-- > 0;) {
            const Frame *frame = &fiber->frames[i];
            const Value callee = fiber->stack[frame->base - 1];
            if ((frame->flags & FRAME_NATIVE) && callee.tag == TAG_NATIVE &&
                (callee.as.native->flags & NATIVE_IS_HARD))
                return (const HostNative *)(const void *)callee.as.native;
        }
    return NULL;
}

static void settle_tasklet(VM *vm, Tasklet *tasklet)
{
    if (tasklet_nesting_level(vm, tasklet) == 0) return;
    const HostNative *native = innermost(tasklet);
    vm_fail(vm, "native '%s' was lost by a resume", native->def.name);
    if (native->lost == SPORE_LOST_KILL) vm->error = scheduler_exit_value(vm);
    scheduler_post(vm, tasklet, vm->error, true);
    vm->error = VALUE_NIL;
}

SporeStatus spore_vm_settle(SporeVM *vm)
{
    const Table *tasklets = vm->has_hard_natives ? tasklet_list(vm) : NULL;

    for (int64_t i = 1; tasklets && i <= table_length(tasklets); i++)
        settle_tasklet(vm, tasklet_at(tasklets, i));
    if (!vm->fatal) return SPORE_OK;
    return report_fail(host_report(vm), SPORE_NO_MEMORY, "out of memory");
}
