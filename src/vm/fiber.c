/*
 * Fibers: stacks of registers and frames, open upvalues, delivery of values.
 */
#include "vm/fiber.h"

#include <string.h>

#include "vm/hook.h"

Fiber *fiber_new(VM *vm, Value function, const Value *args, uint32_t count)
{
    Fiber *fiber = heap_new_object(vm, KIND_FIBER, sizeof *fiber);
    if (!fiber) return NULL;
    uint32_t needed = count + 1;
    fiber->wait = WAIT_START;
    fiber->transfer_count = count;
    fiber->wait_want = -1;
    if (!fiber_reserve(vm, fiber, 0, needed)) return NULL;
    fiber->stack[0] = function;
    if (count) memcpy(fiber->stack + 1, args, count * sizeof *args);
    return fiber;
}

void fiber_free(VM *vm, Fiber *fiber)
{
    heap_free_block(vm, fiber->stack, fiber->stack_capacity * sizeof(Value));
    heap_free_block(vm, fiber->frames, fiber->frame_capacity * sizeof(Frame));
    heap_free_block(vm, fiber->open, fiber->open_capacity * sizeof(Upvalue *));
    heap_free_block(vm, fiber->closing, fiber->closing_capacity * sizeof(uint32_t));
    pieces_free(vm, fiber->pieces);
    hook_free(vm, fiber);
    heap_free_object(vm, &fiber->header, sizeof *fiber);
}

uint32_t fiber_live_slots(const Fiber *fiber)
{
    uint32_t live = 0;
    if (fiber->frame_count) {
        const Frame *frame = &fiber->frames[fiber->frame_count - 1];
        live = frame->base + frame->size;
    }
    uint32_t waiting = 0;
    switch ((FiberWait)fiber->wait) {
    case WAIT_START: waiting = fiber->wait_slot + 1 + fiber->transfer_count; break;
    case WAIT_READY: waiting = fiber->wait_slot + fiber->transfer_count; break;
    /* A __close that waits stands above the results of its frame. */
    case WAIT_VALUES:
    case WAIT_RESUME:
    case WAIT_WRAP: waiting = fiber->wait_slot; break;
    default: break;
    }
    return live > waiting ? live : waiting;
}

/* ---- memory ---- */

/* Open cells point into the stack: it has moved. */
static void relocate(Fiber *fiber)
{
    for (uint32_t i = 0; i < fiber->open_count; i++)
        fiber->open[i]->location = &fiber->stack[fiber->open[i]->slot];
}

static bool grow_stack(VM *vm, Fiber *fiber, uint32_t needed)
{
    uint32_t capacity = fiber->stack_capacity;
    uint32_t grown = capacity ? capacity * 2 : FIBER_INITIAL_SLOTS;
    while (grown < needed)
        grown *= 2;
    if (grown > FIBER_MAX_SLOTS) grown = FIBER_MAX_SLOTS;
    Value *stack = heap_resize_block(vm, fiber->stack, capacity * sizeof(Value),
                                     grown * sizeof(Value));
    if (!stack) return false;
    for (uint32_t i = capacity; i < grown; i++)
        stack[i] = VALUE_NIL;
    fiber->stack = stack;
    fiber->stack_capacity = grown;
    relocate(fiber);
    return true;
}

/* The last slots and frames are for message handlers of a stack overflow. */
static uint32_t limit_of(const Fiber *fiber, uint32_t most, uint32_t reserve)
{
    return fiber->is_unwinding & FIBER_HANDLING ? most : most - reserve;
}

bool fiber_reserve(VM *vm, Fiber *fiber, uint32_t from, uint32_t count)
{
    uint64_t needed = (uint64_t)from + count;
    if (needed <= fiber->stack_soft_limit) return true;
    uint32_t most = limit_of(fiber, FIBER_MAX_SLOTS, FIBER_HANDLER_SLOTS);
    if (needed > most) return vm_fail_here(vm, "stack overflow");
    if (needed > fiber->stack_capacity && !grow_stack(vm, fiber, (uint32_t)needed))
        return false;
    /* In steps, so that the check in calls seldom comes here. */
    uint32_t limit = (uint32_t)needed + 256;
    if (limit > fiber->stack_capacity) limit = fiber->stack_capacity;
    fiber->stack_soft_limit = limit > most ? (uint32_t)needed : limit;
    return true;
}

static bool resize_frames(VM *vm, Fiber *fiber, uint32_t capacity)
{
    Frame *frames =
        heap_resize_block(vm, fiber->frames, fiber->frame_capacity * sizeof(Frame),
                          capacity * sizeof(Frame));
    if (!frames) return false;
    fiber->frames = frames;
    fiber->frame_capacity = capacity;
    return true;
}

Frame *fiber_push_frame(VM *vm, Fiber *fiber)
{
    if (fiber->frame_count == fiber->frame_capacity) {
        uint32_t most = limit_of(fiber, FIBER_MAX_FRAMES, FIBER_HANDLER_FRAMES);
        if (fiber->frame_count >= most) {
            vm_fail_here(vm, "stack overflow");
            return NULL;
        }
        uint32_t capacity = fiber->frame_capacity;
        uint32_t grown = capacity ? capacity * 2 : FIBER_INITIAL_FRAMES;
        if (!resize_frames(vm, fiber, grown < most ? grown : most)) return NULL;
    }
    Frame *frame = &fiber->frames[fiber->frame_count++];
    memset(frame, 0, sizeof *frame);
    return frame;
}

