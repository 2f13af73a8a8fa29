/*
 * Looking at a machine that stands at a safepoint: tasklets, stacks, the digest, natives.
 * Runs no bytecode. Works on VMs that a snapshot was loaded into for inspection.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/describe.h"
#include "api/native_call.h"
#include "persist/snapshot.h"

_Static_assert((int)SPORE_DIGEST_BYTES == (int)CODE_HASH_BYTES, "size of a digest");
_Static_assert((int)SPORE_TASKLET_SELECTING == (int)TASKLET_SELECTING, "states");

SporeStatus spore_vm_digest(SporeVM *vm, uint8_t out[SPORE_DIGEST_BYTES])
{
    return snapshot_digest(vm, out);
}

const char *spore_tasklet_state_name(SporeTaskletState state)
{
    switch (state) {
    case SPORE_TASKLET_NEW: return "new";
    case SPORE_TASKLET_PAUSED: return "paused";
    case SPORE_TASKLET_RUNNABLE: return "runnable";
    case SPORE_TASKLET_SENDING: return "sending";
    case SPORE_TASKLET_RECEIVING: return "receiving";
    case SPORE_TASKLET_SLEEPING: return "sleeping";
    case SPORE_TASKLET_DEAD: return "dead";
    case SPORE_TASKLET_WATCHING: return "watching";
    case SPORE_TASKLET_SELECTING: return "selecting";
    }
    return "unknown";
}

/* ---- tasklets ---- */

typedef struct TaskletList {
    Tasklet **items;
    size_t count;
    size_t capacity;
    bool has_failed;
} TaskletList;

static void collect_tasklet(void *context, Object *object)
{
    TaskletList *list = context;

    if (object->kind != KIND_TASKLET || !tasklet_is_alive((Tasklet *)object)) return;
    if (list->count == list->capacity) {
        const size_t capacity = list->capacity ? list->capacity * 2 : 64;
        Tasklet **items = realloc(list->items, capacity * sizeof *items);
        list->has_failed = list->has_failed || !items;
        if (!items) return;
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = (Tasklet *)object;
}

static int compare_numbers(const void *a, const void *b)
{
    const uint64_t left = (*(Tasklet *const *)a)->number;
    const uint64_t right = (*(Tasklet *const *)b)->number;

    return (left > right) - (left < right);
}

static void note_innermost(void *context, const SporeFrameInfo *frame)
{
    SporeTaskletInfo *info = context;

    if (info->frame_count == 0)
        memcpy(info->function, frame->function, sizeof info->function);
    if (!frame->is_native && info->source[0] == '\0') {
        memcpy(info->source, frame->source, sizeof info->source);
        info->line = frame->line;
    }
    info->frame_count++;
}

static void note_natives(const Tasklet *tasklet, SporeTaskletInfo *info)
{
    for (const Fiber *fiber = tasklet->active; fiber; fiber = fiber->resumer)
        for (uint32_t i = fiber->frame_count; i-- > 0;) {
            SporeFrameInfo frame;
            if (!hard_is_frame(fiber, &fiber->frames[i])) continue;
            describe_frame(fiber, i, &frame);
            if (info->natives++ == 0)
                memcpy(info->native, frame.function, sizeof info->native);
        }
}

static void fill_tasklet(VM *vm, Tasklet *tasklet, SporeTaskletInfo *info)
{
    const SporeStackVisitor visitor = {.context = info, .frame = note_innermost};

    info->number = tasklet->number;
    info->state = (SporeTaskletState)tasklet->state;
    info->is_current = tasklet == vm->tasklet;
    const String *name = tasklet_name(tasklet);
    if (name) describe_text(name, info->name, sizeof info->name);
    describe_stack(vm, tasklet, &visitor);
    describe_wait(vm, tasklet, info->waits_for, sizeof info->waits_for);
    if (tasklet->channel) info->channel = object_identity(vm, (Object *)tasklet->channel);
    note_natives(tasklet, info);
    const int64_t now = vm_clock_ns(vm);
    info->sleep_ns = -1;
    info->wait_ns = tasklet_is_blocked(tasklet) ? now - tasklet->since_ns : -1;
    if (tasklet->is_timed)
        info->sleep_ns = tasklet->wake_ns > now ? tasklet->wake_ns - now : 0;
}

SporeStatus spore_vm_tasklets(SporeVM *vm, SporeTaskletInfo **out_tasklets,
                              size_t *out_count)
{
    TaskletList list = {0};

    heap_each(vm, collect_tasklet, &list);
    SporeTaskletInfo *infos = calloc(list.count + 1, sizeof *infos);
    if (list.has_failed || !infos) {
        free(infos);
        free(list.items);
        return SPORE_NO_MEMORY;
    }
    if (list.count > 0)
        qsort(list.items, list.count, sizeof *list.items, compare_numbers);
    for (size_t i = 0; i < list.count; i++)
        fill_tasklet(vm, list.items[i], &infos[i]);
    free(list.items);
    *out_tasklets = infos;
    *out_count = list.count;
    return SPORE_OK;
}

void spore_tasklets_free(SporeTaskletInfo *tasklets)
{
    free(tasklets);
}

/* ---- one stack ---- */

typedef struct TaskletSearch {
    uint64_t number;
    Tasklet *found;
} TaskletSearch;

static void match_tasklet(void *context, Object *object)
{
    TaskletSearch *search = context;
    Tasklet *tasklet = (Tasklet *)object;

    if (object->kind == KIND_TASKLET && tasklet->number == search->number)
        search->found = tasklet;
}

SporeStatus spore_vm_stack(SporeVM *vm, uint64_t tasklet,
                           const SporeStackVisitor *visitor)
{
    TaskletSearch search = {.number = tasklet};

    heap_each(vm, match_tasklet, &search);
    if (!search.found || !tasklet_is_alive(search.found))
        return report_fail(host_report(vm), SPORE_NOT_FOUND,
                           "no living tasklet has number %" PRIu64, tasklet);
    describe_stack(vm, search.found, visitor);
    return SPORE_OK;
}

/* ---- natives that the snapshot knows otherwise ---- */

static void add_changed(void *context, const NativeDef *native, uint32_t version,
                        bool is_missing)
{
    SporeChangedNative changed = {.version = native->version,
                                  .snapshot_version = version,
                                  .is_missing = is_missing};

    describe_bytes(native->name, changed.name, sizeof changed.name);
    bytes_put(context, &changed, sizeof changed);
}

SporeStatus spore_vm_changed_natives(SporeVM *vm, SporeChangedNative **out_natives,
                                     size_t *out_count)
{
    Bytes natives = {0}; /* SporeChangedNative after SporeChangedNative */

    snapshot_each_changed_native(vm, add_changed, &natives);
    if (natives.has_failed) {
        bytes_deinit(&natives);
        return report_fail(host_report(vm), SPORE_NO_MEMORY, "out of memory");
    }
    *out_natives = (SporeChangedNative *)(void *)natives.data;
    *out_count = natives.count / sizeof **out_natives;
    return SPORE_OK;
}

void spore_changed_natives_free(SporeChangedNative *natives)
{
    free(natives);
}
