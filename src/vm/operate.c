/*
 * Operators beyond the interpreter's fast paths: mixed and converted operands,
 * metamethods, errors that name the operand. A metamethod's result goes straight to
 * the register of the interrupted instruction, or to its After.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "vm/debuginfo.h"
#include "vm/machine.h"

enum { INDEX_CHAIN_MAX = 2000 };

/* ---- errors ---- */

typedef enum Operand { OPERAND_IN_A, OPERAND_IN_B, OPERAND_IN_C } Operand;

/* " (local 'x')" for the operand of the instruction that runs, or "". */
static void describe(VM *vm, Operand operand, char *out, size_t size)
{
    out[0] = 0;
    const Fiber *fiber = vm->fiber;
    if (!fiber->frame_count || (fiber_top_frame(fiber)->flags & FRAME_NATIVE)) return;
    const Frame *frame = fiber_top_frame(fiber);
    const Proto *proto = frame_closure(fiber, frame)->proto;
    uint32_t pc = frame_current_pc(fiber, frame);
    Instruction i = proto->code[pc].instruction;
    const OpcodeInfo *info = &OPCODE_INFO[INSTRUCTION_OP(i)];
    uint8_t kind = operand == OPERAND_IN_A   ? info->a
                   : operand == OPERAND_IN_B ? info->b
                                             : info->c;
    uint32_t number = operand == OPERAND_IN_A   ? INSTRUCTION_A(i)
                      : operand == OPERAND_IN_B ? INSTRUCTION_B(i)
                                                : INSTRUCTION_C(i);
    const char *name = NULL;
    const char *what = NULL;
    if (kind == OPERAND_R || kind == OPERAND_RW)
        what = debug_register_name(proto, pc, number, &name);
    else if (kind == OPERAND_U || kind == OPERAND_UC) {
        what = "upvalue";
        name = debug_upvalue_name(proto, number);
    }
    if (what && name) snprintf(out, size, " (%s '%.80s')", what, name);
}

static Flow fail_operand(VM *vm, const char *act, Value culprit, Operand operand)
{
    char name[120];
    describe(vm, operand, name, sizeof name);
    vm_fail_here(vm, "attempt to %s a %s value%s", act, vm_type_name(vm, culprit), name);
    return FLOW_RAISE;
}

/* What the top frame calls its callee: kind and name; NULL: not known. */
static const char *callee_name(const VM *vm, const char **out_name)
{
    const Fiber *fiber = vm->fiber;
    if (!fiber->frame_count) return NULL;
    const Frame *frame = fiber_top_frame(fiber);
    const Value caller = fiber->stack[frame->base - 1];
    if (!(frame->flags & FRAME_NATIVE))
        return debug_call_name(frame_closure(fiber, frame)->proto,
                               frame_current_pc(fiber, frame), out_name);
    *out_name = "__gc";
    return caller.as.native == vm->finalize ? "metamethod" : NULL;
}

Flow operate_call_error(VM *vm, Value callee)
{
    char text[120] = "";
    const char *name = NULL;
    const char *kind = callee_name(vm, &name);
    if (kind && name) snprintf(text, sizeof text, " (%s '%.80s')", kind, name);
    vm_fail_here(vm, "attempt to call a %s value%s", vm_type_name(vm, callee), text);
    return FLOW_RAISE;
}

/* The metamethod of the first operand, or of the second. */
static Value find_method(const VM *vm, Value a, Value b, NameId event)
{
    Value method = vm_metamethod(vm, a, event);
    return value_is_nil(method) ? vm_metamethod(vm, b, event) : method;
}

/* ---- indexing ---- */

/* Which operand of the running instruction is the indexed object. */
static Operand indexed_operand(VM *vm)
{
    const Frame *frame = fiber_top_frame(vm->fiber);
    if (frame->flags & FRAME_NATIVE) return OPERAND_IN_B;
    Instruction i = frame->pc[-1].instruction;
    switch (INSTRUCTION_OP(i)) {
    case OP_SETINDEX:
    case OP_SETFIELD:
    case OP_SETINT:
    case OP_SETTABUP: return OPERAND_IN_A;
    default: return OPERAND_IN_B;
    }
}

/* Only the first value of a chain of __index has a name. */
static Flow fail_index(VM *vm, Value object, bool is_first)
{
    if (is_first) return fail_operand(vm, "index", object, indexed_operand(vm));
    vm_fail_here(vm, "attempt to index a %s value", vm_type_name(vm, object));
    return FLOW_RAISE;
}

