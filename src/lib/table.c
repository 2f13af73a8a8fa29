/*
 * The table library, but for sort. Arguments are checked here, and tables that can
 * be accessed raw are handled here, a slice at an entry; those whose metatable has
 * __index, __newindex or __len are handed over, once they have been measured, to
 * functions written in Lua (table.lua).
 */
#include "lib/builder.h"
#include "lib/lib.h"
#include "lib/slices.h"
#include "lib/tables.h"

#include <string.h>

enum {
    MAX_RESULTS = 1000000, /* as Lua: what fits on its stack */
    STEP_SLICE = 1,
    /* registers */
    REG_AT = 5,   /* where the work goes on */
    REG_LAST = 6, /* where it ends */
    REG_KEPT = 7  /* two registers, builder.h; a removed value */
};

/* ---- raw tables and others ---- */

static bool has_event(VM *vm, Value v, NameId event)
{
    return !value_is_nil(vm_metamethod(vm, v, event));
}

Access table_access(VM *vm, NativeCall *call, uint32_t index, unsigned needs, Table **out)
{
    const Value v = index < call->count ? call->args[index] : VALUE_NIL;
    if (v.tag == TAG_TABLE) {
        *out = (Table *)v.as.object;
        if (!(*out)->metatable) return ACCESS_RAW;
    } else if (((needs & ACCESS_READ) && !has_event(vm, v, NAME_INDEX)) ||
               ((needs & ACCESS_WRITE) && !has_event(vm, v, NAME_NEWINDEX)) ||
               ((needs & ACCESS_LENGTH) && !has_event(vm, v, NAME_LEN))) {
        native_type_error(vm, call, index + 1, "table");
        return ACCESS_FAILED;
    }
    const bool is_raw = v.tag == TAG_TABLE && !has_event(vm, v, NAME_INDEX) &&
                        !has_event(vm, v, NAME_NEWINDEX) && !has_event(vm, v, NAME_LEN);
    return is_raw ? ACCESS_RAW : ACCESS_LUA;
}

/* What a __len gave. */
static NativeStatus take_length(VM *vm, const NativeCall *call, int64_t *out)
{
    const Value length = call->value_count > 0 ? call->values[0] : VALUE_NIL;
    if (value_to_integer(length, out)) return NATIVE_RETURN;
    return native_error(vm, "object length is not an integer");
}

NativeStatus table_measure(VM *vm, NativeCall *call, int64_t *out)
{
    if (call->step == TABLE_STEP_MEASURED) return take_length(vm, call, out);
    const Value v = call->args[0];
    const Value method = vm_metamethod(vm, v, NAME_LEN);
    if (v.tag == TAG_STRING) {
        *out = (int64_t)value_string(v)->length;
    } else if (!value_is_nil(method)) {
        Value *callee = native_scratch(vm, call, 3);
        if (!callee) return NATIVE_ERROR;
        callee[0] = method;
        callee[1] = v; /* twice, as for the operators of two values */
        callee[2] = v;
        return native_call(call, callee, 2, 1, TABLE_STEP_MEASURED);
    } else if (v.tag == TAG_TABLE) {
        *out = table_length((Table *)v.as.object);
    } else {
        vm_fail(vm, "attempt to get length of a %s value", vm_type_name(vm, v));
        return NATIVE_ERROR;
    }
    return NATIVE_RETURN;
}

NativeStatus table_begin(VM *vm, NativeCall *call, unsigned needs, Access *out_access,
                         Table **out_table, int64_t *out_length)
{
    *out_access = table_access(vm, call, 0, needs | ACCESS_LENGTH, out_table);
    if (*out_access == ACCESS_FAILED) return NATIVE_ERROR;
    if (*out_access == ACCESS_LUA) return table_measure(vm, call, out_length);
    *out_length = table_length(*out_table);
    return NATIVE_RETURN;
}

