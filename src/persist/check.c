/*
 * What the interpreter trusts without looking: frames, the places where results
 * go, closures' cells. Loaded ones are checked here, once, so that a forged
 * snapshot cannot make it read or write where it must not.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "persist/load.h"
#include "vm/bytecode.h"
#include "vm/hook.h"
#include "vm/verify_open.h"

/* ---- closures ---- */

static void check_closure(Loader *loader, const Closure *closure)
{
    const Proto *proto = closure->proto;
    if (closure->upvalue_count != proto->upvalue_count) {
        load_corrupt(loader, "a closure with another number of upvalues");
        return;
    }
    for (uint32_t i = 0; i < closure->upvalue_count; i++)
        if (proto->upvalues[i].is_cell && closure->upvalues[i].tag != TAG_UPVALUE)
            load_corrupt(loader, "a closure without a cell that it needs");
}

/* ---- frames ---- */

/* What a frame waits for: a call's results, by its callee or from outside. */
typedef struct Arrival {
    bool is_expected;
    bool is_error; /* instead, an error will be raised there */
    uint32_t slot;
    int32_t want;
    uint8_t after;
    uint16_t aux;
} Arrival;

static Arrival arrival_of(const Fiber *fiber, uint32_t i)
{
    if (i + 1 < fiber->frame_count) {
        const Frame *callee = &fiber->frames[i + 1];
        return (Arrival){true,         false,         callee->result,
                         callee->want, callee->after, callee->aux};
    }
    switch ((FiberWait)fiber->wait) {
    case WAIT_VALUES:
    case WAIT_RESUME:
    case WAIT_WRAP:
    case WAIT_READY:
        return (Arrival){
            true,           false, fiber->wait_slot, fiber->wait_want, fiber->wait_after,
            fiber->wait_aux};
    case WAIT_ERROR:
        return (Arrival){false, true, 0, 0, fiber->wait_after, fiber->wait_aux};
    case WAIT_NONE:
    case WAIT_START: break;
    }
    return (Arrival){.is_expected = false, .after = AFTER_NONE};
}

/* Whoever uses open results next must find their end above their start. */
static const char *check_open_results(const Fiber *fiber, const Frame *frame,
                                      Arrival arrival, uint32_t pc)
{
    uint32_t first;
    const bool is_hook = arrival.after == AFTER_HOOK;
    if (!bytecode_uses_top(frame_closure(fiber, frame)->proto, pc, &first)) return NULL;
    uint32_t top = arrival.is_expected ? arrival.slot : fiber->top;
    if (is_hook) top = fiber->hook->top <= arrival.slot ? fiber->hook->top : 0;
    bool is_open = !arrival.is_expected || arrival.after == AFTER_RETURN || is_hook ||
                   arrival.want == -1;
    if (!is_open || top < frame->base + first || top > fiber->stack_capacity)
        return "a frame whose open results are not there";
    return NULL;
}

