/*
 * table.sort: a stable merge sort, from the bottom up. It works on two auxiliary
 * tables and writes the sorted table only at the end, so an error in a comparison
 * leaves the table whole. Numbers or strings without a comparator are sorted here,
 * a slice at an entry; what needs calls is left to the same sort in Lua (table.lua),
 * where a call costs least.
 *
 *   args: | table | comparator | from | to | n | width | left | middle | right | high |
 * seen |
 *
 *   from: | … sorted run of `width` … | … sorted run …  |      to: | … merged |
 *                       ^left           ^middle  ^right ^high
 *
 * Auxiliary tables have n + 1 elements; the last one is `true`, so that elements
 * may be nil. Positions count from 0. After a pass from and to change places.
 */
#include "lib/lib.h"
#include "lib/slices.h"
#include "lib/tables.h"

#include <string.h>

#include "vm/interpret.h"

enum {
    REG_TABLE,
    REG_COMPARATOR,
    REG_FROM,
    REG_TO,
    REG_N,
    REG_WIDTH,
    REG_LEFT, /* counts in the steps that do not merge */
    REG_MIDDLE,
    REG_RIGHT,
    REG_HIGH,
    REG_SEEN,

    STEP_COLLECT = 1,                    /* copies the table */
    STEP_RUNS = TABLE_STEP_MEASURED + 1, /* sorts runs of SORT_RUN_ELEMENTS */
    STEP_MERGE,                          /* merges them */
    STEP_STORE,                          /* copies back */

    RUNS_PER_SLICE = 8,

    SEEN_INTEGER = 1 << 0,
    SEEN_FLOAT = 1 << 1,
    SEEN_STRING = 1 << 2,
    SEEN_OTHER = 1 << 3
};

_Static_assert((int)REG_SEEN + 1 == (int)TABLE_SORT_REGISTERS, "registers of table.sort");
_Static_assert((int)STEP_STORE == (int)TABLE_SORT_STEPS, "steps of table.sort");

typedef struct Sort {
    VM *vm;
    NativeCall *call;
    Table *table;
    Table *from;
    Table *to;
    uint64_t n;
    uint64_t width;
    uint64_t left;
    uint64_t middle;
    uint64_t right;
    uint64_t high;
    unsigned seen; /* SEEN_… of the elements */
} Sort;

/* ---- state in registers ---- */

static void keep_state(Sort *sort)
{
    Value *args = sort->call->args;
    args[REG_FROM] = value_object(TAG_TABLE, sort->from);
    args[REG_TO] = value_object(TAG_TABLE, sort->to);
    args[REG_N] = value_integer((int64_t)sort->n);
    args[REG_WIDTH] = value_integer((int64_t)sort->width);
    args[REG_LEFT] = value_integer((int64_t)sort->left);
    args[REG_MIDDLE] = value_integer((int64_t)sort->middle);
    args[REG_RIGHT] = value_integer((int64_t)sort->right);
    args[REG_HIGH] = value_integer((int64_t)sort->high);
    args[REG_SEEN] = value_integer(sort->seen);
}

static NativeStatus again(Sort *sort, uint32_t step, uint64_t ticks)
{
    keep_state(sort);
    native_work(sort->vm, ticks);
    sort->call->step = step;
    return NATIVE_AGAIN;
}

/* The two runs that begin at `low` are next. */
static void begin_pair(Sort *sort, uint64_t low)
{
    const uint64_t n = sort->n;
    sort->left = low;
    sort->middle = low + sort->width < n ? low + sort->width : n;
    sort->right = sort->middle;
    sort->high = sort->middle + sort->width < n ? sort->middle + sort->width : n;
}

/* An auxiliary table with its first `count` elements in place, and the mark. */
static bool is_auxiliary(const Table *table, uint64_t count)
{
    return table->array_count > count && !table->metatable;
}

