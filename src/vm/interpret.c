/*
 * The interpreter's loop. Registers of the running frame are reached through
 * `base`; whatever can change the fiber goes through a Flow (machine.h), after
 * which everything is loaded again from the fiber.
 */
#include <math.h>
#include <string.h>

#include "vm/ending.h"
#include "vm/field.h"
#include "vm/finalize.h"
#include "vm/hook.h"
#include "vm/scheduler.h"

/* ---- the safepoint ---- */

static void settle_ticks(VM *vm)
{
    vm->ticks += (uint64_t)(vm->slice - vm->countdown);
    vm->slice = vm->countdown = 0;
}

static void next_slice(VM *vm)
{
    uint64_t slice = vm->stress_collector ? 1 : SAFEPOINT_SLICE_TICKS;
    uint64_t left = scheduler_ticks_left(vm);
    if (left < slice) slice = left;
    if (vm->tick_limit) {
        left = vm->tick_limit > vm->ticks ? vm->tick_limit - vm->ticks : 0;
        if (left < slice) slice = left;
    }
    if (vm->heap.debt_bytes > 0 && slice > 1) slice = 1;
    vm->slice = vm->countdown = (int64_t)(slice ? slice : 1);
}

static void collect(VM *vm)
{
    if (vm->stress_collector || vm->heap.is_collect_asked) {
        vm->heap.is_collect_asked = false;
        heap_collect(vm);
    } else if (vm->heap.debt_bytes > 0) {
        heap_step(vm);
    }
}

static Flow stop(VM *vm, RunStatus status)
{
    vm->run_status = (uint8_t)status;
    return FLOW_STOP;
}

/* Pending finalizers run above the frame that was about to go on. */
static Flow run_finalizers(VM *vm)
{
    enum { SLOTS = 64, FRAMES = 16 }; /* not where there is no room: later then */
    Fiber *fiber = vm->fiber;
    uint32_t slot = fiber_free_slot(fiber);
    if (!vm->finalize || slot + SLOTS > FIBER_MAX_SLOTS - FIBER_HANDLER_SLOTS ||
        fiber->frame_count + FRAMES > FIBER_MAX_FRAMES - FIBER_HANDLER_FRAMES)
        return FLOW_NEXT;
    if (!fiber_reserve(vm, fiber, slot, 1)) return FLOW_RAISE;
    fiber->stack[slot] = value_native(vm->finalize);
    return call_slot(vm, slot, 0, &(Target){.slot = slot, .after = AFTER_FINALIZER});
}

/* The fiber's state is whole: entered again it goes on with this flow. */
static bool is_resumable(Flow flow)
{
    return flow == FLOW_NEXT || flow == FLOW_CALLED || flow == FLOW_AGAIN ||
           flow == FLOW_ENTER;
}

/*
 * The one place where the VM collects, wakes, pre-empts and stops. `flow` says
 * how the fiber goes on (FLOW_NEXT or FLOW_AGAIN); its whole state is in it.
 */
static Flow safepoint(VM *vm, Flow flow)
{
    settle_ticks(vm);
    collect(vm);
    if (vm->fatal) return stop(vm, RUN_NO_MEMORY);
    vm->slice_ns = vm_clock_ns(vm);
    if (vm->sleepers) scheduler_wake_sleepers(vm, vm->slice_ns);
    bool is_over = scheduler_expired_budget(vm);
    next_slice(vm);
    if (is_over) flow = FLOW_ENTER;
    if (flow == FLOW_NEXT && finalize_is_due(vm)) flow = run_finalizers(vm);
    if (!is_resumable(flow)) return flow;
    if (vm->tick_limit && vm_ticks(vm) >= vm->tick_limit) return stop(vm, RUN_TICKS);
    if (atomic_load_explicit(&vm->requests, memory_order_acquire))
        return stop(vm, RUN_REQUEST);
    if (is_over) return flow;
    size_t limit = vm->memory.limit_bytes;
    if (limit && vm->heap.live_bytes > limit && !vm->heap.is_over_limit) {
        vm->heap.is_over_limit = true;
        heap_collect(vm);
        if (vm->heap.live_bytes > limit) {
            if (vm->fiber->wait == WAIT_READY) vm->fiber->wait = WAIT_NONE;
            vm_fail(vm, "not enough memory");
            return FLOW_RAISE;
        }
    }
    if (vm->heap.live_bytes < limit) vm->heap.is_over_limit = false;
    return flow;
}

/* ---- small helpers of the loop ---- */

static Flow make_closure(VM *vm, Fiber *fiber, const Frame *frame, uint32_t child,
                         uint32_t slot)
{
    const Closure *outer = frame_closure(fiber, frame);
    Proto *proto = outer->proto->children[child];
    Closure *closure = closure_new(vm, proto);
    if (!closure) return FLOW_RAISE;
    for (uint32_t i = 0; i < proto->upvalue_count; i++) {
        const UpvalueDesc *desc = &proto->upvalues[i];
        if (desc->source == UPVALUE_OUTER) {
            closure->upvalues[i] = outer->upvalues[desc->index];
        } else if (desc->source == UPVALUE_LOCAL_VALUE) {
            closure->upvalues[i] = fiber->stack[frame->base + desc->index];
        } else {
            Upvalue *cell = fiber_open_upvalue(vm, fiber, frame->base + desc->index);
            if (!cell) return FLOW_RAISE;
            closure->upvalues[i] = value_object(TAG_UPVALUE, cell);
        }
    }
    fiber->stack[slot] = value_object(TAG_CLOSURE, closure);
    return FLOW_NEXT;
}

static Flow new_table(VM *vm, Instruction i, uint32_t slot)
{
    uint32_t b = INSTRUCTION_B(i);
    Table *table = table_new(vm, INSTRUCTION_C(i), b ? 1u << (b - 1 < 8 ? b - 1 : 8) : 0);
    if (!table) return FLOW_RAISE;
    vm->fiber->stack[slot] = value_object(TAG_TABLE, table);
    return FLOW_NEXT;
}