Flow operate_index(VM *vm, Value object, Value key, uint32_t slot)
{
    for (int i = 0; i < INDEX_CHAIN_MAX; i++) {
        if (object.tag == TAG_TABLE) {
            const Table *table = (Table *)object.as.object;
            Value v = table_get(table, key);
            if (!value_is_nil(v) || !table->metatable) {
                vm->fiber->stack[slot] = v;
                return FLOW_NEXT;
            }
        }
        Value method = vm_metamethod(vm, object, NAME_INDEX);
        if (value_is_nil(method)) {
            if (object.tag != TAG_TABLE) return fail_index(vm, object, i == 0);
            vm->fiber->stack[slot] = VALUE_NIL;
            return FLOW_NEXT;
        }
        if (value_is_function(method)) {
            Value args[2] = {object, key};
            return call_function(vm, method, args, 2, &(Target){.slot = slot, .want = 1});
        }
        object = method;
    }
    vm_fail_here(vm, "'__index' chain too long; possible loop");
    return FLOW_RAISE;
}

Flow operate_set_index(VM *vm, Value object, Value key, Value value)
{
    for (int i = 0; i < INDEX_CHAIN_MAX; i++) {
        Value method;
        if (object.tag == TAG_TABLE) {
            Table *table = (Table *)object.as.object;
            Value *found = table->metatable ? table_find(table, key) : NULL;
            if (found && !value_is_nil(value)) {
                *found = value;
                table_barrier(vm, table, found, value);
                return FLOW_NEXT;
            }
            if (found || !table->metatable)
                return table_set(vm, table, key, value) ? FLOW_NEXT : FLOW_RAISE;
            method = vm_metamethod(vm, object, NAME_NEWINDEX);
            if (value_is_nil(method))
                return table_set(vm, table, key, value) ? FLOW_NEXT : FLOW_RAISE;
        } else {
            method = vm_metamethod(vm, object, NAME_NEWINDEX);
            if (value_is_nil(method)) return fail_index(vm, object, i == 0);
        }
        if (value_is_function(method)) {
            Value args[3] = {object, key, value};
            return call_function(
                vm, method, args, 3,
                &(Target){.slot = fiber_free_slot(vm->fiber), .want = 0});
        }
        object = method;
    }
    vm_fail_here(vm, "'__newindex' chain too long; possible loop");
    return FLOW_RAISE;
}

/* ---- arithmetic ---- */

static const uint8_t ARITH_EVENTS[] = {
    [ARITH_ADD] = NAME_ADD,   [ARITH_SUB] = NAME_SUB,   [ARITH_MUL] = NAME_MUL,
    [ARITH_MOD] = NAME_MOD,   [ARITH_POW] = NAME_POW,   [ARITH_DIV] = NAME_DIV,
    [ARITH_IDIV] = NAME_IDIV, [ARITH_BAND] = NAME_BAND, [ARITH_BOR] = NAME_BOR,
    [ARITH_BXOR] = NAME_BXOR, [ARITH_SHL] = NAME_SHL,   [ARITH_SHR] = NAME_SHR,
    [ARITH_UNM] = NAME_UNM,   [ARITH_BNOT] = NAME_BNOT};

static bool is_bitwise(Arith op)
{
    return (op >= ARITH_BAND && op <= ARITH_SHR) || op == ARITH_BNOT;
}

static double as_float(Value v)
{
    return v.tag == TAG_FLOAT ? v.as.number : (double)v.as.integer;
}

static Flow fail_arith(VM *vm, Arith op, Value a, Value b)
{
    bool is_second = value_is_number(a);
    if (is_bitwise(op)) {
        if (value_is_number(a) && value_is_number(b)) {
            int64_t i;
            char name[120];
            bool is_first = !value_to_integer_exact(a, &i);
            describe(vm, is_first ? OPERAND_IN_B : OPERAND_IN_C, name, sizeof name);
            vm_fail_here(vm, "number%s has no integer representation", name);
            return FLOW_RAISE;
        }
        return fail_operand(vm, "perform bitwise operation on", is_second ? b : a,
                            is_second ? OPERAND_IN_C : OPERAND_IN_B);
    }
    return fail_operand(vm, "perform arithmetic on", is_second ? b : a,
                        is_second ? OPERAND_IN_C : OPERAND_IN_B);
}

Flow operate_arith(VM *vm, Arith op, Value a, Value b, uint32_t slot)
{
    Value result;
    switch (arith_values(op, a, b, &result)) {
    case ARITH_DONE: vm->fiber->stack[slot] = result; return FLOW_NEXT;
    case ARITH_BY_ZERO: vm_fail_here(vm, "%s", arith_by_zero_text(op)); return FLOW_RAISE;
    case ARITH_NOT_NUMBER:
    case ARITH_NOT_INTEGER: break;
    }
    Value method = find_method(vm, a, b, ARITH_EVENTS[op]);
    if (value_is_nil(method)) return fail_arith(vm, op, a, b);
    Value args[2] = {a, b};
    return call_function(vm, method, args, 2, &(Target){.slot = slot, .want = 1});
}

/* ---- concatenation ---- */