static bool take_registers(Sort *sort)
{
    const Value *args = sort->call->args;
    uint32_t wrong = (args[REG_TABLE].tag ^ TAG_TABLE) |
                     (args[REG_FROM].tag ^ TAG_TABLE) | (args[REG_TO].tag ^ TAG_TABLE);
    for (int i = REG_N; i <= REG_SEEN; i++)
        wrong |= args[i].tag ^ TAG_INTEGER;
    if (wrong) return false;
    sort->table = (Table *)args[REG_TABLE].as.object;
    sort->from = (Table *)args[REG_FROM].as.object;
    sort->to = (Table *)args[REG_TO].as.object;
    sort->n = (uint64_t)args[REG_N].as.integer;
    sort->width = (uint64_t)args[REG_WIDTH].as.integer;
    sort->left = (uint64_t)args[REG_LEFT].as.integer;
    sort->middle = (uint64_t)args[REG_MIDDLE].as.integer;
    sort->right = (uint64_t)args[REG_RIGHT].as.integer;
    sort->high = (uint64_t)args[REG_HIGH].as.integer;
    sort->seen = (unsigned)args[REG_SEEN].as.integer;
    return sort->from != sort->to && sort->from != sort->table && sort->to != sort->table;
}

/* false: forged. */
static bool take_state(Sort *sort)
{
    if (!take_registers(sort)) return false;
    if (sort->n < 2 || sort->n >= TABLE_MAX_ARRAY || sort->left > sort->n) return false;
    if (sort->width < 1 || sort->width > sort->n) return false;
    if (sort->left > sort->middle || sort->middle > sort->right ||
        sort->right > sort->high || sort->high > sort->n)
        return false;
    if (sort->call->step != STEP_COLLECT)
        return is_auxiliary(sort->from, sort->n) && is_auxiliary(sort->to, sort->n);
    return sort->from->array_capacity > sort->n && sort->to->array_capacity > sort->n &&
           is_auxiliary(sort->from, sort->left) && is_auxiliary(sort->to, sort->left);
}

/* Goes on to the next pair of runs. false: all is sorted, in `from`. */
static bool next_pair(Sort *sort)
{
    uint64_t low = sort->high;
    if (low >= sort->n) {
        Table *merged = sort->to;
        sort->to = sort->from;
        sort->from = merged;
        sort->width *= 2;
        low = 0;
        if (sort->width >= sort->n) sort->width = sort->n;
    }
    begin_pair(sort, low);
    return low > 0 || sort->width < sort->n;
}

/* For the steps that only count, from 0 to n in `left`. */
static void begin_count(Sort *sort)
{
    sort->left = 0;
    sort->middle = sort->n;
    sort->right = sort->n;
    sort->high = sort->n;
}

/* The slots first … end-1 of an auxiliary table were written. */
static void declare_written(VM *vm, Table *table, uint64_t first, uint64_t end)
{
    if (!(table->header.flags & OBJECT_WATCHED)) return;
    for (uint64_t i = first; i < end; i++)
        table_barrier(vm, table, &table->array[i], table->array[i]);
}

/* ---- orders of plain values ---- */

typedef bool (*Less)(Value a, Value b);

static inline bool less_integer(Value a, Value b)
{
    return a.as.integer < b.as.integer;
}

static inline bool less_float(Value a, Value b)
{
    return a.as.number < b.as.number;
}

static inline bool less_number(Value a, Value b)
{
    return value_is_number(a) && value_is_number(b) && number_less(a, b);
}

/* The tags were seen at the start, but a snapshot may lie. */
static inline bool less_string(Value a, Value b)
{
    return a.tag == TAG_STRING && b.tag == TAG_STRING &&
           string_compare(value_string(a), value_string(b)) < 0;
}

typedef struct Merge {
    const Value *from;
    Value *to;
    uint64_t left, middle, right, high;
} Merge;

