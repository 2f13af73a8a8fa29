/*
 * Forged snapshots of programs whose tasklets stand in natives: each byte of the records
 * and roots is changed in turn. The load refuses it, or gives a VM that can be looked at,
 * settled in each way, and run, without harm (the asan preset shows harm).
 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdlib.h>
#include <string.h>

#include "persist/snapshot.h"
#include "spore/spore.h"
#include "vm/scheduler.h"

/* ---- objects: one that is saved, one that is not ---- */

typedef struct Item {
    uint32_t size;
    uint8_t *bytes;
} Item;

static int items; /* alive */

static void release_item(void *data)
{
    free(((Item *)data)->bytes);
    items--;
}

static SporeStatus save_item(const void *data, SporeOutput *out)
{
    const Item *item = data;

    spore_output(out, item->bytes, item->size);
    return SPORE_OK;
}

static SporeStatus load_item(void *data, const uint8_t *bytes, size_t size,
                             SporeReport *report)
{
    Item *item = data;

    if (size != 3) {
        strcpy(report->text, "an item of another size");
        return SPORE_CORRUPT;
    }
    items++;
    *item = (Item){.size = 3, .bytes = malloc(3)};
    memcpy(item->bytes, bytes, 3);
    return SPORE_OK;
}

static const SporeHandleType ITEM = {.name = "item",
                                     .size = sizeof(Item),
                                     .release = release_item,
                                     .save = save_item,
                                     .load = load_item};
static const SporeHandleType SOCKET = {
    .name = "socket", .size = sizeof(Item), .release = release_item};

static SporeStatus make(SporeCall *call, const SporeHandleType *type)
{
    void *data = NULL;
    const SporeStatus status = spore_set_handle(call, 0, type, &data);

    if (status != SPORE_OK) return status;
    items++;
    *(Item *)data = (Item){.size = 3, .bytes = calloc(1, 3)};
    return spore_return(call, 0, 1);
}

static SporeStatus new_item(SporeCall *call)
{
    return make(call, &ITEM);
}

static SporeStatus new_socket(SporeCall *call)
{
    return make(call, &SOCKET);
}

/* ---- natives ---- */

static int alive; /* calls that have begun and not ended */

/* hold(f, object, …): f(…), then uses the object if it is one */
static SporeStatus hold(SporeCall *call)
{
    void *data = NULL;
    const unsigned count = spore_count(call);

    if (count < 2) return spore_fail(call, "a function and an object, please");
    alive++;
    for (unsigned i = 2; i < count; i++)
        spore_copy(call, i, count + i - 1);
    spore_copy(call, 0, count);
    SporeStatus status = spore_call(call, count, count - 2, 1);
    if (status == SPORE_OK) spore_copy(call, count, 0);
    if (spore_get_handle(call, 1, &ITEM, &data) == SPORE_OK) ((Item *)data)->bytes[0]++;
    alive--;
    return status == SPORE_OK ? spore_return(call, 0, 1) : status;
}

/* total(channel, n): the sum of n values received; as in test_natives.c */
static SporeStatus total(SporeCall *call)
{
    int64_t left = 0, value = 0, so_far = 0;
    SporeStatus status = SPORE_OK;

    if (spore_step(call) == 0) {
        status = spore_get_integer(call, 1, &left);
    } else {
        status = spore_get_integer(call, 2, &value);
        if (status == SPORE_OK) status = spore_get_integer(call, 3, &left);
        if (status == SPORE_OK) status = spore_get_integer(call, 4, &so_far);
        so_far = (int64_t)((uint64_t)so_far + (uint64_t)value);
        left = (int64_t)((uint64_t)left - 1);
    }
    if (status != SPORE_OK) return status;
    spore_set_integer(call, 3, left);
    spore_set_integer(call, 4, so_far);
    return left > 0 ? spore_then_receive(call, 0, 1) : spore_return(call, 4, 1);
}

static const SporeNativeDef NATIVES[] = {
    {.name = "n.hold", .function = hold, .flags = SPORE_MAY_CALL},
    {.name = "n.again", .function = hold, .flags = SPORE_MAY_CALL | SPORE_RESTARTABLE},
    {.name = "n.total", .function = total, .slots = 3, .steps = 1},
    {.name = "n.item", .function = new_item},
    {.name = "n.socket", .function = new_socket},
};

/* ---- programs: each holds what it needs in locals ---- */

