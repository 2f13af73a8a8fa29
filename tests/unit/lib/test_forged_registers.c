/*
 * Resumable natives trust nothing in their registers: calls are interrupted, some
 * registers replaced by whatever a forged snapshot could hold, and entered again.
 * They may fail or give nonsense; they may not leave the bounds of an object (the
 * sanitizers watch) or break a table.
 */
#include "checked_vm.h"

#include <string.h>

#include "lib/lib.h"

enum { FIRST_SLOT = 4, POOL_SIZE = 32, VMS = 12, ROUNDS = 60, ENTRIES = 24 };

typedef struct Bench {
    VM *vm;
    uint64_t state;
    Value pool[POOL_SIZE];
    uint32_t pool_count;
} Bench;

static uint32_t pick(Bench *bench, uint32_t below)
{
    bench->state = bench->state * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint32_t)(bench->state >> 33) % below;
}

static Value text_of(Bench *bench, const char *piece, uint32_t times)
{
    const size_t size = strlen(piece);
    char *data = malloc(size * times + 1);
    for (uint32_t i = 0; i < times; i++)
        memcpy(data + i * size, piece, size);
    String *text = string_new(bench->vm, data, size * times);
    free(data);
    return string_value(text);
}

static Value table_of(Bench *bench, uint32_t count, bool has_strings)
{
    Table *table = table_new(bench->vm, 0, 0);
    for (uint32_t i = 1; i <= count; i++) {
        Value v = value_integer(pick(bench, 1000));
        if (has_strings && i % 3 == 0) v = text_of(bench, "k", i % 50);
        cr_assert(table_set_integer(bench->vm, table, i, v));
    }
    return value_object(TAG_TABLE, table);
}

static const int64_t NUMBERS[] = {0,
                                  1,
                                  2,
                                  3,
                                  5,
                                  39,
                                  41,
                                  512,
                                  513,
                                  8191,
                                  20000,
                                  131072,
                                  300000,
                                  -1,
                                  -2,
                                  -300000,
                                  INT64_MAX,
                                  INT64_MIN,
                                  INT64_C(1) << 31,
                                  INT64_C(1) << 32};

static Value any_value(Bench *bench)
{
    const uint32_t numbers = sizeof NUMBERS / sizeof NUMBERS[0];
    switch (pick(bench, 8)) {
    case 0:
    case 1:
    case 2: return value_integer(NUMBERS[pick(bench, numbers)]);
    case 3: return value_integer(pick(bench, 20));
    case 4: return pick(bench, 2) ? VALUE_NIL : VALUE_TRUE;
    case 5: return value_float(pick(bench, 100) / 7.0);
    default: return bench->pool[pick(bench, bench->pool_count)];
    }
}

static void fill_pool(Bench *bench)
{
    const Value long_text = text_of(bench, "ab c", 40000);
    const Value values[] = {long_text,
                            text_of(bench, "xyz", 20),
                            text_of(bench, "a", 1),
                            text_of(bench, "%a+", 1),
                            text_of(bench, "(.-)b", 1),
                            text_of(bench, "\x01\x02\x7f\x00z", 9),
                            table_of(bench, 20000, false),
                            table_of(bench, 700, true),
                            table_of(bench, 3, false),
                            table_of(bench, 0, false),
                            value_native(&LIB_STRING[0]),
                            text_of(bench, "\xff\xff\xff\xff\x7f", 20)};
    bench->pool_count = sizeof values / sizeof values[0];
    memcpy(bench->pool, values, sizeof values);
}

/* What a table promises; see table.h. */
static void check_tables(const Bench *bench)
{
    for (uint32_t i = 0; i < bench->pool_count; i++) {
        if (bench->pool[i].tag != TAG_TABLE) continue;
        const Table *table = (const Table *)bench->pool[i].as.object;
        cr_assert_leq(table->array_count, table->array_capacity);
        cr_assert(table->array_count == 0 ||
                  table->array[table->array_count - 1].tag != TAG_NIL);
    }
}

static void keep_in_pool(Bench *bench, Value v)
{
    if (!value_is_object(v)) return;
    const uint32_t first = 12;
    if (bench->pool_count < POOL_SIZE)
        bench->pool[bench->pool_count++] = v;
    else
        bench->pool[first + pick(bench, POOL_SIZE - first)] = v;
}

/* One entry. Answers of called functions are made up. */
static NativeStatus enter(Bench *bench, NativeCall *call)
{
    Value answer[2] = {any_value(bench), any_value(bench)};
    call->values = answer;
    call->value_count = pick(bench, 3);
    const NativeStatus status = call->def->function(bench->vm, call);
    const uint32_t size = call->def->registers;
    for (uint32_t i = 0; i < size; i++)
        if (pick(bench, 4) == 0) keep_in_pool(bench, call->args[i]);
    check_tables(bench);
    return status;
}