/* The table, and the place where an interrupted call goes on. false: forged. */
static bool take_progress(const NativeCall *call, Table **out_table, int64_t *out_at,
                          int64_t *out_last)
{
    const Value *args = call->args;
    if (args[0].tag != TAG_TABLE || args[REG_AT].tag != TAG_INTEGER ||
        args[REG_LAST].tag != TAG_INTEGER)
        return false;
    *out_table = (Table *)args[0].as.object;
    *out_at = args[REG_AT].as.integer;
    *out_last = args[REG_LAST].as.integer;
    return true;
}

static NativeStatus again(VM *vm, NativeCall *call, int64_t at, int64_t last)
{
    native_work(vm, SLICE_ELEMENTS);
    call->args[REG_AT] = value_integer(at);
    call->args[REG_LAST] = value_integer(last);
    call->step = STEP_SLICE;
    return NATIVE_AGAIN;
}

static NativeStatus corrupt(VM *vm, const NativeCall *call)
{
    return native_error(vm, "corrupt state of '%s'", call->def->name);
}

/* t[to] = t[from] */
static bool copy_slot(VM *vm, Table *table, int64_t from, int64_t to)
{
    return table_set_integer(vm, table, to, table_get_integer(table, from));
}

/*
 * Moves t[first … last] one place up (by 1) or down (by -1) in one go, if all of
 * it lies within the array part and nobody watches its slots. The array's last
 * element is not overwritten by a nil: it is not moved to.
 */
static bool move_block(Table *table, int64_t first, int64_t last, int by)
{
    if ((table->header.flags & OBJECT_WATCHED) || first + by < 1 || last < first ||
        last + 1 >= (int64_t)table->array_count)
        return false;
    memmove(table->array + first - 1 + by, table->array + first - 1,
            (size_t)(last - first + 1) * sizeof(Value));
    return true;
}

/* ---- insert ---- */

/* Moves t[at-1] to t[at] for falling at > position, then stores the value. */
static NativeStatus insert_slice(VM *vm, NativeCall *call, Table *table, int64_t at,
                                 int64_t position)
{
    const int64_t stop = at - position > SLICE_ELEMENTS ? at - SLICE_ELEMENTS : position;
    if (at > stop && !copy_slot(vm, table, at - 1, at)) return NATIVE_ERROR;
    if (at > stop) at--;
    if (at > stop && move_block(table, stop, at - 1, 1)) at = stop;
    for (; at > stop; at--)
        if (!copy_slot(vm, table, at - 1, at)) return NATIVE_ERROR;
    if (at > position) return again(vm, call, at, position);
    if (!table_set_integer(vm, table, position, call->args[2])) return NATIVE_ERROR;
    return native_return_nothing(call);
}

static NativeStatus insert_again(VM *vm, NativeCall *call)
{
    Table *table;
    int64_t position;
    int64_t at;
    if (!take_progress(call, &table, &at, &position) || at < position || position < 1)
        return corrupt(vm, call);
    return insert_slice(vm, call, table, at, position);
}

static NativeStatus table_insert(VM *vm, NativeCall *call)
{
    Access access;
    Table *table;
    int64_t length;
    if (call->step == STEP_SLICE) return insert_again(vm, call);
    const NativeStatus status =
        table_begin(vm, call, ACCESS_READ | ACCESS_WRITE, &access, &table, &length);
    if (status != NATIVE_RETURN) return status;
    const int64_t next = (int64_t)((uint64_t)length + 1);
    int64_t position = next;
    if (call->count == 2)
        value_copy(&call->args[2], &call->args[1]);
    else if (call->count != 3)
        return native_error(vm, "wrong number of arguments to 'insert'");
    else if (!native_take_integer(vm, call, 1, &position))
        return NATIVE_ERROR;
    else if ((uint64_t)position - 1 >= (uint64_t)next)
        return native_argument_error(vm, call, 2, "position out of bounds");
    if (access == ACCESS_RAW) return insert_slice(vm, call, table, next, position);
    call->args[1] = value_integer(position);
    call->args[3] = value_integer(next);
    return lib_hand_over_registers(vm, call, "table_insert", 4);
}