#define LOCALS                                                                           \
    "local tasklet, channel = require 'tasklet', require 'channel'\n"                    \
    "local hold, again, total, item, socket, wrap, create, yield, resume, mt, meta, "    \
    "pcall =\n"                                                                          \
    "  n.hold, n.again, n.total, n.item(), n.socket(), coroutine.wrap, "                 \
    "coroutine.create, coroutine.yield, coroutine.resume, {__close = function() end}, "  \
    "setmetatable, pcall\n"                                                              \
    "local ch, spawn, schedule = channel.new(), tasklet.new, tasklet.schedule\n"         \
    "local receive = ch.receive\n"                                                       \
    "local function go(f, ...) return spawn(f)(...) end\n"                               \
    "tasklet, channel, _ENV = nil, nil, {}\n"

static const char *const PROGRAMS[] = {
    /* one in a channel, nested ones that wait in Lua with a variable to be closed */
    LOCALS "local function deep(n) if n == 0 then local c <close> = meta({}, mt)\n"
           "  return ch:receive() end return hold(deep, socket, n - 1) end\n"
           "while true do\n"
           "  go(hold, receive, item, ch) go(deep, 2) schedule()\n"
           "  for i = 1, 3 do schedule() end\n"
           "  ch:send(1) ch:send(2)\n"
           "end",
    /* in coroutines: one that waits, one that is suspended, one inside of another */
    LOCALS "while true do\n"
           "  local co = create(hold) resume(co, yield, item)\n"
           "  go(function() wrap(hold)(function() return wrap(again)(receive, item, ch) "
           "end, item) end)\n"
           "  schedule() for i = 1, 3 do schedule() end\n"
           "  resume(co) ch:send(1)\n"
           "end",
    /* a resumable one inside, and alone; a restartable one; errors that are caught */
    LOCALS "while true do\n"
           "  go(hold, total, item, ch, 2) go(total, ch, 2)\n"
           "  go(again, function() pcall(again, receive, 1) return ch:receive() end, 1)\n"
           "  schedule() for i = 1, 3 do schedule() end\n"
           "  for i = 1, 5 do ch:send(i) end\n"
           "end",
};

enum { PROGRAM_COUNT = sizeof PROGRAMS / sizeof *PROGRAMS, STOPS = 3 };

static SporeVM *open_vm(bool is_blank, bool has_natives)
{
    /* A forged hint of a size must not make the machine swap. */
    const SporeOptions options = {.memory_limit_bytes = 256 << 20, .is_blank = is_blank};
    SporeVM *vm = NULL;

    cr_assert_eq(spore_vm_open(&options, &vm), SPORE_OK);
    if (!has_natives) return vm;
    cr_assert_eq(spore_vm_register_type(vm, &ITEM), SPORE_OK);
    cr_assert_eq(spore_vm_register_type(vm, &SOCKET), SPORE_OK);
    cr_assert_eq(spore_vm_register(vm, NATIVES, sizeof NATIVES / sizeof *NATIVES, NULL),
                 SPORE_OK);
    return vm;
}

static SporeRun run_ticks(SporeVM *vm, uint64_t ticks)
{
    SporeRun how = SPORE_RUN_REQUEST;

    spore_vm_set_tick_limit(vm, spore_vm_ticks(vm) + ticks);
    for (int i = 0; i < 4 && how == SPORE_RUN_REQUEST; i++) {
        how = spore_vm_run(vm);
        spore_vm_take_requests(vm);
    }
    return how;
}

/* ---- looking ---- */

static void see_frame(void *context, const SporeFrameInfo *frame)
{
    *(size_t *)context += strlen(frame->function) + strlen(frame->source);
}

static void see_local(void *context, const SporeLocalInfo *local)
{
    *(size_t *)context += strlen(local->name) + strlen(local->text);
}

static void look(SporeVM *vm)
{
    size_t seen = 0, count = 0;
    const SporeStackVisitor visitor = {&seen, see_frame, see_local};
    SporeTaskletInfo *tasklets = NULL;
    SporeLostCall *calls = NULL;
    SporeLostObject *objects = NULL;
    SporeChangedNative *natives = NULL;

    cr_assert_eq(spore_vm_tasklets(vm, &tasklets, &count), SPORE_OK);
    for (size_t i = 0; i < count; i++)
        spore_vm_stack(vm, tasklets[i].number, &visitor);
    spore_tasklets_free(tasklets);
    cr_assert_eq(spore_vm_lost(vm, &calls, &count), SPORE_OK);
    spore_lost_free(calls);
    cr_assert_eq(spore_vm_lost_objects(vm, &objects, &count), SPORE_OK);
    spore_lost_objects_free(objects);
    cr_assert_eq(spore_vm_changed_natives(vm, &natives, &count), SPORE_OK);
    spore_changed_natives_free(natives);
}

