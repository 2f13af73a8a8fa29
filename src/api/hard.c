/*
 * Natives that may call back, on C stacks of their own (native_call.h has the picture).
 *
 *   interpreter                      C stack of the native
 *   hard_native()  -- stack_enter --> enter(): the host's function
 *                                       spore_call()
 *        NATIVE_CALL <- stack_leave --    hard_request()
 *   … Lua code, other tasklets …
 *   hard_native()  -- stack_enter -->    the results
 *        NATIVE_RETURN <- stack_finish -- the function has returned
 */
#include <string.h>

#include "api/native_call.h"
#include "vm/abandoned.h"
#include "vm/handle.h"
#include "vm/scheduler.h"

#define HANDLE_NAME "native stack"

enum { NESTED_MAX = 10000 }; /* calls that stand in C inside one another */

/* Of the handle in the native's register. */
typedef struct HardStack {
    SporeCall *call; /* NULL: it has ended, or was lost by a resume */
} HardStack;

/* ---- on the C stack ---- */

static void enter(void *value)
{
    SporeCall *call = value;

    call->status = call->host->function(call);
    call->has_finished = true;
    stack_finish(call->stack, call);
}

SporeStatus hard_request(SporeCall *call)
{
    stack_leave(call->stack, call);
    return call->is_over ? SPORE_ERROR : call->status;
}

/* ---- the end ---- */

/* To look is a system call: done for the first ones, then for few of many. */
static void note_high_water(Host *host, const Stack *stack)
{
    enum { OF = 1024, LOOKED_AT = 8 };

    if (host->ended_count++ % OF >= LOOKED_AT) return;
    const size_t bytes = stack_high_water(stack);
    if (bytes > host->stack_high_water) host->stack_high_water = bytes;
}

size_t spore_vm_stack_high_water(const SporeVM *vm)
{
    return vm_host(vm)->stack_high_water;
}

size_t spore_vm_stack_size(const SporeVM *vm)
{
    return vm_host(vm)->stacks.stack_bytes;
}

static void free_call(SporeCall *call)
{
    VM *vm = call->vm;

    note_high_water(vm_host(vm), call->stack);
    stack_give(&vm_host(vm)->stacks, call->stack);
    vm_host(vm)->in_native_count -= call->is_parked;
    heap_free_block(vm, call, sizeof *call);
}

/* Nobody will go on with it: its function is run to its end, and can free what it has,
 * but everything that it asks the VM for fails. */
static void end_early(HardStack *hard)
{
    SporeCall *call = hard->call;

    if (!call) return;
    hard->call = NULL;
    call->is_over = true;
    while (!call->has_finished)
        stack_enter(call->stack, call);
    free_call(call);
}

static void abandon(VM *vm, Handle *handle)
{
    (void)vm;
    end_early(handle->data);
}

/* What is in C cannot be saved; that something is there can be. */
static SporeStatus save_nothing(VM *vm, Handle *handle, Bytes *out, Report *report)
{
    (void)vm;
    (void)handle;
    (void)out;
    (void)report;
    return SPORE_OK;
}

static SporeStatus load_nothing(VM *vm, Handle *handle, Reader *in, Report *report)
{
    (void)vm;
    (void)handle;
    (void)in;
    (void)report;
    return SPORE_OK;
}

static const HandleType HARD_TYPE = {.name = HANDLE_NAME,
                                     .data_size = sizeof(HardStack),
                                     .release = abandon,
                                     .abandon = abandon,
                                     .save = save_nothing,
                                     .load = load_nothing};

static void end_if_stack(void *context, Object *object)
{
    Handle *handle = (Handle *)object;

    if (object->kind == KIND_HANDLE && handle->type == &HARD_TYPE)
        abandon(context, handle);
}

void hard_end_all(VM *vm)
{
    if (vm_host(vm)->in_native_count > 0) heap_each(vm, end_if_stack, vm);
}

