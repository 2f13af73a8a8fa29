/*
 * The table library, but for sort. Tables that can be accessed raw are handled
 * here, a slice at an entry; those whose metatable has __index, __newindex or
 * __len are handed over to functions written in Lua (table.lua).
 */
#include "lib/builder.h"
#include "lib/lib.h"
#include "lib/slices.h"
#include "lib/tables.h"

#include <string.h>

enum {
    MAX_RESULTS = 1000000, /* as Lua: what fits on its stack */
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

NativeStatus table_hand_over(VM *vm, NativeCall *call)
{
    Table *prelude = lib_prelude_table(vm);
    const char *own_name = strrchr(call->def->name, '.') + 1;
    String *name = prelude ? string_format(vm, "table_%s", own_name) : NULL;
    Value *callee = name ? native_scratch(vm, call, call->count + 1) : NULL;
    if (!callee) return NATIVE_ERROR;
    callee[0] = table_get_string(prelude, name);
    memcpy(callee + 1, call->args, call->count * sizeof(Value));
    call->callee = callee;
    call->callee_count = call->count;
    return NATIVE_TAIL;
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
    call->step = 1;
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

static NativeStatus table_insert(VM *vm, NativeCall *call)
{
    Table *table;
    int64_t position;
    int64_t at;
    if (call->step > 0) {
        if (!take_progress(call, &table, &at, &position)) return corrupt(vm, call);
        if (at < position || position < 1) return corrupt(vm, call);
        return insert_slice(vm, call, table, at, position);
    }
    const unsigned needs = ACCESS_READ | ACCESS_WRITE | ACCESS_LENGTH;
    const Access access = table_access(vm, call, 0, needs, &table);
    if (access == ACCESS_FAILED) return NATIVE_ERROR;
    if (access == ACCESS_LUA) return table_hand_over(vm, call);
    const int64_t next = table_length(table) + 1;
    if (call->count == 2) {
        if (!table_set_integer(vm, table, next, call->args[1])) return NATIVE_ERROR;
        return native_return_nothing(call);
    }
    if (call->count != 3)
        return native_error(vm, "wrong number of arguments to 'insert'");
    if (!native_take_integer(vm, call, 1, &position)) return NATIVE_ERROR;
    if (position < 1 || position > next)
        return native_argument_error(vm, call, 2, "position out of bounds");
    return insert_slice(vm, call, table, next, position);
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

static NativeStatus table_remove(VM *vm, NativeCall *call)
{
    Table *table;
    int64_t at;
    int64_t length;
    if (call->step > 0) {
        if (!take_progress(call, &table, &at, &length)) return corrupt(vm, call);
        if (at < 1 || at > length) return corrupt(vm, call);
        return remove_slice(vm, call, table, at, length);
    }
    const unsigned needs = ACCESS_READ | ACCESS_WRITE | ACCESS_LENGTH;
    const Access access = table_access(vm, call, 0, needs, &table);
    if (access == ACCESS_FAILED) return NATIVE_ERROR;
    if (access == ACCESS_LUA) return table_hand_over(vm, call);
    length = table_length(table);
    at = length;
    if (call->count > 1) {
        if (!native_take_integer(vm, call, 1, &at)) return NATIVE_ERROR;
        if (at != length && (uint64_t)at - 1 > (uint64_t)length)
            return native_argument_error(vm, call, 1, "position out of bounds");
    }
    call->args[REG_KEPT] = table_get_integer(table, at);
    if (at >= length) length = at;
    return remove_slice(vm, call, table, at, length);
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

static NativeStatus table_concat(VM *vm, NativeCall *call)
{
    Table *table;
    int64_t at;
    int64_t last;
    String *separator;
    if (call->step > 0) {
        if (!take_progress(call, &table, &at, &last)) return corrupt(vm, call);
    } else {
        const Access access =
            table_access(vm, call, 0, ACCESS_READ | ACCESS_LENGTH, &table);
        if (access == ACCESS_FAILED) return NATIVE_ERROR;
        if (access == ACCESS_LUA) return table_hand_over(vm, call);
        if (!native_option_string(vm, call, 1, &separator)) return NATIVE_ERROR;
        if (!native_option_integer(vm, call, 2, 1, &at)) return NATIVE_ERROR;
        if (!native_option_integer(vm, call, 3, table_length(table), &last))
            return NATIVE_ERROR;
        call->args[REG_KEPT] = VALUE_NIL;
    }
    Builder out;
    builder_init(&out, vm);
    const NativeStatus status = concat_slice(vm, call, &out, at, last);
    builder_deinit(&out);
    return status;
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

/* Errors of an operator come without a position when C code is at work. */
static NativeStatus unpack_error(VM *vm, const NativeCall *call, Value v)
{
    vm_fail(vm, "attempt to %s a %s value",
            native_is_given(call, 2) ? "index" : "get length of", vm_type_name(vm, v));
    return NATIVE_ERROR;
}

static NativeStatus table_unpack(VM *vm, NativeCall *call)
{
    int64_t first;
    int64_t last;
    const Value v = call->args[0];
    const bool is_table = v.tag == TAG_TABLE;
    if (!is_table && !has_event(vm, v, NAME_INDEX)) return unpack_error(vm, call, v);
    if (!is_table || has_event(vm, v, NAME_INDEX) || has_event(vm, v, NAME_LEN))
        return table_hand_over(vm, call);
    const Table *table = (const Table *)v.as.object;
    if (!native_option_integer(vm, call, 1, 1, &first)) return NATIVE_ERROR;
    if (!native_option_integer(vm, call, 2, table_length(table), &last))
        return NATIVE_ERROR;
    if (first > last) return native_return_nothing(call);
    if ((uint64_t)last - (uint64_t)first >= MAX_RESULTS)
        return native_error(vm, "too many results to unpack");
    const uint32_t count = (uint32_t)(last - first) + 1;
    Value *results = native_scratch(vm, call, count);
    if (!results) return NATIVE_ERROR;
    for (uint32_t i = 0; i < count; i++)
        results[i] = table_get_integer(table, (int64_t)((uint64_t)first + i));
    native_work(vm, count / 2);
    call->results = results;
    call->result_count = count;
    return NATIVE_RETURN;
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
    if (read == ACCESS_LUA || write == ACCESS_LUA) return table_hand_over(vm, call);
    return move_slice(vm, call, 0, (uint64_t)count);
}

/* ---- the library ---- */

const NativeDef LIB_TABLE[] = {
    {"table.concat", table_concat, REG_KEPT + 2, 0, 1},
    {"table.insert", table_insert, REG_KEPT, 0, 1},
    {"table.move", table_move, REG_KEPT, 0, 1},
    {"table.pack", table_pack, 0, 0, 0},
    {"table.remove", table_remove, REG_KEPT + 1, 0, 1},
    {"table.sort", table_sort, TABLE_SORT_REGISTERS, 0, TABLE_SORT_STEPS},
    {"table.unpack", table_unpack, 3, 0, 0},
    {NULL, NULL, 0, 0, 0},
};

bool lib_open_table(VM *vm)
{
    return lib_open_module(vm, "table", LIB_TABLE, true) != NULL;
}