/* Merges up to `limit` elements; the target's place follows from the others. */
static inline __attribute__((always_inline)) void merge_some(Merge *merge, uint64_t limit,
                                                             Less less)
{
    const Value *left = merge->from + merge->left;
    const Value *const left_end = merge->from + merge->middle;
    const Value *right = merge->from + merge->right;
    const Value *const right_end = merge->from + merge->high;
    Value *to = merge->to + merge->left + (merge->right - merge->middle);
    Value *const end = to + limit;
    while (to < end && left < left_end && right < right_end) {
        const bool is_right = less(*right, *left);
        *to++ = *(is_right ? right : left);
        right += is_right;
        left += !is_right;
    }
    while (to < end && left < left_end)
        *to++ = *left++;
    while (to < end && right < right_end)
        *to++ = *right++;
    merge->left = (uint64_t)(left - merge->from);
    merge->right = (uint64_t)(right - merge->from);
}

static inline __attribute__((always_inline)) void
insertion_sort(Value *values, uint64_t count, Less less)
{
    for (uint64_t i = 1; i < count; i++) {
        const Value v = values[i];
        uint64_t at = i;
        for (; at > 0 && less(v, values[at - 1]); at--)
            values[at] = values[at - 1];
        values[at] = v;
    }
}

/* Sorts up to SORT_RUN_ELEMENTS values in place. */
static inline __attribute__((always_inline)) void sort_run(Value *values, uint64_t count,
                                                           Less less)
{
    Value spare[SORT_RUN_ELEMENTS];
    Value *from = values;
    Value *to = spare;
    for (uint64_t i = 0; i < count; i += SORT_INSERTION_ELEMENTS)
        insertion_sort(values + i,
                       count - i < SORT_INSERTION_ELEMENTS ? count - i
                                                           : SORT_INSERTION_ELEMENTS,
                       less);
    for (uint64_t width = SORT_INSERTION_ELEMENTS; width < count; width *= 2) {
        for (uint64_t low = 0; low < count; low += 2 * width) {
            const uint64_t middle = low + width < count ? low + width : count;
            const uint64_t high = middle + width < count ? middle + width : count;
            Merge merge = {from, to, low, middle, middle, high};
            merge_some(&merge, high - low, less);
        }
        Value *const merged = to;
        to = from;
        from = merged;
    }
    if (from != values) memcpy(values, from, count * sizeof *values);
}

static void sort_run_of(Value *values, uint64_t count, unsigned seen)
{
    switch (seen) {
    case SEEN_INTEGER: sort_run(values, count, less_integer); break;
    case SEEN_FLOAT: sort_run(values, count, less_float); break;
    case SEEN_STRING: sort_run(values, count, less_string); break;
    default: sort_run(values, count, less_number); break;
    }
}

static void merge_some_of(Merge *merge, uint64_t limit, unsigned seen)
{
    switch (seen) {
    case SEEN_INTEGER: merge_some(merge, limit, less_integer); break;
    case SEEN_FLOAT: merge_some(merge, limit, less_float); break;
    case SEEN_STRING: merge_some(merge, limit, less_string); break;
    default: merge_some(merge, limit, less_number); break;
    }
}

static unsigned seen_of(Value v)
{
    switch (v.tag) {
    case TAG_INTEGER: return SEEN_INTEGER;
    case TAG_FLOAT: return SEEN_FLOAT;
    case TAG_STRING: return SEEN_STRING;
    default: return SEEN_OTHER;
    }
}

static bool is_plain(unsigned seen)
{
    return seen == SEEN_STRING || (seen & (SEEN_STRING | SEEN_OTHER)) == 0;
}

/* ---- copying back ---- */

static bool store(VM *vm, Table *table, uint64_t i, Value v)
{
    if (i >= table->array_count || value_is_nil(v))
        return table_set_integer(vm, table, (int64_t)i + 1, v);
    table->array[i] = v;
    table_barrier(vm, table, &table->array[i], v);
    return true;
}

static NativeStatus store_slice(Sort *sort)
{
    const uint64_t end =
        sort->n - sort->left > SLICE_ELEMENTS ? sort->left + SLICE_ELEMENTS : sort->n;
    for (; sort->left < end; sort->left++)
        if (!store(sort->vm, sort->table, sort->left, sort->from->array[sort->left]))
            return NATIVE_ERROR;
    if (sort->left < sort->n) return again(sort, STEP_STORE, SLICE_ELEMENTS);
    native_work(sort->vm, sort->n % SLICE_ELEMENTS);
    return native_return_nothing(sort->call);
}