void fiber_end_handling(VM *vm, Fiber *fiber)
{
    if (!(fiber->is_unwinding & FIBER_HANDLING)) return;
    fiber->is_unwinding &= (uint8_t)~FIBER_HANDLING;
    uint32_t most = limit_of(fiber, FIBER_MAX_FRAMES, FIBER_HANDLER_FRAMES);
    if (fiber->frame_capacity > most && fiber->frame_count <= most)
        resize_frames(vm, fiber, most);
}

/* ---- delivery ---- */

/* Copies values into waiting slots: a store into a fiber that does not run. */
static bool put_values(VM *vm, Fiber *fiber, uint32_t slot, const Value *values,
                       uint32_t count)
{
    if (!fiber_reserve(vm, fiber, slot, count)) return false;
    for (uint32_t i = 0; i < count; i++) {
        fiber->stack[slot + i] = values[i];
        heap_barrier(vm, fiber, values[i]);
    }
    /* These slots are above what a finished scan or save has seen. */
    if (fiber->scanned_slots > slot) fiber->scanned_slots = slot;
    heap_touch(vm, fiber);
    return true;
}

bool fiber_deliver(VM *vm, Fiber *fiber, const Value *values, uint32_t count)
{
    if (fiber->wait == WAIT_START) {
        uint32_t slot = fiber->wait_slot + 1 + fiber->transfer_count;
        if (!put_values(vm, fiber, slot, values, count)) return false;
        fiber->transfer_count += count;
        return true;
    }
    uint32_t slot = fiber->wait_slot;
    uint32_t before = 0;
    if (fiber->wait == WAIT_RESUME) {
        if (!put_values(vm, fiber, slot, &VALUE_TRUE, 1)) return false;
        before = 1;
    }
    if (!put_values(vm, fiber, slot + before, values, count)) return false;
    fiber->transfer_count = before + count;
    fiber->wait = WAIT_READY;
    return true;
}

void fiber_deliver_error(VM *vm, Fiber *fiber, Value error)
{
    fiber->error = error;
    fiber->wait = WAIT_ERROR;
    heap_barrier(vm, fiber, error);
}

/* ---- open upvalues: an array by ascending slot ---- */

static uint32_t find_open(const Fiber *fiber, uint32_t slot)
{
    uint32_t low = 0, high = fiber->open_count;
    if (high && fiber->open[high - 1]->slot < slot) return high;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (fiber->open[middle]->slot < slot)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Upvalue *fiber_open_upvalue(VM *vm, Fiber *fiber, uint32_t slot)
{
    uint32_t at = find_open(fiber, slot);
    if (at < fiber->open_count && fiber->open[at]->slot == slot) return fiber->open[at];
    if (fiber->open_count == fiber->open_capacity) {
        uint32_t capacity = fiber->open_capacity;
        uint32_t grown = capacity ? capacity * 2 : 4;
        Upvalue **open = heap_resize_block(vm, fiber->open, capacity * sizeof *open,
                                           grown * sizeof *open);
        if (!open) return NULL;
        fiber->open = open;
        fiber->open_capacity = grown;
    }
    Upvalue *upvalue = heap_new_object(vm, KIND_UPVALUE, sizeof *upvalue);
    if (!upvalue) return NULL;
    upvalue->fiber = fiber;
    upvalue->slot = slot;
    upvalue->location = &fiber->stack[slot];
    memmove(fiber->open + at + 1, fiber->open + at,
            (fiber->open_count - at) * sizeof *fiber->open);
    fiber->open[at] = upvalue;
    fiber->open_count++;
    if (fiber->scanned_open > at) fiber->scanned_open = at;
    heap_barrier(vm, fiber, value_object(TAG_UPVALUE, upvalue));
    return upvalue;
}

void fiber_close_upvalues(VM *vm, Fiber *fiber, uint32_t from)
{
    while (fiber->open_count && fiber->open[fiber->open_count - 1]->slot >= from) {
        Upvalue *upvalue = fiber->open[--fiber->open_count];
        upvalue->closed = *upvalue->location;
        upvalue->location = &upvalue->closed;
        upvalue->fiber = NULL;
        heap_barrier(vm, upvalue, upvalue->closed);
    }
}

/* ---- the low-water mark ---- */

uint32_t fiber_top_start(const Fiber *fiber)
{
    return fiber->frame_count > 1 ? fiber->frames[fiber->frame_count - 2].base : 0;
}

void fiber_lower(Fiber *fiber)
{
    uint32_t top = fiber->frame_count ? fiber->frame_count - 1 : 0;
    uint32_t start = fiber_top_start(fiber);
    if (fiber->saved_frames > top) fiber->saved_frames = top;
    if (fiber->scanned_slots > start) fiber->scanned_slots = start;
    fiber->low_water = top;
    if (fiber->frame_count) fiber->frames[top].flags &= (uint8_t)~FRAME_PLAIN;
}

void fiber_raise(Fiber *fiber)
{
    fiber->low_water = fiber->frame_count;
    if (fiber->frame_count) fiber_top_frame(fiber)->flags &= (uint8_t)~FRAME_PLAIN;
}

void fiber_enter(VM *vm, Fiber *fiber)
{
    fiber->status = FIBER_RUNNING;
    fiber_lower(fiber);
    heap_touch(vm, fiber);
    if (fiber->hook || vm->hook_mask) hook_refresh(vm);
}