static bool is_text(Value v)
{
    return v.tag == TAG_STRING || value_is_number(v);
}

static size_t text_of(Value v, char *buffer, const char **out)
{
    if (v.tag == TAG_STRING) {
        *out = value_string(v)->data;
        return value_string(v)->length;
    }
    *out = buffer;
    return value_number_to_text(v, buffer);
}

/* Joins `count` texts at `values` into the first of them. */
static bool join(VM *vm, Value *values, uint32_t count)
{
    char buffer[VALUE_TEXT_MAX];
    const char *text;
    size_t total = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t length = text_of(values[i], buffer, &text);
        if (length > SIZE_MAX / 4 - total)
            return vm_fail_here(vm, "string length overflow");
        total += length;
    }
    char small[STRING_SHORT_MAX];
    String *result = NULL;
    char *at = small;
    if (total > STRING_SHORT_MAX) {
        result = string_new_long(vm, total);
        if (!result) return false;
        at = result->data;
    }
    for (uint32_t i = 0; i < count; i++) {
        size_t length = text_of(values[i], buffer, &text);
        memcpy(at, text, length);
        at += length;
    }
    if (!result) result = string_new(vm, small, total);
    if (!result) return false;
    values[0] = string_value(result);
    native_work(vm, total / 64);
    return true;
}

Flow operate_concat(VM *vm, uint32_t slot, uint32_t count)
{
    Fiber *fiber = vm->fiber;
    while (count > 1) {
        Value *values = fiber->stack + slot;
        uint32_t first = count;
        while (first > 0 && is_text(values[first - 1]))
            first--;
        if (count - first >= 2) {
            if (!join(vm, values + first, count - first)) return FLOW_RAISE;
            count = first + 1;
            continue;
        }
        Value a = values[count - 2], b = values[count - 1];
        Value method = find_method(vm, a, b, NAME_CONCAT);
        if (value_is_nil(method)) {
            Value culprit = is_text(a) ? b : a;
            const Frame *frame = fiber_top_frame(fiber);
            uint32_t at = slot + count - (is_text(a) ? 1 : 2);
            const char *name = NULL;
            const char *kind = debug_register_name(frame_closure(fiber, frame)->proto,
                                                   frame_current_pc(fiber, frame),
                                                   at - frame->base, &name);
            char text[120] = "";
            if (kind && name) snprintf(text, sizeof text, " (%s '%.80s')", kind, name);
            vm_fail_here(vm, "attempt to concatenate a %s value%s",
                         vm_type_name(vm, culprit), text);
            return FLOW_RAISE;
        }
        Value args[2] = {a, b};
        Target target = {slot + count - 2, 1, AFTER_CONCAT, (uint16_t)(count - 1)};
        return call_function(vm, method, args, 2, &target);
    }
    return FLOW_NEXT;
}

Flow operate_length(VM *vm, Value v, uint32_t slot)
{
    if (v.tag == TAG_STRING) {
        vm->fiber->stack[slot] = value_integer((int64_t)value_string(v)->length);
        return FLOW_NEXT;
    }
    Value method = vm_metamethod(vm, v, NAME_LEN);
    if (!value_is_nil(method)) {
        Value args[2] = {v, v};
        return call_function(vm, method, args, 2, &(Target){.slot = slot, .want = 1});
    }
    if (v.tag != TAG_TABLE) return fail_operand(vm, "get length of", v, OPERAND_IN_B);
    vm->fiber->stack[slot] = value_integer(table_length((Table *)v.as.object));
    return FLOW_NEXT;
}

/* ---- comparison ---- */

void operate_jump(Frame *frame, bool is_taken)
{
    frame->pc += 1 + (is_taken ? INSTRUCTION_JUMP(frame->pc->instruction) : 0);
}

static Flow decide(VM *vm, bool is_true)
{
    Frame *frame = fiber_top_frame(vm->fiber);
    Instruction test = frame->pc[-1].instruction;
    operate_jump(frame, is_true == (bool)INSTRUCTION_C(test));
    return FLOW_NEXT;
}

static Flow ask_method(VM *vm, Value method, Value a, Value b, After after)
{
    Value args[2] = {a, b};
    Target target = {
        .slot = fiber_free_slot(vm->fiber), .want = 1, .after = (uint8_t)after};
    return call_function(vm, method, args, 2, &target);
}

Flow operate_equal(VM *vm, Value a, Value b)
{
    if (value_equals(a, b)) return decide(vm, true);
    bool may_ask = a.tag == b.tag && (a.tag == TAG_TABLE || a.tag == TAG_HANDLE);
    if (!may_ask) return decide(vm, false);
    Value method = find_method(vm, a, b, NAME_EQ);
    if (value_is_nil(method)) return decide(vm, false);
    return ask_method(vm, method, a, b, AFTER_TEST);
}