static NativeStatus begin_store(Sort *sort)
{
    begin_count(sort);
    return store_slice(sort);
}

/* ---- merging in slices ---- */

static NativeStatus merge_slice(Sort *sort)
{
    uint64_t budget = SLICE_ELEMENTS;
    while (budget > 0) {
        const uint64_t first = sort->left + (sort->right - sort->middle);
        Merge merge = {sort->from->array, sort->to->array, sort->left,
                       sort->middle,      sort->right,     sort->high};
        const uint64_t limit = sort->high - first < budget ? sort->high - first : budget;
        merge_some_of(&merge, limit, sort->seen);
        declare_written(sort->vm, sort->to, first, first + limit);
        sort->left = merge.left;
        sort->right = merge.right;
        budget -= limit;
        if (first + limit < sort->high) break;
        if (!next_pair(sort)) return begin_store(sort);
    }
    return again(sort, STEP_MERGE, SLICE_ELEMENTS);
}

static NativeStatus runs_slice(Sort *sort)
{
    const uint64_t most = (uint64_t)RUNS_PER_SLICE * SORT_RUN_ELEMENTS;
    const uint64_t end = sort->n - sort->left > most ? sort->left + most : sort->n;
    const uint64_t first = sort->left;
    for (uint64_t at = first; at < end; at += SORT_RUN_ELEMENTS) {
        const uint64_t rest = sort->n - at;
        sort_run_of(sort->from->array + at,
                    rest < SORT_RUN_ELEMENTS ? rest : SORT_RUN_ELEMENTS, sort->seen);
    }
    declare_written(sort->vm, sort->from, first, end);
    sort->left = end;
    if (end < sort->n) return again(sort, STEP_RUNS, SLICE_ELEMENTS);
    sort->width = SORT_RUN_ELEMENTS < sort->n ? SORT_RUN_ELEMENTS : sort->n;
    if (sort->width == sort->n) return begin_store(sort);
    begin_pair(sort, 0);
    return again(sort, STEP_MERGE, SLICE_ELEMENTS);
}

/* ---- orders that need calls ---- */

/* "Less than" as the operator has it, for table_sort() of table.lua. */
NativeStatus table_is_less(VM *vm, NativeCall *call)
{
    const Value a = call->args[0];
    const Value b = call->args[1];
    if (value_is_number(a) && value_is_number(b))
        return native_return(call, value_bool(number_less(a, b)));
    if (a.tag == TAG_STRING && b.tag == TAG_STRING)
        return native_return(call, value_bool(less_string(a, b)));
    Value function = vm_metamethod(vm, a, NAME_LT);
    if (value_is_nil(function)) function = vm_metamethod(vm, b, NAME_LT);
    if (!value_is_nil(function)) {
        Value *callee = native_scratch(vm, call, 3);
        if (!callee) return NATIVE_ERROR;
        callee[0] = function;
        callee[1] = a;
        callee[2] = b;
        call->callee = callee;
        call->callee_count = 2;
        return NATIVE_TAIL;
    }
    const char *first = vm_type_name(vm, a);
    const char *second = vm_type_name(vm, b);
    if (strcmp(first, second) == 0)
        vm_fail(vm, "attempt to compare two %s values", first);
    else
        vm_fail(vm, "attempt to compare %s with %s", first, second);
    return NATIVE_ERROR;
}

static NativeStatus leave_to_lua(VM *vm, NativeCall *call, int64_t n)
{
    value_copy(&call->args[2], &call->args[REG_COMPARATOR]);
    call->args[1] = value_integer(n);
    return lib_hand_over_registers(vm, call, "table_sort", 3);
}

/* ---- the start ---- */

static NativeStatus begin_merge(Sort *sort)
{
    if (!is_plain(sort->seen))
        return leave_to_lua(sort->vm, sort->call, (int64_t)sort->n);
    sort->width = 1;
    begin_count(sort);
    return runs_slice(sort);
}