/* ---- remove ---- */

/* Moves t[at+1] to t[at] for rising at < last, then clears t[last]. */
static NativeStatus remove_slice(VM *vm, NativeCall *call, Table *table, int64_t at,
                                 int64_t last)
{
    const int64_t stop = last - at > SLICE_ELEMENTS ? at + SLICE_ELEMENTS : last;
    if (move_block(table, at + 1, stop - 1, -1)) at = stop - 1;
    for (; at < stop; at++)
        if (!copy_slot(vm, table, at + 1, at)) return NATIVE_ERROR;
    if (at < last) return again(vm, call, at, last);
    if (!table_set_integer(vm, table, at, VALUE_NIL)) return NATIVE_ERROR;
    return native_return(call, call->args[REG_KEPT]);
}

static NativeStatus remove_again(VM *vm, NativeCall *call)
{
    Table *table;
    int64_t at;
    int64_t last;
    if (!take_progress(call, &table, &at, &last) || at < 1 || at > last)
        return corrupt(vm, call);
    return remove_slice(vm, call, table, at, last);
}

static NativeStatus table_remove(VM *vm, NativeCall *call)
{
    Access access;
    Table *table;
    int64_t length;
    int64_t at;
    if (call->step == STEP_SLICE) return remove_again(vm, call);
    const NativeStatus status =
        table_begin(vm, call, ACCESS_READ | ACCESS_WRITE, &access, &table, &length);
    if (status != NATIVE_RETURN) return status;
    if (!native_option_integer(vm, call, 1, length, &at)) return NATIVE_ERROR;
    /* The reference implementation counts the position as the first argument. */
    if (at != length && (uint64_t)at - 1 > (uint64_t)length)
        return native_argument_error(vm, call, 1, "position out of bounds");
    if (access == ACCESS_RAW) {
        call->args[REG_KEPT] = table_get_integer(table, at);
        return remove_slice(vm, call, table, at, at > length ? at : length);
    }
    call->args[1] = value_integer(at);
    call->args[2] = value_integer(length);
    return lib_hand_over_registers(vm, call, "table_remove", 3);
}

/* ---- concat ---- */

static NativeStatus put_element(VM *vm, Builder *out, const Table *table, int64_t at)
{
    char number[VALUE_TEXT_MAX];
    const Value v = table_get_integer(table, at);
    if (v.tag == TAG_STRING)
        builder_put_string(out, value_string(v));
    else if (value_is_number(v))
        builder_put(out, number, value_number_to_text(v, number));
    else
        return native_error(vm, "invalid value (%s) at index %lld in table for 'concat'",
                            value_type_name(v), (long long)at);
    return NATIVE_RETURN;
}

static NativeStatus concat_slice(VM *vm, NativeCall *call, Builder *out, int64_t at,
                                 int64_t last)
{
    String *separator;
    const Table *table = (const Table *)call->args[0].as.object;
    if (!native_option_string(vm, call, 1, &separator)) return NATIVE_ERROR;
    for (uint32_t count = 0; at <= last; count++) {
        if (count == SLICE_ELEMENTS || out->count >= SLICE_BYTES) {
            if (!builder_keep(out, call->args + REG_KEPT)) return NATIVE_ERROR;
            return again(vm, call, at, last);
        }
        if (put_element(vm, out, table, at) == NATIVE_ERROR) return NATIVE_ERROR;
        if (at == last) break; /* `at` may be the largest integer */
        if (separator) builder_put_string(out, separator);
        at++;
    }
    String *text = builder_finish(out, call->args + REG_KEPT);
    return text ? native_return(call, string_value(text)) : NATIVE_ERROR;
}

static NativeStatus concat_run(VM *vm, NativeCall *call, int64_t at, int64_t last)
{
    Builder out;
    builder_init(&out, vm);
    const NativeStatus status = concat_slice(vm, call, &out, at, last);
    builder_deinit(&out);
    return status;
}