static Flow set_list(VM *vm, uint32_t slot, uint32_t count, uint32_t first)
{
    Fiber *fiber = vm->fiber;
    if (fiber->stack[slot].tag != TAG_TABLE) {
        vm_fail_here(vm, "attempt to fill a value that is not a table");
        return FLOW_RAISE;
    }
    Table *table = (Table *)fiber->stack[slot].as.object;
    const Value *values = fiber->stack + slot + 1;
    return table_set_list(vm, table, first, values, count) ? FLOW_NEXT : FLOW_RAISE;
}

static Flow put_varargs(VM *vm, uint32_t slot, int32_t want)
{
    Fiber *fiber = vm->fiber;
    const Frame *frame = fiber_top_frame(fiber);
    uint32_t count = frame->extra;
    uint32_t from = frame->base - 1 - count;
    if (want < 0 && !fiber_reserve(vm, fiber, slot, count + 1)) return FLOW_RAISE;
    return call_place(vm, slot, want, fiber->stack + from, count) ? FLOW_NEXT
                                                                  : FLOW_RAISE;
}

/* One step of `for k, v in next, t`; the hint is the position after control. */
static Flow step_next(VM *vm, const Table *table, Value *r, uint32_t want, uint32_t *hint)
{
    uint64_t position = *hint;
    Value control = r[2];
    bool is_known = false;
    if (control.tag == TAG_INTEGER &&
        (uint64_t)control.as.integer - 1 < table->array_count) {
        position = (uint64_t)control.as.integer;
        is_known = true;
    } else if (position > table->array_capacity &&
               position - table->array_capacity <= table->entry_count) {
        const Entry *entry = &table->entries[position - table->array_capacity - 1];
        is_known = entry->key.tag == control.tag &&
                   entry->key.as.bits == control.as.bits && control.tag != TAG_NIL;
    }
    if (!is_known && !table_position_after(table, control, &position)) {
        vm_fail(vm, "invalid key to 'next'");
        return FLOW_RAISE;
    }
    Value key, value;
    position = table_next(table, position, &key, &value);
    *hint = position <= UINT32_MAX ? (uint32_t)position : 0;
    r[4] = position ? key : VALUE_NIL;
    if (want > 1) r[5] = position ? value : VALUE_NIL;
    for (uint32_t i = 2; i < want; i++)
        r[4 + i] = VALUE_NIL;
    return FLOW_NEXT;
}

/* One step of ipairs over a plain table; FLOW_AGAIN: do it the long way. */
static Flow step_ipairs(const Table *table, Value *r, uint32_t want)
{
    if (r[2].tag != TAG_INTEGER) return FLOW_AGAIN;
    int64_t i = (int64_t)((uint64_t)r[2].as.integer + 1);
    Value v = table_get_integer(table, i);
    if (value_is_nil(v) && table->metatable) return FLOW_AGAIN;
    r[4] = value_is_nil(v) ? VALUE_NIL : value_integer(i);
    if (want > 1) r[5] = v;
    for (uint32_t n = 2; n < want; n++)
        r[4 + n] = VALUE_NIL;
    return FLOW_NEXT;
}

static Flow generic_call(VM *vm, Value *r, uint32_t want, uint32_t slot)
{
    Value args[2] = {r[1], r[2]};
    return call_function(vm, r[0], args, 2,
                         &(Target){.slot = slot, .want = (int32_t)want});
}

static Flow note_closing(VM *vm, Value v, uint32_t slot, const char *name)
{
    if (value_is_falsy(v)) return FLOW_NEXT;
    if (value_is_nil(vm_metamethod(vm, v, NAME_CLOSE))) {
        vm_fail_here(vm, "variable '%s' got a non-closable value", name ? name : "?");
        return FLOW_RAISE;
    }
    return close_note(vm, slot) ? FLOW_NEXT : FLOW_RAISE;
}

/* `to` lies below `from`, in registers of the caller. */
static inline void place_returned(Value *to, int32_t want, const Value *from,
                                  uint32_t count)
{
    static const Value NIL = {.tag = TAG_NIL};
    uint32_t room = want < 0 ? count : (uint32_t)want;
    for (uint32_t i = 0; i < room; i++)
        value_copy(&to[i], i < count ? &from[i] : &NIL);
}

static inline bool has_closing(const Fiber *fiber, uint32_t from)
{
    return fiber->closing_count &&
           fiber->closing->slots[fiber->closing_count - 1] >= from;
}

/* A resume, a wrap function or a yield that is called, by the shortest way. */
static inline bool try_switch(VM *vm, const Value *callee, uint32_t flags, uint32_t count,
                              uint32_t slot, int32_t want)
{
    const Value *args = callee + 1;
    if (callee->tag == TAG_WRAP)
        return switch_resume(vm, (Fiber *)callee->as.object, args, count, WAIT_WRAP, slot,
                             want);
    if (flags & NATIVE_IS_YIELD) return switch_yield(vm, args, count, slot, want);
    return count > 0 && args[0].tag == TAG_COROUTINE &&
           switch_resume(vm, (Fiber *)args[0].as.object, args + 1, count - 1, WAIT_RESUME,
                         slot, want);
}

enum { SWITCHES_TASKLET = NATIVE_IS_SCHEDULE | NATIVE_IS_SEND | NATIVE_IS_RECEIVE };

/* Flags of a called native that has a shorter way; 0: none, or events are told. */
static inline uint32_t short_way(const VM *vm, const Value *callee)
{
    enum { ALL = NATIVE_IS_RESUME | NATIVE_IS_YIELD | SWITCHES_TASKLET };
    if (vm->hook_mask) return 0;
    if (callee->tag == TAG_WRAP) return NATIVE_IS_WRAP;
    return callee->tag == TAG_NATIVE ? callee->as.native->flags & ALL : 0;
}

/* ---- the loop ---- */

