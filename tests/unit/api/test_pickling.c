/*
 * Forged dumps: each byte of many is changed in turn and the checksum repaired. The
 * load refuses it and leaves the VM as it was, or gives a value with which the VM runs
 * on without harm (the asan preset shows harm).
 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "compiler/compile.h"
#include "lib/lib.h"
#include "persist/pickle.h"
#include "persist/pickling.h"
#include "persist/snapshot.h"

/* Each leaves what is dumped in the global `held`. */
static const char *const PROGRAMS[] = {
    /* a chain of senders, one inside a coroutine; a shared table */
    "local tasklet, channel = require 'tasklet', require 'channel'\n"
    "local ch, t = channel.new(), {}\n"
    "held = {tasklet(function() ch:send(t) end)(),\n"
    "  tasklet(function() coroutine.wrap(function() ch:send{t} end)() end)()}\n"
    "tasklet.schedule()",
    /* calls, cells that are open and closed, varargs, variables to be closed */
    "local tasklet = require 'tasklet'\n"
    "local n = 0\n"
    "local f = function(...)\n"
    "  local x, c <close> = n, setmetatable({}, {__close = function() n = n + 1 end})\n"
    "  local function up(k, ...) x = x + k n = n + 1 tasklet.schedule_remove()\n"
    "    return x, ... end\n"
    "  local a, b = up(1, ...)\n"
    "  return pcall(up, a, b, ...)\n"
    "end\n"
    "held = tasklet.new():bind(f, 'a', 2.5, nil) held:run()",
    /* tables of all kinds, keys that are objects, weak ones, finalizers */
    "local key = {}\n"
    "held = {1, 2.5, 'x', [key] = {key}, s = ('long '):rep(20), [1 << 40] = true,\n"
    "  weak = setmetatable({[key] = key, {}}, {__mode = 'k'}),\n"
    "  gc = setmetatable({}, {__gc = function(o) o.x = 1 end}), io = io.stdout}\n"
    "held.self, held.x = held, 1 held.x = nil",
    /* inside sort and gsub; a pending error; a dead one; a bound one */
    "local tasklet = require 'tasklet'\n"
    "local a = tasklet.new(function() local t = {3, 1, 2}\n"
    "  table.sort(t, function(a, b) tasklet.schedule_remove() return a < b end) end)()\n"
    "local b = tasklet.new(function() return (('ab'):gsub('.', function(c)\n"
    "  tasklet.schedule_remove() return c .. c end)) end)()\n"
    "local c = tasklet(function() pcall(tasklet.schedule_remove) end)()\n"
    "local d = tasklet(function() tasklet.schedule_remove() end)()\n"
    "tasklet.schedule() c:throw('pending', true) d:kill()\n"
    "held = {a, b, c, d, tasklet.new(a), tasklet.new(print)}",
};

/* Does all it can with what was loaded. */
static const char DRIVER[] =
    "local tasklet, v = require 'tasklet', ...\n"
    "local function try(t) pcall(function()\n"
    "  if t.channel then t.channel:receive() t.channel:send(1) end\n"
    "  t:insert() tasklet.schedule() t:run() t:kill() end) end\n"
    "if type(v) == 'table' then for k, x in pairs(v) do\n"
    "  try(x) try(k) pcall(tostring, x) v[k] = nil end end\n"
    "try(v) v = nil collectgarbage() tasklet.schedule()";

enum { PROGRAM_COUNT = sizeof PROGRAMS / sizeof PROGRAMS[0], TICKS = 2000 };

static VM *open_vm(void)
{
    const VMOptions options = {.memory_limit_bytes = 256 << 20};
    VM *vm = vm_new(&options);
    cr_assert(lib_open(vm));
    return vm;
}

static void run(VM *vm, const char *text, Value argument)
{
    Proto *main = NULL;
    cr_assert_eq(compile_text(vm, text, strlen(text), "@pickling", &main), SPORE_OK);
    Closure *closure = compile_closure(vm, main, value_object(TAG_TABLE, vm->globals));
    cr_assert(vm_set_main(vm, value_object(TAG_CLOSURE, closure), &argument, 1));
    vm->tick_limit = vm_ticks(vm) + TICKS;
    for (int i = 0; i < 4 && vm_run(vm) == RUN_REQUEST; i++)
        vm->requests = 0;
}

static Bytes make_dump(const char *text)
{
    Report report = {0};
    Bytes dump = {0};
    VM *vm = open_vm();
    run(vm, text, VALUE_NIL);
    Value held = table_get_string(vm->globals, string_from(vm, "held"));
    cr_assert_eq(pickle_save(vm, held, NULL, &dump, &report), SPORE_OK, "%s",
                 report.text);
    vm_free(vm);
    return dump;
}

static void repair(uint8_t *data, size_t size)
{
    uint32_t crc = hash_crc32c(0, data, DUMP_CRC_AT);
    crc = hash_crc32c(crc, data + DUMP_CRC_AT + 4, size - DUMP_CRC_AT - 4);
    for (unsigned i = 0; i < 4; i++)
        data[DUMP_CRC_AT + i] = (uint8_t)(crc >> (24 - 8 * i));
}