static NativeStatus table_concat(VM *vm, NativeCall *call)
{
    Access access;
    Table *table;
    int64_t length;
    int64_t first;
    int64_t last;
    String *separator;
    if (call->step == STEP_SLICE) {
        if (!take_progress(call, &table, &first, &last)) return corrupt(vm, call);
        return concat_run(vm, call, first, last);
    }
    const NativeStatus status =
        table_begin(vm, call, ACCESS_READ, &access, &table, &length);
    if (status != NATIVE_RETURN) return status;
    if (!native_option_string(vm, call, 1, &separator)) return NATIVE_ERROR;
    if (!native_option_integer(vm, call, 2, 1, &first)) return NATIVE_ERROR;
    if (!native_option_integer(vm, call, 3, length, &last)) return NATIVE_ERROR;
    call->args[REG_KEPT] = VALUE_NIL;
    if (access == ACCESS_RAW) return concat_run(vm, call, first, last);
    call->args[2] = value_integer(first);
    call->args[3] = value_integer(last);
    return lib_hand_over_registers(vm, call, "table_concat", 4);
}

/* ---- pack and unpack ---- */

static NativeStatus table_pack(VM *vm, NativeCall *call)
{
    Table *table = table_new(vm, call->count, 1);
    if (!table) return NATIVE_ERROR;
    for (uint32_t i = 0; i < call->count; i++)
        if (!table_set_integer(vm, table, (int64_t)i + 1, call->args[i]))
            return NATIVE_ERROR;
    if (!table_set_named(vm, table, "n", value_integer(call->count))) return NATIVE_ERROR;
    return native_return(call, value_object(TAG_TABLE, table));
}

static NativeStatus unpack_raw(VM *vm, NativeCall *call, const Table *table,
                               int64_t first, uint32_t count)
{
    Value *results = native_scratch(vm, call, count);
    if (!results) return NATIVE_ERROR;
    for (uint32_t i = 0; i < count; i++)
        results[i] = table_get_integer(table, (int64_t)((uint64_t)first + i));
    native_work(vm, count / 2);
    call->results = results;
    call->result_count = count;
    return NATIVE_RETURN;
}

/* Anything may be unpacked that has a length, or needs none, and can be indexed. */
static NativeStatus table_unpack(VM *vm, NativeCall *call)
{
    int64_t first;
    int64_t last;
    if (!native_option_integer(vm, call, 1, 1, &first)) return NATIVE_ERROR;
    if (native_is_given(call, 2)) {
        if (!native_take_integer(vm, call, 2, &last)) return NATIVE_ERROR;
    } else {
        const NativeStatus status = table_measure(vm, call, &last);
        if (status != NATIVE_RETURN) return status;
    }
    if (first > last) return native_return_nothing(call);
    if ((uint64_t)last - (uint64_t)first >= MAX_RESULTS - 1)
        return native_error(vm, "too many results to unpack");
    const Value v = call->args[0];
    if (has_event(vm, v, NAME_INDEX)) {
        call->args[1] = value_integer(first);
        call->args[2] = value_integer(last);
        return lib_hand_over_registers(vm, call, "table_unpack", 3);
    }
    if (v.tag == TAG_TABLE)
        return unpack_raw(vm, call, (Table *)v.as.object, first,
                          (uint32_t)(last - first) + 1);
    /* Errors of an operator have no place when C code is at work. */
    vm_fail(vm, "attempt to index a %s value", vm_type_name(vm, v));
    return NATIVE_ERROR;
}

/* ---- move ---- */