static bool load(SporeVM *vm, Image *image, bool is_inspection)
{
    const LoadOptions options = {.is_inspection = is_inspection};
    Report report = {0};
    RecordSource *source = memory_source_new(&image, 1);
    const SporeStatus status = snapshot_load(vm, source, &options, &report);

    memory_source_free(source);
    cr_assert(status == SPORE_OK || report.text[0], "a refusal without a reason");
    return status == SPORE_OK;
}

static bool try_load(Image *image, SporeLost choice)
{
    uint8_t digest[SPORE_DIGEST_BYTES];
    SporeVM *vm = open_vm(true, true);
    const bool is_loaded = load(vm, image, false);

    if (is_loaded) {
        Image again = {0};
        Report report = {0};
        look(vm);
        spore_vm_choose_lost(vm, NULL, choice);
        cr_assert_eq(spore_vm_settle(vm), SPORE_OK);
        spore_vm_digest(vm, digest);
        run_ticks(vm, 300);
        heap_collect(vm);
        look(vm);
        if (!vm->fatal) snapshot_encode(vm, &again, &report);
        image_deinit(&again);
    }
    spore_vm_close(vm);
    cr_assert(alive == 0 && items == 0, "%d natives, %d items are left", alive, items);
    return is_loaded;
}

static void try_to_look(Image *image)
{
    SporeVM *vm = open_vm(true, false);

    if (load(vm, image, true)) look(vm);
    spore_vm_close(vm);
}

static unsigned flip_bytes(Image *image, Bytes *bytes, unsigned seed)
{
    unsigned loaded = 0;

    for (size_t i = 0; i < bytes->count; i++) {
        const uint8_t old = bytes->data[i];
        seed = seed * 1103515245u + 12345u;
        bytes->data[i] ^= (uint8_t)(1u << (seed >> 16) % 8);
        if (seed >> 28 == 0) bytes->data[i] = (uint8_t)(seed >> 8);
        loaded += try_load(image, (SporeLost)((seed >> 20) % 3));
        if (i % 3 == 0) try_to_look(image);
        bytes->data[i] = old;
    }
    return loaded;
}

/* What the program does not hold itself. */
static void drop_library(SporeVM *vm)
{
    vm->globals = table_new(vm, 0, 0);
    vm->registry = table_new(vm, 0, 0);
    vm->metatables[TAG_STRING] = NULL;
    heap_collect(vm);
}

static void flip_snapshot(unsigned program, unsigned stop)
{
    const char *text = PROGRAMS[program];
    Image image = {0};
    Report report = {0};
    SporeVM *vm = open_vm(false, true);

    cr_assert_eq(spore_vm_load_text(vm, text, strlen(text), "=p", NULL, 0), SPORE_OK,
                 "%s", spore_vm_error(vm));
    cr_assert_eq(run_ticks(vm, 60 + 17 * stop), SPORE_RUN_TICKS, "%s",
                 spore_vm_error(vm));
    drop_library(vm);
    while (spore_vm_in_natives(vm) == 0)
        cr_assert_eq(run_ticks(vm, 3), SPORE_RUN_TICKS, "%s", spore_vm_error(vm));
    cr_assert_eq(snapshot_encode(vm, &image, &report), SPORE_OK, "%s", report.text);
    spore_vm_close(vm);
    for (int choice = 0; choice < 3; choice++)
        cr_assert(try_load(&image, (SporeLost)choice), "the true snapshot is refused");
    const unsigned loaded = flip_bytes(&image, &image.run.bytes, stop);
    cr_assert(loaded > 0 && loaded < image.run.bytes.count);
    flip_bytes(&image, &image.roots, stop);
    image_deinit(&image);
}

typedef struct Place {
    unsigned program, stop;
} Place;

ParameterizedTestParameters(native_flips, each_byte_of_many_snapshots)
{
    static Place places[PROGRAM_COUNT * STOPS];
    for (unsigned i = 0; i < PROGRAM_COUNT * STOPS; i++)
        places[i] = (Place){i / STOPS, i % STOPS};
    return cr_make_param_array(Place, places, PROGRAM_COUNT * STOPS);
}

ParameterizedTest(Place *place, native_flips, each_byte_of_many_snapshots)
{
    flip_snapshot(place->program, place->stop);
}