/* The HardStack in a register, or NULL. */
static HardStack *hard_in(Value value)
{
    if (value.tag != TAG_HANDLE) return NULL;
    const Handle *handle = (const Handle *)value.as.object;
    return handle->type == &HARD_TYPE ? handle->data : NULL;
}

bool hard_is_frame(const Fiber *fiber, const Frame *frame)
{
    if (!(frame->flags & FRAME_NATIVE) || frame->extra >= frame->size) return false;
    const NativeDef *def = fiber->stack[frame->base - 1].as.native;
    return (!def->function || (def->flags & NATIVE_IS_HARD)) &&
           hard_in(fiber->stack[frame->base + frame->extra]);
}

/* __close: the frames above were dropped. */
static NativeStatus stack_close(VM *vm, NativeCall *call)
{
    HardStack *hard = hard_in(call->args[0]);

    (void)vm;
    if (hard) end_early(hard);
    return native_return_nothing(call);
}

static const NativeDef NATIVES[] = {
    {"native.stack!close", stack_close, 2, NATIVE_IS_UNLISTED, 0},
    {0},
};

bool hard_register(VM *vm)
{
    return native_register(vm, NATIVES) && handle_register_type(vm, &HARD_TYPE);
}

/* registry[HANDLE_NAME], whose __close ends a native. NULL: no memory. */
static Table *handle_metatable(VM *vm)
{
    const Value found = table_get_string(vm->registry, vm->names[NAME_STACK]);

    if (found.tag == TAG_TABLE) return (Table *)found.as.object;
    Table *made = vm_registry_table(vm, HANDLE_NAME);
    if (!made || !table_set_named(vm, made, "__close", value_native(NATIVES)))
        return NULL;
    return made;
}

/* ---- on the interpreter's stack ---- */

static uint32_t slot_of(const VM *vm, const Value *value)
{
    return (uint32_t)(value - vm->fiber->stack);
}

/* It is no variable to be closed any more. */
static void forget_closing(VM *vm, uint32_t slot)
{
    Fiber *fiber = vm->fiber;
    const uint32_t count = fiber->closing_count;

    if (count == 0 || fiber->closing->slots[count - 1] != slot) return;
    fiber->closing_count--;
    heap_touch(vm, fiber);
}

/* Before it is left for the first time: it becomes a variable to be closed. */
static bool park(VM *vm, SporeCall *call, NativeCall *native)
{
    if (call->is_parked) return true;
    Table *metatable = handle_metatable(vm);
    Handle *handle =
        metatable ? handle_new(vm, &HARD_TYPE, sizeof(HardStack), metatable) : NULL;
    if (!handle) return false;
    Value *kept = &native->args[native->count];
    *kept = value_object(TAG_HANDLE, handle);
    if (!fiber_push_closing(vm, vm->fiber, slot_of(vm, kept))) return false;
    ((HardStack *)handle->data)->call = call;
    call->is_parked = true;
    vm_host(vm)->in_native_count++;
    return abandoned_note(vm, vm->fiber);
}

static NativeStatus end(SporeCall *call, NativeCall *native)
{
    VM *vm = call->vm;
    SporeCall ended = *call;
    HardStack *hard = hard_in(native->args[native->count]);

    if (hard) hard->call = NULL;
    if (hard) forget_closing(vm, slot_of(vm, &native->args[native->count]));
    free_call(call);
    return call_finish(&ended, native, ended.status);
}

/* Runs the native until it has ended or wants something. */
static NativeStatus run(SporeCall *call, NativeCall *native)
{
    for (;;) {
        call->native = native;
        stack_enter(call->stack, call);
        if (call->has_finished) return end(call, native);
        call->step = 1;
        if (park(call->vm, call, native) && call_ask(call, native) == NATIVE_CALL)
            return NATIVE_CALL;
        /* no room for the call */
        call->status = call->vm->fatal ? SPORE_NO_MEMORY : SPORE_ERROR;
        native->values = &call->vm->error;
        native->value_count = 1;
    }
}