/* Element number `at` of `count` is next; counted from the end when backward. */
static NativeStatus move_slice(VM *vm, NativeCall *call, uint64_t at, uint64_t count)
{
    const uint32_t target = native_is_given(call, 4) ? 4 : 0;
    const int64_t from = call->args[1].as.integer;
    const int64_t to = call->args[3].as.integer;
    const Table *source = (const Table *)call->args[0].as.object;
    Table *destination = (Table *)call->args[target].as.object;
    const bool is_backward =
        to > from && (uint64_t)to - (uint64_t)from < count && source == destination;
    const uint64_t stop = count - at > SLICE_ELEMENTS ? at + SLICE_ELEMENTS : count;
    for (; at < stop; at++) {
        const uint64_t i = is_backward ? count - 1 - at : at;
        const Value v = table_get_integer(source, (int64_t)((uint64_t)from + i));
        if (!table_set_integer(vm, destination, (int64_t)((uint64_t)to + i), v))
            return NATIVE_ERROR;
    }
    if (at < count) return again(vm, call, (int64_t)at, (int64_t)count);
    return native_return(call, call->args[target]);
}

static NativeStatus move_again(VM *vm, NativeCall *call)
{
    Table *table;
    int64_t at;
    int64_t count;
    const Value *args = call->args;
    if (!take_progress(call, &table, &at, &count) || at < 0 || at > count ||
        args[1].tag != TAG_INTEGER || args[3].tag != TAG_INTEGER ||
        (native_is_given(call, 4) && args[4].tag != TAG_TABLE))
        return corrupt(vm, call);
    return move_slice(vm, call, (uint64_t)at, (uint64_t)count);
}

static NativeStatus table_move(VM *vm, NativeCall *call)
{
    Table *table;
    int64_t from;
    int64_t end;
    int64_t to;
    if (call->step > 0) return move_again(vm, call);
    const uint32_t target = native_is_given(call, 4) ? 4 : 0;
    if (!native_take_integer(vm, call, 1, &from)) return NATIVE_ERROR;
    if (!native_take_integer(vm, call, 2, &end)) return NATIVE_ERROR;
    if (!native_take_integer(vm, call, 3, &to)) return NATIVE_ERROR;
    const Access read = table_access(vm, call, 0, ACCESS_READ, &table);
    if (read == ACCESS_FAILED) return NATIVE_ERROR;
    const Access write = table_access(vm, call, target, ACCESS_WRITE, &table);
    if (write == ACCESS_FAILED) return NATIVE_ERROR;
    if (end < from) return native_return(call, call->args[target]);
    if (from <= 0 && end >= INT64_MAX + from)
        return native_argument_error(vm, call, 3, "too many elements to move");
    const int64_t count = end - from + 1;
    if (to > INT64_MAX - count + 1)
        return native_argument_error(vm, call, 4, "destination wrap around");
    call->args[1] = value_integer(from);
    call->args[2] = value_integer(end);
    call->args[3] = value_integer(to);
    if (read == ACCESS_LUA || write == ACCESS_LUA)
        return lib_hand_over_registers(vm, call, "table_move", 5);
    return move_slice(vm, call, 0, (uint64_t)count);
}

/* ---- the library ---- */

const NativeDef LIB_TABLE[] = {
    {"table.concat", table_concat, REG_KEPT + 2, 0, TABLE_STEP_MEASURED},
    {"table.insert", table_insert, REG_KEPT, 0, TABLE_STEP_MEASURED},
    {"table.move", table_move, REG_KEPT, 0, STEP_SLICE},
    {"table.pack", table_pack, 0, 0, 0},
    {"table.remove", table_remove, REG_KEPT + 1, 0, TABLE_STEP_MEASURED},
    {"table.sort", table_sort, TABLE_SORT_REGISTERS, 0, TABLE_SORT_STEPS},
    {"table.unpack", table_unpack, 3, 0, TABLE_STEP_MEASURED},
    {NULL, NULL, 0, 0, 0},
};

/* For table.lua. */
const NativeDef LIB_TABLE_HIDDEN[] = {
    {"table.is_less", table_is_less, 2, 0, 0},
    {NULL, NULL, 0, 0, 0},
};

bool lib_open_table(VM *vm)
{
    Table *prelude = lib_prelude_table(vm);
    return prelude && native_register_into(vm, prelude, LIB_TABLE_HIDDEN) &&
           lib_open_module(vm, "table", LIB_TABLE, true);
}