/* A VM that a refused load must not change; a new one after each that went well. */
typedef struct Target {
    VM *vm;
    uint8_t digest[CODE_HASH_BYTES];
    unsigned load_count;
    unsigned success_count;
} Target;

static void target_open(Target *target)
{
    target->vm = open_vm();
    cr_assert_eq(snapshot_digest(target->vm, target->digest), SPORE_OK);
}

static void target_check(Target *target)
{
    uint8_t digest[CODE_HASH_BYTES];
    cr_assert_eq(snapshot_digest(target->vm, digest), SPORE_OK);
    cr_assert_arr_eq(digest, target->digest, sizeof digest, "a refused load left a mark");
}

static void use(VM *vm, Value value)
{
    Image image = {0};
    Report report = {0};
    run(vm, DRIVER, value);
    if (vm->fatal) return;
    heap_collect(vm);
    snapshot_encode(vm, &image, &report);
    image_deinit(&image);
}

static bool try_load(Target *target, const uint8_t *data, size_t size)
{
    Report report = {0};
    Value value = VALUE_NIL;
    VM *vm = target->vm;
    /* So the collector is in the middle of something, with what was left behind. */
    if (++target->load_count % 16 == 0) vm->heap.debt_bytes = 20000;
    if (target->load_count % 4 == 0) heap_step(vm);
    if (pickle_load(vm, data, size, NULL, &value, &report) == SPORE_OK) {
        target->success_count++;
        use(vm, value);
        vm_free(vm);
        target_open(target);
        return true;
    }
    cr_assert_neq(report.text[0], 0, "a refusal without a reason");
    if (target->load_count % 64 == 0) target_check(target);
    return false;
}

static void flip_bytes(Target *target, Bytes *dump, unsigned seed)
{
    for (size_t i = 0; i < dump->count; i++) {
        const uint8_t old = dump->data[i];
        if (i >= DUMP_CRC_AT && i < DUMP_CRC_AT + 4) continue;
        seed = seed * 1103515245u + 12345u;
        dump->data[i] ^= (uint8_t)(1u << (seed >> 16) % 8);
        if (seed >> 30 == 0) dump->data[i] = (uint8_t)(seed >> 8);
        repair(dump->data, dump->count);
        try_load(target, dump->data, dump->count);
        dump->data[i] = old;
    }
    repair(dump->data, dump->count);
}

static void cut_off(Target *target, const Bytes *dump)
{
    for (size_t size = 0; size < dump->count; size++) {
        uint8_t *copy = malloc(size + 1);
        memcpy(copy, dump->data, size);
        if (size >= DUMP_CRC_AT + 4) repair(copy, size);
        cr_assert_not(try_load(target, copy, size));
        free(copy);
    }
}

ParameterizedTestParameters(pickling, forged_dumps)
{
    static unsigned programs[PROGRAM_COUNT];
    for (unsigned i = 0; i < PROGRAM_COUNT; i++)
        programs[i] = i;
    return cr_make_param_array(unsigned, programs, PROGRAM_COUNT);
}

ParameterizedTest(unsigned *program, pickling, forged_dumps)
{
    Target target = {0};
    Bytes dump = make_dump(PROGRAMS[*program]);
    target_open(&target);
    cr_assert(try_load(&target, dump.data, dump.count), "the true dump is refused");
    for (unsigned seed = 1; seed <= 4; seed++)
        flip_bytes(&target, &dump, seed * 7919);
    cut_off(&target, &dump);
    cr_assert(target.success_count > 1 && target.success_count < target.load_count / 2);
    target_check(&target);
    bytes_deinit(&dump);
    vm_free(target.vm);
}

/* Dumps of equal states are equal: neither saves nor collections show in them. */
Test(pickling, saves_and_collections_do_not_show)
{
    Report report = {0};
    Image image = {0};
    Bytes before = {0}, after = {0};
    VM *vm = open_vm();
    run(vm, PROGRAMS[2], VALUE_NIL);
    Value held = table_get_string(vm->globals, string_from(vm, "held"));
    cr_assert_eq(pickle_save(vm, held, NULL, &before, &report), SPORE_OK);
    cr_assert_eq(snapshot_encode(vm, &image, &report), SPORE_OK);
    heap_collect(vm);
    cr_assert_eq(pickle_save(vm, held, NULL, &after, &report), SPORE_OK);
    cr_assert_eq(before.count, after.count);
    cr_assert_arr_eq(before.data, after.data, before.count);
    bytes_deinit(&before);
    bytes_deinit(&after);
    image_deinit(&image);
    vm_free(vm);
}

static uint32_t count_chunks(const VM *vm)
{
    uint32_t count = 0;
    for (const Proto *main = vm->chunks; main; main = main->next_chunk)
        count++;
    return count;
}

Test(pickling, code_is_shared_with_what_is_there)
{
    Report report = {0};
    Value value;
    Bytes dump = make_dump(PROGRAMS[1]);
    VM *vm = open_vm();
    const uint32_t before = count_chunks(vm);
    for (int i = 0; i < 3; i++)
        cr_assert_eq(pickle_load(vm, dump.data, dump.count, NULL, &value, &report),
                     SPORE_OK);
    cr_assert_eq(count_chunks(vm), before + 1);
    bytes_deinit(&dump);
    vm_free(vm);
}