/* How many cells stand over slots below this one. */
static uint32_t count_cells_below(const Fiber *fiber, uint32_t slot)
{
    uint32_t low = 0, high = fiber->open_count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (fiber->open->cells[middle]->slot < slot)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/*
 * What verify_open.c finds of the code of frames with cells: a deep recursion has the
 * same few prototypes again and again.
 */
enum { OPEN_SETS = 16 };
typedef struct OpenSets {
    const Proto *protos[OPEN_SETS];
    OpenSet *sets[OPEN_SETS];
    bool has_failed; /* out of memory */
} OpenSets;

/* NULL: out of memory. */
static const OpenSet *open_sets_of(OpenSets *known, const Proto *proto)
{
    const uint32_t at = hash_bytes(&proto, sizeof proto) % OPEN_SETS;
    if (known->protos[at] != proto || !known->sets[at]) {
        free(known->sets[at]);
        known->protos[at] = proto;
        known->sets[at] = verify_open_find(proto);
        known->has_failed |= !known->sets[at];
    }
    return known->sets[at];
}

static void open_sets_deinit(OpenSets *known)
{
    for (int i = 0; i < OPEN_SETS; i++)
        free(known->sets[i]);
}

/* Cells stand over registers only that the verifier has counted with. */
static const char *check_open_cells(OpenSets *known, const Fiber *fiber,
                                    const Frame *frame, uint32_t pc)
{
    const Proto *proto = frame_closure(fiber, frame)->proto;
    const bool is_top = frame == fiber_top_frame(fiber);
    const uint32_t above = is_top ? frame->base + frame->size : frame[1].base - 1;
    const uint32_t first = count_cells_below(fiber, frame->base);
    const uint32_t end = count_cells_below(fiber, above);
    if (first == end) return NULL;
    const OpenSet *open = pc < proto->code_count ? open_sets_of(known, proto) : NULL;
    bool fits = open != NULL;
    for (uint32_t i = first; fits && i < end; i++)
        fits = verify_open_has(&open[pc], fiber->open->cells[i]->slot - frame->base);
    return fits ? NULL : "an upvalue over a register that is not open";
}

static const char *check_lua_frame(OpenSets *known, const Fiber *fiber,
                                   const Frame *frame, Arrival arrival)
{
    const Value callee = fiber->stack[frame->base - 1];
    if (callee.tag != TAG_CLOSURE) return "a frame whose function is none";
    const Proto *proto = ((const Closure *)callee.as.object)->proto;
    if (frame->size != proto->frame_size || (frame->flags & ~(FRAME_TAIL | FRAME_HOOKED)))
        return "a frame that does not fit its function";
    uint64_t below = (uint64_t)frame->extra + proto->parameter_count + 2;
    if (proto->is_vararg ? frame->base < below : frame->extra != 0)
        return "a frame whose extra arguments are not there";
    if (frame->step > proto->code_count) return "a frame outside of its function";
    if (fiber->status == FIBER_DEAD) return NULL; /* kept for a look */
    uint32_t pc = (uint32_t)frame->step;
    if (!bytecode_is_resume_point(proto, pc, arrival.after, arrival.aux))
        return "a frame that stands where none can stand";
    if (arrival.is_error || arrival.after == AFTER_HANDLER) return NULL; /* it is over */
    if (arrival.after == AFTER_RETURN || arrival.after == AFTER_HOOK) pc--;
    const char *wrong = check_open_results(fiber, frame, arrival, pc);
    return wrong ? wrong : check_open_cells(known, fiber, frame, pc);
}

/* The reason for more than damage: the native has changed. */
static const char MISFIT[] = "a frame that does not fit its native";

static const char *check_native_frame(const Fiber *fiber, const Frame *frame,
                                      Arrival arrival)
{
    const Value callee = fiber->stack[frame->base - 1];
    if (callee.tag != TAG_NATIVE) return "a native's frame without a native";
    const NativeDef *def = callee.as.native;
    switch ((After)arrival.after) {
    case AFTER_NONE:
    case AFTER_UNWIND:
    case AFTER_HANDLER:
    case AFTER_FINALIZER:
    case AFTER_HOOK: break;
    default: return "a native's frame that stands where none can stand";
    }
    if (!def->function) return NULL; /* only looked at */
    if (frame->flags & FRAME_RETURNED)
        return frame->size == frame->extra ? NULL : "a native with too many results";
    if (frame->size != native_frame_size(def, frame->extra) || frame->step > def->steps)
        return MISFIT;
    bool can_catch = def->flags & NATIVE_CATCHES;
    if ((frame->flags & FRAME_TAIL) || ((frame->flags & FRAME_CATCHES) && !can_catch))
        return MISFIT;
    return NULL;
}

/*
 * Results are written from their slot upwards: above the function of the frame
 * that takes them, and not above that of the one that gives them.
 */
static const char *check_arrival(const Fiber *fiber, uint32_t depth, Arrival arrival,
                                 uint32_t most)
{
    uint32_t least = depth ? fiber->frames[depth - 1].base : 0;
    if (arrival.after == AFTER_UNWIND) least++; /* the error stands below */
    bool is_last = arrival.after == AFTER_UNWIND || arrival.after == AFTER_HANDLER;
    if (arrival.slot < least || arrival.slot > most || arrival.want < -1)
        return "results that go where they must not";
    if (depth == 0 && !is_last && (arrival.want != -1 || arrival.after != AFTER_NONE))
        return "a fiber that does not give all its results";
    if (arrival.after == AFTER_CLOSE_FIBER ||
        (arrival.after == AFTER_HOOK && !fiber->hook))
        return "a frame that stands where none can stand";
    if (arrival.after == AFTER_TAIL && arrival.want != -1)
        return "a tail call that does not take all results";
    bool is_read = arrival.after == AFTER_TEST || arrival.after == AFTER_TEST_NOT ||
                   arrival.after == AFTER_HANDLER;
    if (is_read && arrival.want != 1) return "a condition without its result";
    return NULL;
}

/* A Lua frame's pc came as an index; from here on it is an address. */
static const char *check_frame(OpenSets *known, const Fiber *fiber, uint32_t i)
{
    Frame *frame = &fiber->frames[i];
    if (i && frame->base <= fiber->frames[i - 1].base)
        return "frames that are not in order";
    if (frame->base > fiber->stack_capacity ||
        frame->size > fiber->stack_capacity - frame->base)
        return "a frame outside of its fiber";
    Arrival own = {true, false, frame->result, frame->want, frame->after, frame->aux};
    const char *wrong = check_arrival(fiber, i, own, frame->base - 1);
    if (wrong) return wrong;
    Arrival arrival = arrival_of(fiber, i);
    if (frame->flags & FRAME_NATIVE) return check_native_frame(fiber, frame, arrival);
    wrong = check_lua_frame(known, fiber, frame, arrival);
    if (!wrong) frame->pc = frame_closure(fiber, frame)->proto->code + frame->step;
    return wrong;
}

/* ---- fibers ---- */

static const char *check_wait(const Fiber *fiber)
{
    uint32_t live = fiber_live_slots(fiber);
    switch ((FiberWait)fiber->wait) {
    case WAIT_START:
        if (fiber->frame_count || fiber->wait_slot || fiber->transfer_count >= live)
            return "a fiber that starts in its middle";
        return NULL;
    case WAIT_VALUES:
    case WAIT_RESUME:
    case WAIT_WRAP:
    case WAIT_READY:
        return check_arrival(
            fiber, fiber->frame_count,
            arrival_of(fiber, fiber->frame_count ? fiber->frame_count - 1 : 0),
            fiber->stack_capacity);
    case WAIT_NONE:
    case WAIT_ERROR: break;
    }
    return NULL;
}

static const char *check_closing(const Fiber *fiber)
{
    uint32_t live = fiber_live_slots(fiber);
    for (uint32_t i = 0; i < fiber->closing_count; i++) {
        if (fiber->closing->slots[i] >= live ||
            (i && fiber->closing->slots[i] <= fiber->closing->slots[i - 1]))
            return "variables to be closed that are not in order";
    }
    return NULL;
}

/* A cell over a frame's function would let the program change it. */
static const char *check_open(const Fiber *fiber)
{
    uint32_t frame = 0;
    for (uint32_t i = 0; i < fiber->open_count; i++) {
        uint32_t slot = fiber->open->cells[i]->slot;
        while (frame < fiber->frame_count && fiber->frames[frame].base <= slot)
            frame++;
        bool is_function =
            frame < fiber->frame_count && fiber->frames[frame].base - 1 == slot;
        if (frame == 0 || is_function) return "an upvalue over no variable";
    }
    return NULL;
}

static const char *check_status(const Fiber *fiber)
{
    const Fiber *resumer = fiber->resumer;
    if ((fiber->is_unwinding & FIBER_CLOSING) && !resumer)
        return "a coroutine that is closed by nobody";
    if (!resumer) return NULL;
    bool is_waiting = resumer->wait == WAIT_RESUME || resumer->wait == WAIT_WRAP ||
                      resumer->wait == WAIT_VALUES;
    if (fiber->owner || !is_waiting || fiber->status == FIBER_DEAD)
        return "a coroutine whose resumer does not wait for it";
    return NULL;
}

static void refuse_misfit(Loader *loader, const Fiber *fiber, const Frame *frame)
{
    char text[240];
    snprintf(text, sizeof text,
             "native '%.100s' was saved in the middle of a call, and has other slots, "
             "steps or flags here; give the library that it was saved with",
             fiber->stack[frame->base - 1].as.native->name);
    load_fail(loader, SPORE_INCOMPATIBLE, text);
}

static void check_fiber(Loader *loader, OpenSets *known, const Fiber *fiber)
{
    const char *wrong = NULL;
    uint32_t checked = 0;
    while (checked < fiber->frame_count && !wrong)
        wrong = check_frame(known, fiber, checked++);
    if (!wrong) wrong = check_wait(fiber);
    if (!wrong) wrong = check_closing(fiber);
    if (!wrong) wrong = check_open(fiber);
    if (!wrong) wrong = check_status(fiber);
    if (known->has_failed)
        load_no_memory(loader);
    else if (wrong == MISFIT)
        refuse_misfit(loader, fiber, &fiber->frames[checked - 1]);
    else if (wrong)
        load_corrupt(loader, wrong);
}

/* ---- chains of coroutines ---- */

/*
 * Only fibers between a tasklet's innermost coroutine and its own fiber (or the
 * schedule callback's) have a resumer and a status of one that runs. (scheduler_check()
 * has seen that these chains end; they cannot meet, as a fiber leads to one owner only.)
 */
/* From the running fiber down to the outermost one. Returns how many resumed. */
static uint64_t check_chain(Loader *loader, Fiber *active, const Fiber *outermost)
{
    uint64_t count = 0;
    const Fiber *root = active;
    for (; root && root != outermost; root = root->resumer) {
        count++;
        if (root->status == FIBER_SUSPENDED || root->status == FIBER_DEAD)
            load_corrupt(loader, "a coroutine that runs and is suspended");
    }
    if (root && root->status == FIBER_DEAD)
        load_corrupt(loader, "a tasklet that lives in a dead fiber");
    if (count > FIBER_MAX_DEPTH)
        load_corrupt(loader, "too many coroutines inside one another");
    uint32_t depth = (uint32_t)count;
    for (Fiber *fiber = active; fiber != root; fiber = fiber->resumer)
        fiber->depth = depth-- & FIBER_DEPTH_MASK;
    return count;
}

void load_check_chains(Loader *loader, const Callbacks *callbacks)
{
    uint64_t resumed = 0;
    uint64_t found =
        callbacks ? check_chain(loader, callbacks->active, callbacks->fiber) : 0;
    for (uint32_t i = 0; i < loader->queue_count; i++) {
        const LoadEntry *entry = load_made(loader, i);
        if (entry->wire == WIRE_FIBER) {
            resumed += ((Fiber *)entry->as.object)->resumer != NULL;
        } else if (entry->wire == WIRE_TASKLET) {
            const Tasklet *tasklet = (Tasklet *)entry->as.object;
            found += check_chain(loader, tasklet->active, tasklet->root);
        }
    }
    loader->entry = NULL;
    if (resumed != found) load_corrupt(loader, "a coroutine that runs in no tasklet");
}

void load_check_code(Loader *loader)
{
    OpenSets known = {0};
    for (uint32_t i = 0; i < loader->queue_count && loader->status == SPORE_OK; i++) {
        const LoadEntry *entry = load_made(loader, i);
        if (entry->wire == WIRE_CLOSURE)
            check_closure(loader, (Closure *)entry->as.object);
        if (entry->wire == WIRE_FIBER)
            check_fiber(loader, &known, (Fiber *)entry->as.object);
    }
    open_sets_deinit(&known);
    loader->entry = NULL;
}