/* Each call has a C stack: without this, an endless recursion would use up the memory of
 * the host before the fiber's stack overflows. */
static bool is_too_deep(const VM *vm)
{
    const Fiber *fiber = vm->fiber;
    uint32_t depth = 0;

    if (vm_host(vm)->in_native_count < NESTED_MAX) return false;
    for (uint32_t i = 0; i < fiber->closing_count; i++)
        depth += hard_in(fiber->stack[fiber->closing->slots[i]]) != NULL;
    return depth >= NESTED_MAX;
}

static NativeStatus begin(VM *vm, NativeCall *native)
{
    Host *host = vm_host(vm);

    if (is_too_deep(vm))
        return native_error(vm, "C stack overflow (%d natives inside one another)",
                            NESTED_MAX);
    if (!host->has_stacks) stack_pool_init(&host->stacks, host->stack_bytes);
    host->has_stacks = true;
    SporeCall *call = heap_new_block(vm, sizeof *call);
    if (!call) return NATIVE_ERROR;
    call_init(call, vm, native);
    call->fiber = vm->fiber;
    call->base = slot_of(vm, native->args);
    call->stack = stack_take(&host->stacks, enter);
    if (!call->stack) {
        heap_free_block(vm, call, sizeof *call);
        return native_error(vm, "no memory for the C stack of native '%s'",
                            native->def->name);
    }
    call->stack->owner = call;
    value_move(call_slot_at(call, 0), native->args, native->count);
    return run(call, native);
}

static bool is_lost_frame(const Fiber *fiber, const Frame *frame)
{
    return hard_is_frame(fiber, frame) &&
           !hard_in(fiber->stack[frame->base + frame->extra])->call;
}

/* Was another call lost, of which the top frame is a part? */
static bool has_outer_lost(const Fiber *fiber)
{
    for (uint32_t top = fiber->frame_count - 1; fiber;) {
        for (uint32_t i = 0; i < top; i++)
            if (is_lost_frame(fiber, &fiber->frames[i])) return true;
        fiber = fiber->resumer;
        top = fiber ? fiber->frame_count : 0;
    }
    return false;
}

/*
 * The job was saved while it stood in C. The outermost of such calls decides what becomes
 * of a tasklet; those inside of it just fail.
 */
static NativeStatus lost(VM *vm, NativeCall *native)
{
    const HostNative *host = (const HostNative *)(const void *)native->def;
    Value *kept = &native->args[native->count];

    forget_closing(vm, slot_of(vm, kept));
    if (native->has_failed && scheduler_is_exit(vm, native->values[0]))
        return native_throw(vm, native->values[0]); /* a kill is no answer to that */
    const bool is_outermost = !has_outer_lost(vm->fiber);
    if (host->lost == SPORE_LOST_KILL && is_outermost) /* in a coroutine: none was told */
        return native_throw(vm, scheduler_exit_value(vm));
    if (host->lost == SPORE_LOST_RESTART && is_outermost) {
        const uint32_t size = native_frame_size(native->def, native->count);
        for (uint32_t i = native->count; i < size; i++)
            native->args[i] = VALUE_NIL;
        return begin(vm, native);
    }
    return native_error(vm, "native '%s' was lost by a resume", native->def->name);
}

/* debug.setlocal can put the handle of another call there. */
static bool is_at(const SporeCall *call, const VM *vm, const NativeCall *native)
{
    return call->fiber == vm->fiber && call->base == slot_of(vm, native->args);
}

NativeStatus hard_native(VM *vm, NativeCall *native)
{
    if (native->step == 0) return begin(vm, native);
    const HardStack *hard = hard_in(native->args[native->count]);
    SporeCall *call = hard ? hard->call : NULL;
    if (!call || !is_at(call, vm, native)) return lost(vm, native);
    call->status = native->has_failed ? SPORE_ERROR : SPORE_OK;
    return run(call, native);
}
