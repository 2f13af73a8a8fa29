/*
 * Forged snapshots: each byte of the records, roots and code of many snapshots is
 * changed in turn, as if its checksum had been repaired. The load refuses it, or
 * gives a VM that runs on without harm (the asan preset shows harm).
 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/compile.h"
#include "lib/lib.h"
#include "persist/hash.h"
#include "persist/snapshot.h"

/*
 * Each goes on for ever: the snapshot is taken in the middle of its work. They hold
 * what they need in locals, so that the rest of the library can be dropped and the
 * snapshots stay small enough for each byte.
 */
#define LOCALS                                                                           \
    "local setmetatable, pcall, xpcall, error, pairs, select, next, coroutine, table = " \
    "setmetatable, pcall, xpcall, error, pairs, select, next, coroutine, table\n"        \
    "local sort, wrap, yield, gsub, upper = table.sort, coroutine.wrap, "                \
    "coroutine.yield, string.gsub, string.upper\n"                                       \
    "local collect, hook = collectgarbage, debug.sethook\n"                              \
    "coroutine, table, _ENV = nil, nil, {}\n"

static const char *const PROGRAMS[] = {
    /* calls, closures with shared cells, varargs */
    LOCALS "local n = 0\n"
           "local function up(...) n = n + select('#', ...) return n, ... end\n"
           "local function deep(k, ...) if k == 0 then return up(k, ...) end\n"
           "  local a, b = deep(k - 1, k, ...) return a, b end\n"
           "while true do deep(3, 'x', {n}) end",
    /* coroutines inside coroutines, wrap, to-be-closed variables */
    LOCALS "local function gen(d) return wrap(function()\n"
           "  local c <close> = setmetatable({}, {__close = function() end})\n"
           "  for i = 1, 3 do yield(i) if d > 0 then for v in gen(d - 1) do yield(v) end "
           "end end\n"
           "end) end\n"
           "while true do for v in gen(2) do local s = v .. '' end end",
    /* metamethods, pcall and errors, concatenation */
    LOCALS "local mt = {} mt.__index = function(t, k) return k .. k end\n"
           "mt.__add = function(a, b) return setmetatable({}, mt) end\n"
           "mt.__lt = function(a, b) local x = a.q return true end\n"
           "mt.__concat = function(a, b) return 'c' end\n"
           "local o = setmetatable({}, mt)\n"
           "while true do local a = o + o local b = o < a local c = 1 .. o .. 'x'\n"
           "  pcall(function() local z = a.w error({c}) end)\n"
           "  xpcall(error, function(m) return m .. a.v end, 'e') end",
    /* tables of all shapes, weak ones, sort, gsub with a Lua callback */
    LOCALS "local w = setmetatable({}, {__mode = 'k'})\n"
           "local t = {}\n"
           "while true do\n"
           "  for i = 1, 12 do t[i] = (i * 7919) % 31 w[t] = {} t['k' .. i] = i end\n"
           "  sort(t)\n"
           "  local s = gsub('abc', '%w', function(c) t[c] = nil return upper(c) end)\n"
           "  for k, v in pairs(t) do t[k] = nil end\n"
           "end",
    /* finalizers half-way, some pending, some noted again */
    LOCALS "local meta, n = {}, 0\n"
           "meta.__gc = function(o)\n"
           "  for i = 1, 30 do n = n + i end\n"
           "  if n % 2 == 0 then setmetatable(o, meta) end\n"
           "end\n"
           "while true do\n"
           "  for i = 1, 3 do setmetatable({i}, meta) end\n"
           "  collect()\n"
           "end",
    /* hooks half-way, told of calls and returns of natives as well */
    LOCALS "local function f(n, ...) if n == 0 then return ... end\n"
           "  return f(n - 1, n, ...) end\n"
           "local n = 0\n"
           "hook(function(e, l) for i = 1, 5 do n = n + i end pcall(error, e) end,\n"
           "  'crl', 3)\n"
           "while true do\n"
           "  local t = {select(2, f(3, upper('x')))}\n"
           "  pcall(error, t)\n"
           "  wrap(function() hook(function() n = n * 2 end, 'l') yield() end)()\n"
           "end",
};

enum { PROGRAM_COUNT = sizeof PROGRAMS / sizeof PROGRAMS[0], STOPS = 5 };

static VM *start(const char *text)
{
    VM *vm = vm_new(NULL);
    Proto *main = NULL;
    cr_assert(lib_open(vm));
    cr_assert_eq(compile_text(vm, text, strlen(text), "@flips", &main), SPORE_OK);
    Closure *closure = compile_closure(vm, main, value_object(TAG_TABLE, vm->globals));
    cr_assert(vm_set_main(vm, value_object(TAG_CLOSURE, closure), NULL, 0));
    return vm;
}

