/*
 * Killing tasklets that nobody can reach: see abandoned.h.
 */
#include "vm/abandoned.h"

#include "vm/handle.h"
#include "vm/scheduler.h"

bool abandoned_note(VM *vm, Fiber *fiber)
{
    if (fiber->is_closer) return true;
    const int64_t next = (int64_t)vm->closers->array_count + 1;
    fiber->is_closer = true;
    return table_set_integer(vm, vm->closers, next, value_object(TAG_COROUTINE, fiber));
}

static Fiber *fiber_at(const VM *vm, uint32_t index)
{
    return (Fiber *)vm->closers->array[index].as.object;
}

static bool is_marked(const Object *object)
{
    return !(object->flags & OBJECT_WHITES);
}

/* The living tasklet in which the fiber stands, or NULL. */
static Tasklet *find_tasklet(const Fiber *fiber)
{
    while (fiber->resumer)
        fiber = fiber->resumer;
    Tasklet *tasklet = (Tasklet *)fiber->owner;
    return tasklet && tasklet->root == fiber ? tasklet : NULL;
}

bool abandoned_kill(VM *vm)
{
    bool has_killed = false;
    for (uint32_t i = 0; i < vm->closers->array_count; i++) {
        const Fiber *fiber = fiber_at(vm, i);
        if (fiber->closing_count == 0 || is_marked(&fiber->header)) continue;
        Tasklet *tasklet = find_tasklet(fiber);
        if (!tasklet || is_marked(&tasklet->header)) continue;
        heap_mark_object(vm, &tasklet->header);
        scheduler_post(vm, tasklet, scheduler_exit_value(vm), true);
        has_killed = true;
    }
    return has_killed;
}

/* The fiber is garbage, and so is what only it knows: none of it is freed yet. */
static void abandon(VM *vm, const Fiber *fiber)
{
    for (uint32_t i = fiber->closing_count; i-- > 0;) {
        const Value value = fiber->stack[fiber->closing->slots[i]];
        if (value.tag != TAG_HANDLE) continue;
        Handle *handle = (Handle *)value.as.object;
        if (handle->type->abandon) handle->type->abandon(vm, handle);
    }
}

static void put(VM *vm, uint32_t index, Value value)
{
    Table *closers = vm->closers;
    closers->array[index] = value;
    table_barrier(vm, closers, &closers->array[index], value);
}

/* What falls off the end is changed first: a save in pieces sees it by that. */
void abandoned_prune(VM *vm)
{
    Table *closers = vm->closers;
    uint32_t count = 0;
    for (uint32_t i = 0; i < closers->array_count; i++) {
        Fiber *fiber = fiber_at(vm, i);
        fiber->is_closer = fiber->closing_count > 0 && is_marked(&fiber->header);
        if (!is_marked(&fiber->header)) abandon(vm, fiber);
        if (!fiber->is_closer) continue;
        if (count != i) put(vm, count, closers->array[i]);
        count++;
    }
    if (count == closers->array_count) return;
    for (uint32_t i = count; i < closers->array_count; i++)
        put(vm, i, VALUE_NIL);
    closers->array_count = count;
    heap_touch(vm, closers);
}

bool abandoned_check(VM *vm)
{
    const Table *closers = vm->closers;
    if (closers->entry_count || closers->metatable) return false;
    for (uint32_t i = 0; i < closers->array_count; i++) {
        if (closers->array[i].tag != TAG_COROUTINE) return false;
        Fiber *fiber = fiber_at(vm, i);
        if (fiber->is_closer) return false; /* twice */
        fiber->is_closer = true;
    }
    return true;
}
