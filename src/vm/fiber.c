/*
 * Fibers: stacks of registers and frames, open upvalues, delivery of values.
 */
#include "vm/fiber.h"

#include <assert.h>
#include <string.h>

#include "vm/hook.h"
#include "vm/vm.h"

static size_t open_bytes(size_t capacity)
{
    return sizeof(OpenCells) + capacity * sizeof(Upvalue *);
}

static size_t closing_bytes(size_t capacity)
{
    return sizeof(ClosingSlots) + capacity * sizeof(uint32_t);
}

/* Registers for a function with `count` arguments, and for what it calls: small ones. */
static uint32_t registers_for(Value function, uint32_t count)
{
    enum { CALLS = 5 };
    uint32_t size = 0;
    if (function.tag == TAG_CLOSURE)
        size = ((const Closure *)function.as.object)->proto->frame_size;
    return 1 + (size > count ? size : count) + CALLS;
}

Fiber *fiber_new(VM *vm, Value function, const Value *args, uint32_t count)
{
    Fiber *fiber = heap_new_object(vm, KIND_FIBER, sizeof *fiber);
    if (!fiber) return NULL;
    fiber->wait = WAIT_START;
    fiber->transfer_count = count;
    fiber->wait_want = -1;
    fiber->frames = &fiber->first;
    fiber->frame_capacity = 1;
    if (!fiber_reserve(vm, fiber, 0, registers_for(function, count))) return NULL;
    fiber->stack[0] = function;
    for (uint32_t i = 0; i < count; i++)
        fiber->stack[1 + i] = args[i];
    return fiber;
}

static void free_frames(VM *vm, Fiber *fiber)
{
    if (fiber->frames != &fiber->first)
        heap_free_block(vm, fiber->frames, fiber->frame_capacity * sizeof(Frame));
}

void fiber_free(VM *vm, Fiber *fiber)
{
    heap_free_block(vm, fiber->stack, fiber->stack_capacity * sizeof(Value));
    free_frames(vm, fiber);
    if (fiber->open) heap_free_block(vm, fiber->open, open_bytes(fiber->open->capacity));
    if (fiber->closing)
        heap_free_block(vm, fiber->closing, closing_bytes(fiber->closing->capacity));
    pieces_free(vm, fiber->pieces);
    hook_free(vm, fiber);
    heap_free_object(vm, &fiber->header, sizeof *fiber);
}

void fiber_shed(VM *vm, Fiber *fiber)
{
    size_t bytes = fiber->stack_capacity * sizeof(Value);
    /* Code from elsewhere may have left some. */
    fiber_close_upvalues(vm, fiber, 0);
    fiber->closing_count = 0;
    heap_free_block(vm, fiber->stack, bytes);
    fiber->stack = NULL;
    fiber->stack_capacity = fiber->stack_soft_limit = fiber->top = 0;
    if (fiber->frames != &fiber->first) bytes += fiber->frame_capacity * sizeof(Frame);
    free_frames(vm, fiber);
    fiber->frames = &fiber->first;
    fiber->frame_capacity = 1;
    vm->heap.debt_bytes -= (int64_t)bytes;
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
        fiber->open->cells[i]->location = &fiber->stack[fiber->open->cells[i]->slot];
}

static bool grow_stack(VM *vm, Fiber *fiber, uint32_t needed)
{
    uint32_t capacity = fiber->stack_capacity;
    uint32_t grown = capacity ? capacity * 2 : FIBER_INITIAL_SLOTS;
    if (grown < needed) grown = needed;
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
    bool is_first = fiber->frames == &fiber->first;
    uint32_t before = is_first ? 0 : fiber->frame_capacity;
    Frame *frames = heap_resize_block(vm, is_first ? NULL : fiber->frames,
                                      before * sizeof(Frame), capacity * sizeof(Frame));
    if (!frames) return false;
    if (is_first) frames[0] = fiber->first;
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
        uint32_t grown = capacity > 1 ? capacity * 2 : FIBER_BLOCK_FRAMES;
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
    if (high && fiber->open->cells[high - 1]->slot < slot) return high;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (fiber->open->cells[middle]->slot < slot)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool fiber_reserve_open(VM *vm, Fiber *fiber, uint32_t count)
{
    uint32_t capacity = fiber->open ? fiber->open->capacity : 0;
    if (count <= capacity) return true;
    uint32_t grown = capacity ? capacity * 2 : 3;
    if (grown < count) grown = count;
    OpenCells *open = heap_resize_block(
        vm, fiber->open, capacity ? open_bytes(capacity) : 0, open_bytes(grown));
    if (!open) return false;
    open->capacity = grown;
    fiber->open = open;
    return true;
}

Upvalue *fiber_open_upvalue(VM *vm, Fiber *fiber, uint32_t slot)
{
    uint32_t at = find_open(fiber, slot);
    if (at < fiber->open_count && fiber->open->cells[at]->slot == slot)
        return fiber->open->cells[at];
    if (!fiber_reserve_open(vm, fiber, fiber->open_count + 1)) return NULL;
    Upvalue *upvalue = heap_new_object(vm, KIND_UPVALUE, sizeof *upvalue);
    if (!upvalue) return NULL;
    upvalue->fiber = fiber;
    upvalue->slot = slot;
    upvalue->location = &fiber->stack[slot];
    assert(fiber->open);
    Upvalue **cells = fiber->open->cells;
    memmove(cells + at + 1, cells + at, (fiber->open_count - at) * sizeof *cells);
    cells[at] = upvalue;
    fiber->open_count++;
    if (fiber->scanned_open > at) fiber->scanned_open = at;
    heap_barrier(vm, fiber, value_object(TAG_UPVALUE, upvalue));
    return upvalue;
}

void fiber_close_upvalues(VM *vm, Fiber *fiber, uint32_t from)
{
    while (fiber->open_count && fiber->open->cells[fiber->open_count - 1]->slot >= from) {
        Upvalue *upvalue = fiber->open->cells[--fiber->open_count];
        upvalue->closed = *upvalue->location;
        upvalue->location = &upvalue->closed;
        upvalue->fiber = NULL;
        heap_barrier(vm, upvalue, upvalue->closed);
    }
}

/* ---- to-be-closed variables ---- */

bool fiber_push_closing(VM *vm, Fiber *fiber, uint32_t slot)
{
    uint32_t capacity = fiber->closing ? fiber->closing->capacity : 0;
    if (fiber->closing_count == capacity) {
        uint32_t grown = capacity ? capacity * 2 : 3;
        ClosingSlots *closing =
            heap_resize_block(vm, fiber->closing, capacity ? closing_bytes(capacity) : 0,
                              closing_bytes(grown));
        if (!closing) return false;
        closing->capacity = grown;
        fiber->closing = closing;
    }
    assert(fiber->closing);
    fiber->closing->slots[fiber->closing_count++] = slot;
    heap_touch(vm, fiber);
    return true;
}

/* ---- the low-water mark ---- */

void fiber_raise(Fiber *fiber)
{
    fiber->low_water = fiber->frame_count;
    if (fiber->frame_count) fiber_top_frame(fiber)->flags &= (uint8_t)~FRAME_PLAIN;
}