static void run_ticks(VM *vm, uint64_t ticks)
{
    vm->tick_limit = vm_ticks(vm) + ticks;
    for (int i = 0; i < 4; i++) {
        RunStatus status = vm_run(vm);
        if (status != RUN_REQUEST) return;
        vm->requests = 0;
    }
}

static bool try_load(Image *image)
{
    /* A forged hint of a size must not make the machine swap. */
    const VMOptions options = {.memory_limit_bytes = 256 << 20};
    VM *vm = vm_new(&options);
    Report report = {0};
    cr_assert(lib_register(vm));
    RecordSource *source = memory_source_new(&image, 1);
    SporeStatus status = snapshot_load(vm, source, NULL, &report);
    memory_source_free(source);
    if (status == SPORE_OK) {
        uint8_t digest[CODE_HASH_BYTES];
        snapshot_digest(vm, digest);
        run_ticks(vm, 300);
        heap_collect(vm);
        Image again = {0};
        if (!vm->fatal) snapshot_encode(vm, &again, &report);
        image_deinit(&again);
    } else {
        cr_assert_neq(report.text[0], 0, "a refusal without a reason");
    }
    vm_free(vm);
    return status == SPORE_OK;
}

/* Changes one byte at a time. Returns how many loads went well. */
static unsigned flip_bytes(Image *image, uint8_t *bytes, size_t size, size_t stride,
                           unsigned seed, void (*repair)(Image *image))
{
    unsigned loaded = 0;
    for (size_t i = seed % stride; i < size; i += stride) {
        uint8_t old = bytes[i];
        seed = seed * 1103515245u + 12345u;
        bytes[i] ^= (uint8_t)(1u << (seed >> 16) % 8);
        if (seed >> 28 == 0) bytes[i] = (uint8_t)(seed >> 8);
        if (repair) repair(image);
        loaded += try_load(image);
        bytes[i] = old;
        if (repair) repair(image);
    }
    return loaded;
}

/* The forger knows BLAKE2b as well: names the code anew everywhere. */
static void repair_code(Image *image)
{
    uint8_t hash[CODE_HASH_BYTES];
    CodeBlob *blob = &image->codes[image->code_count - 1];
    hasher_hash(blob->bytes.data, blob->bytes.count, hash);
    Bytes *bytes = &image->run.bytes;
    for (size_t i = 0; i + sizeof hash <= bytes->count; i++)
        if (memcmp(bytes->data + i, blob->hash, sizeof hash) == 0)
            memcpy(bytes->data + i, hash, sizeof hash);
    memcpy(blob->hash, hash, sizeof hash);
}

/* What the program does not hold itself. */
static void drop_library(VM *vm)
{
    vm->globals = table_new(vm, 0, 0);
    vm->registry = table_new(vm, 0, 0);
    vm->metatables[TAG_STRING] = NULL;
    heap_collect(vm);
}

static void flip_snapshot(unsigned program, unsigned stop)
{
    Image image = {0};
    Report report = {0};
    VM *vm = start(PROGRAMS[program]);
    run_ticks(vm, 150 + 61 * stop);
    drop_library(vm);
    run_ticks(vm, 50);
    cr_assert_eq(snapshot_encode(vm, &image, &report), SPORE_OK, "%s", report.text);
    cr_assert(try_load(&image), "the true snapshot is refused");
    Bytes *run = &image.run.bytes;
    Bytes *code = &image.codes[image.code_count - 1].bytes;
    unsigned loaded = flip_bytes(&image, run->data, run->count, 1, stop, NULL);
    cr_assert(loaded > 0 && loaded < run->count);
    flip_bytes(&image, image.roots.data, image.roots.count, 1, stop, NULL);
    flip_bytes(&image, code->data, code->count, 5, stop, repair_code);
    image_deinit(&image);
    vm_free(vm);
}

typedef struct Place {
    unsigned program, stop;
} Place;

ParameterizedTestParameters(flips, each_byte_of_many_snapshots)
{
    static Place places[PROGRAM_COUNT * STOPS];
    for (unsigned i = 0; i < PROGRAM_COUNT * STOPS; i++)
        places[i] = (Place){i / STOPS, i % STOPS};
    return cr_make_param_array(Place, places, PROGRAM_COUNT * STOPS);
}

ParameterizedTest(Place *place, flips, each_byte_of_many_snapshots)
{
    flip_snapshot(place->program, place->stop);
}