#define A (INSTRUCTION_A(i))
#define B (INSTRUCTION_B(i))
#define C (INSTRUCTION_C(i))
#define RA (base[A])
#define RB (base[B])
#define RC (base[C])
#define SLOT(n) (uint32_t)(base + (n)-fiber->stack)
#define CLOSURE() ((Closure *)base[-1].as.object)
#define SAVE_PC() (frame->pc = pc)
/* Code is written to here only: the hints beside instructions. */
#define HINT() ((uint32_t *)&pc[-1].hint)

#define LOAD_FRAME()                                                                     \
    do {                                                                                 \
        frame = fiber_top_frame(fiber);                                                  \
        base = fiber->stack + frame->base;                                               \
        constants = CLOSURE()->proto->constants;                                         \
        pc = frame->pc;                                                                  \
        labels = vm->hook_mask ? HOOKED : LABELS;                                        \
    } while (0)

/* A slow path: everything may have moved when it returns. */
#define SLOW(call)                                                                       \
    do {                                                                                 \
        SAVE_PC();                                                                       \
        flow = (call);                                                                   \
        goto dispatch_flow;                                                              \
    } while (0)

/* A slow path that mostly stays in this frame: only the stacks may have moved. */
#define SLOW_HERE(call)                                                                  \
    do {                                                                                 \
        SAVE_PC();                                                                       \
        flow = (call);                                                                   \
        if (flow != FLOW_NEXT) goto dispatch_flow;                                       \
        frame = fiber_top_frame(fiber);                                                  \
        base = fiber->stack + frame->base;                                               \
        NEXT;                                                                            \
    } while (0)

/* A store into a field beyond set_field(). */
#define SET_FIELD(table, key, value)                                                     \
    do {                                                                                 \
        SAVE_PC();                                                                       \
        FieldSet done = field_set_slow(vm, table, key, HINT(), value);                   \
        if (done == FIELD_SET) NEXT;                                                     \
        if (done == FIELD_METHOD) break;                                                 \
        flow = FLOW_RAISE;                                                               \
        goto dispatch_flow;                                                              \
    } while (0)

#define OP(name) op_##name:
#define NEXT                                                                             \
    do {                                                                                 \
        i = pc++->instruction;                                                           \
        goto *labels[INSTRUCTION_OP(i)];                                                 \
    } while (0)

/* The condition before pc: take the jump that follows, or step over it. */
#define CONDITION(holds)                                                                 \
    do {                                                                                 \
        if (holds)                                                                       \
            pc += 1 + INSTRUCTION_JUMP(pc->instruction);                                 \
        else                                                                             \
            pc++;                                                                        \
        NEXT;                                                                            \
    } while (0)

#define ARITH_BODY(op, left, right, int_expr, float_expr)                                \
    do {                                                                                 \
        const Value *x = (left), *y = (right);                                           \
        if (x->tag == TAG_INTEGER && y->tag == TAG_INTEGER) {                            \
            uint64_t m = (uint64_t)x->as.integer, n = (uint64_t)y->as.integer;           \
            Value *to = &RA;                                                             \
            to->as.integer = (int64_t)(int_expr);                                        \
            to->tag = TAG_INTEGER;                                                       \
            NEXT;                                                                        \
        }                                                                                \
        double d, e;                                                                     \
        if (x->tag == TAG_FLOAT)                                                         \
            d = x->as.number;                                                            \
        else if (x->tag == TAG_INTEGER)                                                  \
            d = (double)x->as.integer;                                                   \
        else                                                                             \
            goto slow_##op;                                                              \
        if (y->tag == TAG_FLOAT)                                                         \
            e = y->as.number;                                                            \
        else if (y->tag == TAG_INTEGER)                                                  \
            e = (double)y->as.integer;                                                   \
        else                                                                             \
            goto slow_##op;                                                              \
        Value *to = &RA;                                                                 \
        to->as.number = arith_made((float_expr), d, e);                                  \
        to->tag = TAG_FLOAT;                                                             \
        NEXT;                                                                            \
        slow_##op : SLOW(operate_arith(vm, ARITH_##op, *x, *y, SLOT(A)));                \
    } while (0)

#define FLOAT_BODY(op, left, right, float_expr)                                          \
    do {                                                                                 \
        const Value *x = (left), *y = (right);                                           \
        double d, e;                                                                     \
        if (x->tag == TAG_FLOAT)                                                         \
            d = x->as.number;                                                            \
        else if (x->tag == TAG_INTEGER)                                                  \
            d = (double)x->as.integer;                                                   \
        else                                                                             \
            goto slow_##op;                                                              \
        if (y->tag == TAG_FLOAT)                                                         \
            e = y->as.number;                                                            \
        else if (y->tag == TAG_INTEGER)                                                  \
            e = (double)y->as.integer;                                                   \
        else                                                                             \
            goto slow_##op;                                                              \
        Value *to = &RA;                                                                 \
        to->as.number = arith_made((float_expr), d, e);                                  \
        to->tag = TAG_FLOAT;                                                             \
        NEXT;                                                                            \
        slow_##op : SLOW(operate_arith(vm, ARITH_##op, *x, *y, SLOT(A)));                \
    } while (0)