static void forge(Bench *bench, NativeCall *call)
{
    const uint32_t size = call->def->registers;
    for (uint32_t n = pick(bench, 3); n > 0 && size > 0; n--)
        call->args[pick(bench, size)] = any_value(bench);
    if (pick(bench, 6) == 0) call->step = 1 + pick(bench, call->def->steps);
}

static void interrupt(Bench *bench, const NativeDef *def, const Value *args,
                      uint32_t count)
{
    Fiber *fiber = bench->vm->fiber;
    NativeCall call = {.def = def, .args = fiber->stack + FIRST_SLOT, .count = count};
    for (uint32_t i = 0; i < def->registers; i++)
        call.args[i] = i < count ? args[i] : VALUE_NIL;
    const uint32_t honest = pick(bench, 8);
    for (uint32_t i = 0; i < ENTRIES; i++) {
        const NativeStatus status = enter(bench, &call);
        if (status != NATIVE_AGAIN && status != NATIVE_CALL) return;
        cr_assert_leq(call.step, def->steps);
        if (i >= honest) forge(bench, &call);
    }
}

static const NativeDef *find(const Bench *bench, const char *name)
{
    const NativeDef *def = native_find(bench->vm, name, strlen(name));
    cr_assert(def, "%s", name);
    return def;
}

static Bench open_bench(uint64_t seed)
{
    const VMOptions options = {.allocate = checked_allocate,
                               .memory_limit_bytes = (size_t)256 << 20};
    Bench bench = {.vm = vm_new(&options), .state = seed};
    cr_assert(bench.vm);
    cr_assert(lib_open(bench.vm));
    bench.vm->fiber = fiber_new(bench.vm, VALUE_NIL, NULL, 0);
    cr_assert(fiber_reserve(bench.vm, bench.vm->fiber, 0, 64));
    return bench;
}

static void close_bench(Bench *bench)
{
    bench->vm->fiber = NULL;
    close_and_check(bench->vm);
}

/*
 * Calls `name` again and again with arguments made from the pool by `indexes`. Nothing
 * is collected meanwhile, so a VM serves for a while only.
 */
static void torment(const char *name, const int *indexes, uint32_t count)
{
    for (uint64_t seed = 1; seed <= VMS; seed++) {
        Bench bench = open_bench(seed);
        const NativeDef *def = find(&bench, name);
        fill_pool(&bench);
        for (uint32_t round = 0; round < ROUNDS; round++) {
            Value args[8];
            for (uint32_t i = 0; i < count; i++)
                args[i] =
                    indexes[i] >= 0 ? bench.pool[indexes[i]] : value_integer(-indexes[i]);
            interrupt(&bench, def, args, count);
        }
        close_bench(&bench);
    }
}

#define TORMENT(test, name, ...)                                                         \
    Test(forged_registers, test)                                                         \
    {                                                                                    \
        const int indexes[] = {__VA_ARGS__};                                             \
        torment(name, indexes, sizeof indexes / sizeof indexes[0]);                      \
    }

/* Indexes count in fill_pool(); negative ones are integers. */
TORMENT(sort_of_many_numbers, "table.sort", 6)
TORMENT(sort_of_mixed_values, "table.sort", 7)
TORMENT(insert, "table.insert", 6, -1, -7)
TORMENT(remove_first, "table.remove", 6, -1)
TORMENT(concat, "table.concat", 6, 1)
TORMENT(unpack, "table.unpack", 6, -1, -30)
TORMENT(move, "table.move", 6, -1, -20000, -5)
TORMENT(gsub_with_a_function, "string.gsub", 1, 3, 10)
TORMENT(gsub_of_a_long_text, "string.gsub", 0, 3, 10)
TORMENT(gsub_with_a_template, "string.gsub", 0, 3, 1)
TORMENT(find_a_pattern, "string.find", 0, 4, -3)
TORMENT(match_a_pattern, "string.match", 0, 3)
TORMENT(rep, "string.rep", 1, -10000, 2)
TORMENT(upper, "string.upper", 0)
TORMENT(gmatch_step, "string.gmatch_step", 7)
TORMENT(format, "string.format", 3, 1)
TORMENT(load_by_a_reader, "load", 10)
TORMENT(utf8_len, "utf8.len", 0)
TORMENT(utf8_offset, "utf8.offset", 0, -150000)
TORMENT(utf8_char, "utf8.char", -300, -400)