/* Both auxiliary tables get the elements, so that all their slots are defined. */
static NativeStatus collect_slice(Sort *sort)
{
    const uint64_t first = sort->left;
    const uint64_t end =
        sort->n - first > SLICE_ELEMENTS ? first + SLICE_ELEMENTS : sort->n;
    for (; sort->left < end; sort->left++) {
        const Value v = table_get_integer(sort->table, (int64_t)sort->left + 1);
        sort->seen |= seen_of(v);
        sort->from->array[sort->left] = v;
        sort->to->array[sort->left] = VALUE_TRUE;
    }
    sort->from->array[end] = VALUE_TRUE;
    sort->to->array[end] = VALUE_TRUE;
    sort->from->array_count = (uint32_t)end + 1;
    sort->to->array_count = (uint32_t)end + 1;
    declare_written(sort->vm, sort->from, first, end + 1);
    declare_written(sort->vm, sort->to, first, end + 1);
    if (end < sort->n) return again(sort, STEP_COLLECT, SLICE_ELEMENTS);
    return begin_merge(sort);
}

/* Few plain values need no auxiliary tables. false: not of that kind. */
static bool sort_few(Sort *sort)
{
    Value values[SORT_RUN_ELEMENTS];
    if (sort->n > SORT_RUN_ELEMENTS || sort->n > sort->table->array_count) return false;
    memcpy(values, sort->table->array, sort->n * sizeof(Value));
    unsigned seen = 0;
    for (uint64_t i = 0; i < sort->n; i++)
        seen |= seen_of(values[i]);
    if (!is_plain(seen)) return false;
    sort_run_of(values, sort->n, seen);
    for (uint64_t i = 0; i < sort->n; i++)
        (void)store(sort->vm, sort->table, i, values[i]); /* present: cannot fail */
    native_work(sort->vm, sort->n * 4);
    return true;
}

/* Sorts a raw table without a comparator. */
static NativeStatus begin(Sort *sort)
{
    NativeCall *call = sort->call;
    if (sort_few(sort)) return native_return_nothing(call);
    if (sort->n >= TABLE_MAX_ARRAY) return native_error(sort->vm, "table overflow");
    if (!lib_has_memory(sort->vm, 2 * (sort->n + 1) * sizeof(Value))) return NATIVE_ERROR;
    sort->from = table_new(sort->vm, (uint32_t)sort->n + 1, 0);
    sort->to = sort->from ? table_new(sort->vm, (uint32_t)sort->n + 1, 0) : NULL;
    if (!sort->to) return NATIVE_ERROR;
    sort->width = 1;
    begin_count(sort);
    return collect_slice(sort);
}

/* Measures the list and looks at the arguments. */
static NativeStatus measure(Sort *sort)
{
    VM *vm = sort->vm;
    NativeCall *call = sort->call;
    Access access;
    int64_t n;
    const NativeStatus status =
        table_begin(vm, call, ACCESS_READ | ACCESS_WRITE, &access, &sort->table, &n);
    if (status != NATIVE_RETURN) return status;
    if (n < 2) return native_return_nothing(call);
    if (n >= INT32_MAX) return native_argument_error(vm, call, 1, "array too big");
    const bool has_comparator = native_is_given(call, REG_COMPARATOR);
    if (has_comparator && !native_take_function(vm, call, REG_COMPARATOR))
        return NATIVE_ERROR;
    if (access == ACCESS_LUA || has_comparator) return leave_to_lua(vm, call, n);
    sort->n = (uint64_t)n;
    return begin(sort);
}

NativeStatus table_sort(VM *vm, NativeCall *call)
{
    Sort sort = {.vm = vm, .call = call};
    if (call->step == 0 || call->step == TABLE_STEP_MEASURED) return measure(&sort);
    if (!take_state(&sort)) return native_error(vm, "corrupt state of 'table.sort'");
    switch (call->step) {
    case STEP_COLLECT: return collect_slice(&sort);
    case STEP_RUNS: return runs_slice(&sort);
    case STEP_MERGE: return merge_slice(&sort);
    default: return store_slice(&sort);
    }
}