#define BITWISE_BODY(op, expr)                                                           \
    do {                                                                                 \
        const Value *x = &RB, *y = &RC;                                                  \
        if (x->tag == TAG_INTEGER && y->tag == TAG_INTEGER) {                            \
            int64_t m = x->as.integer, n = y->as.integer;                                \
            Value *to = &RA;                                                             \
            to->as.integer = (expr);                                                     \
            to->tag = TAG_INTEGER;                                                       \
            NEXT;                                                                        \
        }                                                                                \
        SLOW(operate_arith(vm, ARITH_##op, *x, *y, SLOT(A)));                            \
    } while (0)

#define COMPARE_BODY(compare, operate)                                                   \
    do {                                                                                 \
        const Value *x = &RA, *y = &RB;                                                  \
        if (x->tag == TAG_INTEGER && y->tag == TAG_INTEGER)                              \
            CONDITION((x->as.integer compare y->as.integer) == (bool)C);                 \
        if (x->tag == TAG_FLOAT && y->tag == TAG_FLOAT)                                  \
            CONDITION((x->as.number compare y->as.number) == (bool)C);                   \
        SLOW(operate(vm, *x, *y));                                                       \
    } while (0)

#define COMPARE_IMMEDIATE(compare, operate, is_swapped)                                  \
    do {                                                                                 \
        const Value *x = &RA;                                                            \
        int64_t n = INSTRUCTION_SB(i);                                                   \
        if (x->tag == TAG_INTEGER) CONDITION((x->as.integer compare n) == (bool)C);      \
        if (x->tag == TAG_FLOAT) CONDITION((x->as.number compare(double) n) == (bool)C); \
        Value y = value_integer(n);                                                      \
        SLOW(is_swapped ? operate(vm, y, *x) : operate(vm, *x, y));                      \
    } while (0)

/* A store into a field that is there already: all that is not takes the long way. */
static inline bool set_field(VM *vm, Table *table, const String *key, uint32_t hint,
                             Value v)
{
    if (__builtin_expect(!field_is_at(table, key, hint), 0)) return false;
    Entry *entry = &table->entries[hint];
    if (__builtin_expect(entry->value.tag == TAG_NIL, 0)) return false;
    value_copy(&entry->value, &v);
    table_barrier(vm, table, &entry->value, v);
    return true;
}

/* The table that fields of a string are looked up in, or NULL. */
static inline const Table *fields_of_string(const VM *vm)
{
    Table *metatable = vm->metatables[TAG_STRING];
    Value index = metatable ? table_metamethod(vm, metatable, NAME_INDEX) : VALUE_NIL;
    return index.tag == TAG_TABLE ? (const Table *)index.as.object : NULL;
}

/* The one long function (style.md 4). NOLINTNEXTLINE(readability-function-size) */
RunStatus interpret(VM *vm)
{
    static const void *const LABELS[OPCODE_COUNT] = {
#define OPCODE(name, a, b, c, text) &&op_##name,
#include "vm/opcodes.def"
#undef OPCODE
    };
    /* While events are told, each instruction comes to one place first. */
    static const void *const HOOKED[OPCODE_COUNT] = {
#define OPCODE(name, a, b, c, text) &&hooked,
#include "vm/opcodes.def"
#undef OPCODE
    };
    const void *const *labels = LABELS;
    Fiber *fiber;
    Frame *frame;
    Value *base;
    const CodeWord *pc;
    const Value *constants;
    Instruction i;
    Flow flow;

    vm->run_status = RUN_DONE;
    settle_ticks(vm);
    next_slice(vm);
    flow = FLOW_ENTER;

dispatch_flow:
    switch (flow) {
    case FLOW_CALLED:
        if (--vm->countdown <= 0) {
            flow = safepoint(vm, FLOW_NEXT);
            if (flow != FLOW_NEXT) goto dispatch_flow;
        }
        /* fall through */
    case FLOW_NEXT:
    case FLOW_SWITCHED:
        fiber = vm->fiber;
        LOAD_FRAME();
        NEXT;
    case FLOW_CALL: flow = call_noted(vm); goto dispatch_flow;
    case FLOW_CONCAT: {
        fiber = vm->fiber;
        frame = fiber_top_frame(fiber);
        i = frame->pc[-1].instruction;
        flow = operate_concat(vm, frame->base + A, fiber->transfer_count);
        goto dispatch_flow;
    }
    case FLOW_NATIVE:
        fiber = vm->fiber;
        if (vm->countdown <= 0) {
            call_keep_values(vm);
            flow = safepoint(vm, FLOW_ENTER);
            goto dispatch_flow;
        }
        flow = call_native_again(vm, fiber->wait_slot, fiber->transfer_count, false);
        goto dispatch_flow;
    case FLOW_AGAIN:
        vm->countdown--;
        flow = safepoint(vm, FLOW_AGAIN);
        if (flow != FLOW_AGAIN) goto dispatch_flow;
        flow = call_native_again(vm, 0, 0, false);
        goto dispatch_flow;
    case FLOW_ENTER:
        if (!vm->fiber) {
            RunStatus status;
            if (!scheduler_enter(vm, &status) &&
                (status != RUN_DONE || !ending_begin(vm, RUN_DONE) ||
                 !scheduler_enter(vm, &status)))
                return status == RUN_DONE ? ending_status(vm) : status;
        }
        flow = call_enter_fiber(vm);
        if (flow == FLOW_AGAIN) flow = call_native_again(vm, 0, 0, false);
        goto dispatch_flow;
    case FLOW_RAISE: flow = raise_error(vm); goto dispatch_flow;
    case FLOW_UNWIND: flow = raise_unwind(vm); goto dispatch_flow;
    case FLOW_STOP: break;
    }
    return (RunStatus)vm->run_status;

hooked:
    SAVE_PC();
    flow = hook_instruction(vm);
    if (flow != FLOW_NEXT) goto dispatch_flow;
    goto *LABELS[INSTRUCTION_OP(i)];

    OP(MOVE)
    {
        value_copy(&RA, &RB);
        NEXT;
    }
    OP(LOADI)
    {
        RA = value_integer(INSTRUCTION_SBX(i));
        NEXT;
    }
    OP(LOADF)
    {
        RA = value_float(INSTRUCTION_SBX(i));
        NEXT;
    }
    OP(LOADK)
    {
        value_copy(&RA, &constants[INSTRUCTION_BX(i)]);
        NEXT;
    }
    OP(LOADKX)
    {
        value_copy(&RA, &constants[INSTRUCTION_AX(pc->instruction)]);
        pc++;
        NEXT;
    }
    OP(LOADNIL)
    {
        Value *to = &RA;
        for (uint32_t n = 0; n <= B; n++)
            to[n] = VALUE_NIL;
        NEXT;
    }
    OP(LOADFALSE)
    {
        RA = VALUE_FALSE;
        NEXT;
    }
    OP(LOADTRUE)
    {
        RA = VALUE_TRUE;
        NEXT;
    }
    OP(GETUPVAL)
    {
        const Value *v = &CLOSURE()->upvalues[B];
        if (__builtin_expect(v->tag == TAG_UPVALUE, 0))
            v = ((Upvalue *)v->as.object)->location;
        value_copy(&RA, v);
        NEXT;
    }
    OP(GETCELL)
    {
        value_copy(&RA, ((Upvalue *)CLOSURE()->upvalues[B].as.object)->location);
        NEXT;
    }
    OP(SETCELL)
    {
        upvalue_set(vm, (Upvalue *)CLOSURE()->upvalues[B].as.object, RA);
        NEXT;
    }
    OP(GETTABUP)
    {
        Value *object = ((Upvalue *)CLOSURE()->upvalues[B].as.object)->location;
        const String *key = (String *)constants[C].as.object;
        if (object->tag == TAG_TABLE &&
            field_get(vm, (Table *)object->as.object, key, HINT(), &RA))
            NEXT;
        SLOW_HERE(operate_index(vm, *object, constants[C], SLOT(A)));
    }
    OP(SETTABUP)
    {
        Value *object = ((Upvalue *)CLOSURE()->upvalues[A].as.object)->location;
        String *key = (String *)constants[B].as.object;
        if (object->tag == TAG_TABLE) {
            Table *table = (Table *)object->as.object;
            if (set_field(vm, table, key, *HINT(), RC)) NEXT;
            SET_FIELD(table, key, RC);
        }
        SLOW_HERE(operate_set_index(vm, *object, constants[B], RC));
    }
    OP(GETINDEX)
    {
        const Value *object = &RB, *key = &RC;
        if (object->tag == TAG_TABLE) {
            const Table *table = (Table *)object->as.object;
            if (key->tag == TAG_INTEGER) {
                uint64_t at = (uint64_t)key->as.integer - 1;
                if (at < table->array_count && table->array[at].tag != TAG_NIL) {
                    value_copy(&RA, &table->array[at]);
                    NEXT;
                }
            } else if (key->tag == TAG_STRING && value_string(*key)->is_short &&
                       field_get(vm, table, value_string(*key), HINT(), &RA)) {
                NEXT;
            }
        }
        SLOW_HERE(operate_index(vm, *object, *key, SLOT(A)));
    }
    OP(GETFIELD)
    {
        const Value *object = &RB;
        const String *key = (String *)constants[C].as.object;
        if (object->tag == TAG_TABLE &&
            field_get(vm, (Table *)object->as.object, key, HINT(), &RA))
            NEXT;
        SLOW_HERE(operate_index(vm, *object, constants[C], SLOT(A)));
    }
    OP(GETINT)
    {
        const Value *object = &RB;
        if (object->tag == TAG_TABLE) {
            const Table *table = (Table *)object->as.object;
            uint32_t at = C - 1;
            if (at < table->array_count && table->array[at].tag != TAG_NIL) {
                value_copy(&RA, &table->array[at]);
                NEXT;
            }
        }
        SLOW_HERE(operate_index(vm, *object, value_integer(C), SLOT(A)));
    }
    OP(SETINDEX)
    {
        const Value *object = &RA, *key = &RB;
        if (object->tag == TAG_TABLE) {
            Table *table = (Table *)object->as.object;
            if (key->tag == TAG_INTEGER) {
                uint64_t at = (uint64_t)key->as.integer - 1;
                if (at < table->array_count && table->array[at].tag != TAG_NIL &&
                    RC.tag != TAG_NIL) {
                    value_copy(&table->array[at], &RC);
                    table_barrier(vm, table, &table->array[at], RC);
                    NEXT;
                }
                if (!table->metatable) {
                    SAVE_PC();
                    if (table_set_integer(vm, table, key->as.integer, RC)) NEXT;
                    flow = FLOW_RAISE;
                    goto dispatch_flow;
                }
            } else if (key->tag == TAG_STRING && value_string(*key)->is_short) {
                if (set_field(vm, table, value_string(*key), *HINT(), RC)) NEXT;
                SET_FIELD(table, value_string(*key), RC);
            }
        }
        SLOW_HERE(operate_set_index(vm, *object, *key, RC));
    }
    OP(SETFIELD)
    {
        const Value *object = &RA;
        String *key = (String *)constants[B].as.object;
        if (object->tag == TAG_TABLE) {
            Table *table = (Table *)object->as.object;
            if (set_field(vm, table, key, *HINT(), RC)) NEXT;
            SET_FIELD(table, key, RC);
        }
        SLOW_HERE(operate_set_index(vm, *object, constants[B], RC));
    }
    OP(SETINT)
    {
        SLOW_HERE(operate_set_index(vm, RA, value_integer(B), RC));
    }
    OP(SELF)
    {
        const Value object = RB;
        const String *key = (String *)constants[C].as.object;
        value_copy(&(&RA)[1], &RB);
        if (object.tag == TAG_TABLE) {
            const Table *table = (Table *)object.as.object;
            if (field_get(vm, table, key, HINT(), &RA)) NEXT;
        } else if (object.tag == TAG_STRING) {
            const Table *table = fields_of_string(vm);
            if (table && field_get(vm, table, key, HINT(), &RA)) NEXT;
        } else if (object.tag == TAG_CHANNEL || object.tag == TAG_TASKLET) {
            if (field_get_method(vm, (Tag)object.tag, key, HINT(), &RA)) NEXT;
        }
        SLOW_HERE(operate_index(vm, object, constants[C], SLOT(A)));
    }
    OP(NEWTABLE)
    {
        SLOW_HERE(new_table(vm, i, SLOT(A)));
    }
    OP(SETLIST)
    {
        uint32_t count = B ? B - 1 : fiber->top - SLOT(A) - 1;
        uint32_t first = INSTRUCTION_AX(pc->instruction);
        pc++;
        SLOW_HERE(set_list(vm, SLOT(A), count, first));
    }
    OP(ADD)
    {
        ARITH_BODY(ADD, &RB, &RC, m + n, d + e);
    }
    OP(SUB)
    {
        ARITH_BODY(SUB, &RB, &RC, m - n, d - e);
    }
    OP(MUL)
    {
        ARITH_BODY(MUL, &RB, &RC, m * n, d * e);
    }
    OP(MOD)
    {
        const Value *x = &RB, *y = &RC;
        if (x->tag == TAG_INTEGER && y->tag == TAG_INTEGER && y->as.integer > 0) {
            int64_t rest = x->as.integer % y->as.integer;
            RA = value_integer(rest < 0 ? rest + y->as.integer : rest);
            NEXT;
        }
        SLOW(operate_arith(vm, ARITH_MOD, *x, *y, SLOT(A)));
    }
    OP(POW)
    {
        FLOAT_BODY(POW, &RB, &RC, e == 2 ? d * d : pow(d, e));
    }
    OP(DIV)
    {
        FLOAT_BODY(DIV, &RB, &RC, d / e);
    }
    OP(IDIV)
    {
        const Value *x = &RB, *y = &RC;
        if (x->tag == TAG_INTEGER && y->tag == TAG_INTEGER && y->as.integer > 0) {
            RA = value_integer(arith_idiv(x->as.integer, y->as.integer));
            NEXT;
        }
        SLOW(operate_arith(vm, ARITH_IDIV, *x, *y, SLOT(A)));
    }
    OP(BAND)
    {
        BITWISE_BODY(BAND, m & n);
    }
    OP(BOR)
    {
        BITWISE_BODY(BOR, m | n);
    }
    OP(BXOR)
    {
        BITWISE_BODY(BXOR, m ^ n);
    }
    OP(SHL)
    {
        BITWISE_BODY(SHL, arith_shift_left(m, n));
    }
    OP(SHR)
    {
        BITWISE_BODY(SHR, arith_shift_left(m, n == INT64_MIN ? INT64_MAX : -n));
    }
    OP(ADDK)
    {
        const Value *x = &RB, *y = &constants[C];
        if (x->tag == TAG_INTEGER && y->tag == TAG_INTEGER) {
            RA = value_integer(
                (int64_t)((uint64_t)x->as.integer + (uint64_t)y->as.integer));
            NEXT;
        }
        if (x->tag == TAG_FLOAT && y->tag == TAG_FLOAT) {
            RA = value_float(x->as.number + y->as.number);
            NEXT;
        }
        SLOW(operate_arith(vm, ARITH_ADD, *x, *y, SLOT(A)));
    }
    OP(SUBK)
    {
        const Value *x = &RB, *y = &constants[C];
        if (x->tag == TAG_INTEGER && y->tag == TAG_INTEGER) {
            RA = value_integer(
                (int64_t)((uint64_t)x->as.integer - (uint64_t)y->as.integer));
            NEXT;
        }
        if (x->tag == TAG_FLOAT && y->tag == TAG_FLOAT) {
            RA = value_float(x->as.number - y->as.number);
            NEXT;
        }
        SLOW(operate_arith(vm, ARITH_SUB, *x, *y, SLOT(A)));
    }
    OP(MULK)
    {
        const Value *x = &RB, *y = &constants[C];
        if (x->tag == TAG_INTEGER && y->tag == TAG_INTEGER) {
            RA = value_integer(
                (int64_t)((uint64_t)x->as.integer * (uint64_t)y->as.integer));
            NEXT;
        }
        if (x->tag == TAG_FLOAT && y->tag == TAG_FLOAT) {
            RA = value_float(x->as.number * y->as.number);
            NEXT;
        }
        SLOW(operate_arith(vm, ARITH_MUL, *x, *y, SLOT(A)));
    }
    OP(MODK)
    {
        const Value *x = &RB, *y = &constants[C];
        if (x->tag == TAG_INTEGER && y->tag == TAG_INTEGER && y->as.integer > 0) {
            int64_t rest = x->as.integer % y->as.integer;
            RA = value_integer(rest < 0 ? rest + y->as.integer : rest);
            NEXT;
        }
        SLOW(operate_arith(vm, ARITH_MOD, *x, *y, SLOT(A)));
    }
    OP(POWK)
    {
        SLOW(operate_arith(vm, ARITH_POW, RB, constants[C], SLOT(A)));
    }
    OP(DIVK)
    {
        const Value *x = &RB, *y = &constants[C];
        if (x->tag == TAG_FLOAT && y->tag == TAG_FLOAT) {
            RA = value_float(x->as.number / y->as.number);
            NEXT;
        }
        SLOW(operate_arith(vm, ARITH_DIV, *x, *y, SLOT(A)));
    }
    OP(IDIVK)
    {
        const Value *x = &RB, *y = &constants[C];
        if (x->tag == TAG_INTEGER && y->tag == TAG_INTEGER && y->as.integer > 0) {
            RA = value_integer(arith_idiv(x->as.integer, y->as.integer));
            NEXT;
        }
        SLOW(operate_arith(vm, ARITH_IDIV, *x, *y, SLOT(A)));
    }
    OP(UNM)
    {
        const Value *x = &RB;
        if (x->tag == TAG_INTEGER) {
            RA = value_integer((int64_t)(0 - (uint64_t)x->as.integer));
            NEXT;
        }
        if (x->tag == TAG_FLOAT) {
            RA = value_float(-x->as.number);
            NEXT;
        }
        SLOW(operate_arith(vm, ARITH_UNM, *x, *x, SLOT(A)));
    }
    OP(BNOT)
    {
        const Value *x = &RB;
        if (x->tag == TAG_INTEGER) {
            RA = value_integer(~x->as.integer);
            NEXT;
        }
        SLOW(operate_arith(vm, ARITH_BNOT, *x, *x, SLOT(A)));
    }
    OP(NOT)
    {
        RA = value_bool(value_is_falsy(RB));
        NEXT;
    }
    OP(LEN)
    {
        const Value *x = &RB;
        if (x->tag == TAG_TABLE && !((Table *)x->as.object)->metatable) {
            RA = value_integer(table_length((Table *)x->as.object));
            NEXT;
        }
        SLOW_HERE(operate_length(vm, *x, SLOT(A)));
    }
    OP(CONCAT)
    {
        SLOW_HERE(operate_concat(vm, SLOT(A), B));
    }
    OP(JUMP)
    {
        pc += INSTRUCTION_JUMP(i);
        NEXT;
    }
    OP(LOOP)
    {
        pc += INSTRUCTION_JUMP(i);
        if (--vm->countdown > 0) NEXT;
        SLOW(safepoint(vm, FLOW_NEXT));
    }
    OP(EQ)
    {
        const Value *x = &RA, *y = &RB;
        if (x->tag == y->tag) {
            if (x->tag == TAG_INTEGER || x->tag == TAG_NATIVE)
                CONDITION((x->as.bits == y->as.bits) == (bool)C);
            if (x->tag < TAG_INTEGER) CONDITION((bool)C);
            if (x->tag != TAG_FLOAT && x->as.bits == y->as.bits) CONDITION((bool)C);
            if (x->tag == TAG_STRING && value_string(*x)->is_short) CONDITION(!C);
        } else if (!value_is_number(*x) || !value_is_number(*y)) {
            CONDITION(!C);
        }
        SLOW(operate_equal(vm, *x, *y));
    }
    OP(LT)
    {
        COMPARE_BODY(<, operate_less);
    }
    OP(LE)
    {
        COMPARE_BODY(<=, operate_less_equal);
    }
    OP(EQK)
    {
        CONDITION(value_equals(RA, constants[B]) == (bool)C);
    }
    OP(LTI)
    {
        COMPARE_IMMEDIATE(<, operate_less, false);
    }
    OP(LEI)
    {
        COMPARE_IMMEDIATE(<=, operate_less_equal, false);
    }
    OP(GTI)
    {
        COMPARE_IMMEDIATE(>, operate_less, true);
    }
    OP(GEI)
    {
        COMPARE_IMMEDIATE(>=, operate_less_equal, true);
    }
    OP(TEST)
    {
        CONDITION(value_is_falsy(RA) != (bool)C);
    }
    OP(TESTSET)
    {
        const Value *v = &RB;
        if (value_is_falsy(*v) != (bool)C) {
            value_copy(&RA, v);
            CONDITION(true);
        }
        CONDITION(false);
    }
    OP(CALL)
    {
        Value *callee = &RA;
        uint32_t slot = SLOT(A);
        uint32_t count = B ? B - 1 : fiber->top - slot - 1;
        SAVE_PC();
        if (callee->tag != TAG_CLOSURE) {
            uint32_t way = short_way(vm, callee);
            if (way & SWITCHES_TASKLET) {
                flow = switch_tasklet(vm, way, slot, count, (int32_t)C - 1);
                if (flow != FLOW_ENTER) goto dispatch_flow;
            } else if (way && try_switch(vm, callee, way, count, slot, (int32_t)C - 1)) {
                fiber = vm->fiber;
                LOAD_FRAME();
                /* Open results above the frame are no place for a safepoint. */
                if (--vm->countdown > 0 || fiber->wait_want < 0) NEXT;
                SLOW(safepoint(vm, FLOW_NEXT));
            }
            flow = call_slot(vm, slot, count, &(Target){slot, (int32_t)C - 1, 0, 0});
            if (flow != FLOW_NEXT) goto dispatch_flow;
            frame = fiber_top_frame(fiber);
            base = fiber->stack + frame->base;
            NEXT;
        }
        const Proto *callee_proto = ((Closure *)callee->as.object)->proto;
        if (__builtin_expect(callee_proto->is_vararg ||
                                 slot + 1 + callee_proto->frame_size >
                                     fiber->stack_soft_limit ||
                                 fiber->frame_count == fiber->frame_capacity,
                             0)) {
            flow = call_slot(vm, slot, count, &(Target){slot, (int32_t)C - 1, 0, 0});
            goto dispatch_flow;
        }
        base = callee + 1;
        for (uint32_t n = count; n < callee_proto->parameter_count; n++)
            base[n] = VALUE_NIL;
        frame++;
        fiber->frame_count++;
        pc = callee_proto->code;
        *frame = (Frame){.pc = pc,
                         .base = slot + 1,
                         .size = callee_proto->frame_size,
                         .result = slot,
                         .want = (int32_t)C - 1,
                         .flags = FRAME_PLAIN};
        constants = callee_proto->constants;
        if (--vm->countdown > 0) NEXT;
        SLOW(safepoint(vm, FLOW_NEXT));
    }
    OP(TAILCALL)
    {
        uint32_t slot = SLOT(A);
        uint32_t count = B ? B - 1 : fiber->top - slot - 1;
        if (C) fiber_close_upvalues(vm, fiber, frame->base);
        const Value *callee = &RA;
        if (callee->tag != TAG_CLOSURE || CLOSURE()->proto->is_vararg)
            SLOW(call_tail(vm, slot, count));
        const Proto *callee_proto = ((Closure *)callee->as.object)->proto;
        if (callee_proto->is_vararg ||
            frame->base + callee_proto->frame_size + count > fiber->stack_soft_limit)
            SLOW(call_tail(vm, slot, count));
        /* It takes this frame's place: where results go, and FRAME_PLAIN, stay. */
        for (uint32_t n = 0; n <= count; n++)
            value_copy(&base[(int32_t)n - 1], &callee[n]);
        for (uint32_t n = count; n < callee_proto->parameter_count; n++)
            base[n] = VALUE_NIL;
        pc = callee_proto->code;
        frame->pc = pc;
        frame->size = callee_proto->frame_size;
        frame->flags = (uint8_t)((frame->flags & ~FRAME_HOOKED) | FRAME_TAIL);
        constants = callee_proto->constants;
        if (--vm->countdown > 0) NEXT;
        SLOW(safepoint(vm, FLOW_NEXT));
    }
    OP(RETURN)
    {
        uint32_t slot = SLOT(A);
        uint32_t count = B ? B - 1 : fiber->top - slot;
        if (C) {
            /* First: a __close that assigns to a variable changes no result. */
            fiber_close_upvalues(vm, fiber, frame->base);
            if (has_closing(fiber, frame->base)) {
                uint32_t free_slot = slot + count;
                if (free_slot < frame->base + frame->size && B)
                    free_slot = frame->base + frame->size;
                SLOW(
                    close_variables(vm, frame->base, VALUE_NIL, AFTER_RETURN, free_slot));
            }
        }
        if (!(frame->flags & FRAME_PLAIN)) SLOW(call_return(vm, slot, count));
        Value *to = fiber->stack + frame->result;
        place_returned(to, frame->want, &RA, count);
        fiber->top = frame->result + count;
        goto returned;
    }
    OP(RETURN0)
    {
        if (__builtin_expect(!(frame->flags & FRAME_PLAIN), 0))
            SLOW(call_return(vm, frame->base, 0));
        Value *to = fiber->stack + frame->result;
        for (int32_t n = 0; n < frame->want; n++)
            to[n] = VALUE_NIL;
        fiber->top = frame->result;
        goto returned;
    }
    OP(RETURN1)
    {
        if (__builtin_expect(!(frame->flags & FRAME_PLAIN), 0))
            SLOW(call_return(vm, SLOT(A), 1));
        Value *to = fiber->stack + frame->result;
        value_copy(to, &RA);
        for (int32_t n = 1; n < frame->want; n++)
            to[n] = VALUE_NIL;
        fiber->top = frame->result + 1;
        goto returned;
    }
returned:
    fiber->frame_count--;
    frame--;
    base = fiber->stack + frame->base;
    constants = CLOSURE()->proto->constants;
    pc = frame->pc;
    NEXT;

    OP(FORPREP)
    {
        SAVE_PC();
        bool runs;
        if (!operate_for_prepare(vm, &RA, &runs)) {
            flow = FLOW_RAISE;
            goto dispatch_flow;
        }
        CONDITION(!runs);
    }
    OP(FORLOOP)
    {
        Value *r = &RA;
        if (__builtin_expect(r[0].tag == TAG_INTEGER && r[1].tag == TAG_INTEGER &&
                                 r[2].tag == TAG_INTEGER,
                             1)) {
            uint64_t left = (uint64_t)r[1].as.integer;
            if (left == 0) CONDITION(false);
            r[1].as.integer = (int64_t)(left - 1);
            int64_t next =
                (int64_t)((uint64_t)r[0].as.integer + (uint64_t)r[2].as.integer);
            r[0].as.integer = next;
            r[3] = value_integer(next);
        } else if (r[0].tag == TAG_FLOAT && r[1].tag == TAG_FLOAT &&
                   r[2].tag == TAG_FLOAT) {
            double next = r[0].as.number + r[2].as.number;
            bool goes_on =
                r[2].as.number > 0 ? next <= r[1].as.number : next >= r[1].as.number;
            if (!goes_on) CONDITION(false);
            r[0] = r[3] = value_float(next);
        } else {
            SAVE_PC();
            vm_fail_here(vm, "'for' loop state must be numbers");
            flow = FLOW_RAISE;
            goto dispatch_flow;
        }
        pc += 1 + INSTRUCTION_JUMP(pc->instruction);
        if (--vm->countdown > 0) NEXT;
        SLOW(safepoint(vm, FLOW_NEXT));
    }
    OP(TFORPREP)
    {
        SAVE_PC();
        flow = note_closing(vm, (&RA)[3], SLOT(A) + 3, "(for state)");
        if (flow != FLOW_NEXT) goto dispatch_flow;
        CONDITION(true);
    }
    OP(TFORCALL)
    {
        Value *r = &RA;
        if (r[0].tag == TAG_NATIVE && r[1].tag == TAG_TABLE && !vm->hook_mask) {
            const Table *table = (Table *)r[1].as.object;
            if (r[0].as.native->flags & NATIVE_IS_NEXT)
                SLOW_HERE(step_next(vm, table, r, B, HINT()));
            if (r[0].as.native->flags & NATIVE_IS_IPAIRS &&
                step_ipairs(table, r, B) == FLOW_NEXT)
                NEXT;
        }
        SLOW(generic_call(vm, r, B, SLOT(A) + 4));
    }
    OP(TFORLOOP)
    {
        Value *r = &RA;
        if (r[4].tag == TAG_NIL) CONDITION(false);
        value_copy(&r[2], &r[4]);
        pc += 1 + INSTRUCTION_JUMP(pc->instruction);
        if (--vm->countdown > 0) NEXT;
        SLOW(safepoint(vm, FLOW_NEXT));
    }
    OP(CLOSURE)
    {
        SLOW_HERE(make_closure(vm, fiber, frame, INSTRUCTION_BX(i), SLOT(A)));
    }
    OP(VARARG)
    {
        SLOW_HERE(put_varargs(vm, SLOT(A), (int32_t)B - 1));
    }
    OP(CLOSE)
    {
        uint32_t slot = SLOT(A);
        fiber_close_upvalues(vm, fiber, slot);
        if (has_closing(fiber, slot))
            SLOW(close_variables(vm, slot, VALUE_NIL, AFTER_REDO,
                                 frame->base + frame->size));
        NEXT;
    }
    OP(TBC)
    {
        const Proto *proto = CLOSURE()->proto;
        const char *name = proto_local_name(proto, A, (uint32_t)(pc - proto->code));
        SLOW_HERE(note_closing(vm, RA, SLOT(A), name));
    }
    OP(EXTRA)
    {
        SAVE_PC();
        vm_fail(vm, "bytecode: an operand word was run");
        flow = FLOW_RAISE;
        goto dispatch_flow;
    }
}