static Flow fail_compare(VM *vm, Value a, Value b)
{
    const char *first = vm_type_name(vm, a);
    const char *second = vm_type_name(vm, b);
    if (strcmp(first, second) == 0)
        vm_fail_here(vm, "attempt to compare two %s values", first);
    else
        vm_fail_here(vm, "attempt to compare %s with %s", first, second);
    return FLOW_RAISE;
}

static Flow less_by_method(VM *vm, Value a, Value b)
{
    Value method = find_method(vm, a, b, NAME_LT);
    if (value_is_nil(method)) return fail_compare(vm, a, b);
    return ask_method(vm, method, a, b, AFTER_TEST);
}

/* Without __le, a <= b is not (b < a): so has it Debian's lua5.4. */
static Flow less_equal_by_method(VM *vm, Value a, Value b)
{
    Value method = find_method(vm, a, b, NAME_LE);
    if (!value_is_nil(method)) return ask_method(vm, method, a, b, AFTER_TEST);
    method = find_method(vm, b, a, NAME_LT);
    if (value_is_nil(method)) return fail_compare(vm, a, b);
    return ask_method(vm, method, b, a, AFTER_TEST_NOT);
}

Flow operate_less(VM *vm, Value a, Value b)
{
    if (value_is_number(a) && value_is_number(b)) return decide(vm, number_less(a, b));
    if (a.tag == TAG_STRING && b.tag == TAG_STRING)
        return decide(vm, string_compare(value_string(a), value_string(b)) < 0);
    return less_by_method(vm, a, b);
}

Flow operate_less_equal(VM *vm, Value a, Value b)
{
    if (value_is_number(a) && value_is_number(b))
        return decide(vm, number_less_equal(a, b));
    if (a.tag == TAG_STRING && b.tag == TAG_STRING)
        return decide(vm, string_compare(value_string(a), value_string(b)) <= 0);
    return less_equal_by_method(vm, a, b);
}

/* ---- numeric for ---- */

/* The integer limit of a loop; false: it does not run. */
static bool integer_limit(Value limit, int64_t start, int64_t step, int64_t *out)
{
    if (limit.tag == TAG_INTEGER) {
        *out = limit.as.integer;
    } else {
        double n = limit.as.number;
        double rounded = step < 0 ? ceil(n) : floor(n);
        if (rounded >= 9223372036854775808.0) {
            if (step < 0) return false;
            *out = INT64_MAX;
        } else if (!(rounded >= -9223372036854775808.0)) { /* NaN, too */
            if (step > 0) return false;
            *out = INT64_MIN;
        } else {
            *out = (int64_t)rounded;
        }
    }
    return step > 0 ? start <= *out : start >= *out;
}

static bool prepare_integers(Value *r, bool *out_runs)
{
    int64_t start = r[0].as.integer, step = r[2].as.integer, limit;
    *out_runs = integer_limit(r[1], start, step, &limit);
    if (!*out_runs) return true;
    bool is_upward = step > 0;
    uint64_t distance =
        is_upward ? (uint64_t)limit - (uint64_t)start : (uint64_t)start - (uint64_t)limit;
    uint64_t stride = is_upward ? (uint64_t)step : (uint64_t)0 - (uint64_t)step;
    r[1] = value_integer((int64_t)(stride > 1 ? distance / stride : distance));
    r[3] = r[0];
    return true;
}

static bool fail_for(VM *vm, const char *what, Value v)
{
    return vm_fail_here(vm, "bad 'for' %s (number expected, got %s)", what,
                        vm_type_name(vm, v));
}

/* Strings that are numerals become numbers; false: not a number. */
static bool to_number(Value *v)
{
    if (value_is_number(*v)) return true;
    if (v->tag != TAG_STRING) return false;
    const String *text = value_string(*v);
    return value_from_text(text->data, text->length, v);
}

bool operate_for_prepare(VM *vm, Value *r, bool *out_runs)
{
    bool is_integer = r[0].tag == TAG_INTEGER && r[2].tag == TAG_INTEGER;
    if (is_integer && r[2].as.integer == 0) return vm_fail_here(vm, "'for' step is zero");
    if (!to_number(&r[1])) return fail_for(vm, "limit", r[1]);
    if (is_integer) return prepare_integers(r, out_runs);
    if (!to_number(&r[2])) return fail_for(vm, "step", r[2]);
    if (!to_number(&r[0])) return fail_for(vm, "initial value", r[0]);
    double start = as_float(r[0]), limit = as_float(r[1]), step = as_float(r[2]);
    if (step == 0) return vm_fail_here(vm, "'for' step is zero");
    *out_runs = !(step > 0 ? limit < start : start < limit); /* once for NaN */
    r[0] = r[3] = value_float(start);
    r[1] = value_float(limit);
    r[2] = value_float(step);
    return true;
}
