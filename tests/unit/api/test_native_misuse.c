/*
 * Natives and hosts that use the interface wrongly, and programs that reach for what
 * belongs to natives: errors, never harm (the asan preset shows harm).
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "persist/snapshot.h"
#include "spore/spore.h"

static int alive;     /* natives that have begun and not ended */
static int late_uses; /* of an object's data, after it was released */

/* ---- an object that must outlive those who work with it ---- */

typedef struct Item {
    int is_alive;
    char text[64];
} Item;

static void release_item(void *data)
{
    ((Item *)data)->is_alive = 0;
}

static const SporeHandleType ITEM = {
    .name = "item", .size = sizeof(Item), .release = release_item};

/* item(): a new one */
static SporeStatus item(SporeCall *call)
{
    void *data = NULL;
    const SporeStatus status = spore_set_handle(call, 0, &ITEM, &data);

    if (status != SPORE_OK) return status;
    ((Item *)data)->is_alive = 1;
    return spore_return(call, 0, 1);
}

/* hold(make, f, …): calls f(…), then looks at the item from make() whatever has happened
 */
static SporeStatus hold(SporeCall *call)
{
    void *data = NULL;
    SporeStatus status = spore_call(call, 0, 0, 1);

    if (status == SPORE_OK) status = spore_get_handle(call, 0, &ITEM, &data);
    if (status != SPORE_OK) return status;
    alive++;
    status = spore_call(call, 1, spore_count(call) - 2, 1);
    late_uses += !((Item *)data)->is_alive;
    alive--;
    return status == SPORE_OK ? spore_return(call, 1, 1) : status;
}

/* ---- natives that ask for what they cannot have ---- */

static const unsigned MANY[] = {100, UINT32_MAX - 1, UINT32_MAX};

/* greedy(f): more arguments, results and values than there are slots */
static SporeStatus greedy(SporeCall *call)
{
    for (size_t i = 0; i < sizeof MANY / sizeof *MANY; i++) {
        if (spore_call(call, 0, MANY[i], 0) != SPORE_USAGE) return SPORE_EXISTS;
        if (spore_call(call, 0, 0, MANY[i]) != SPORE_USAGE) return SPORE_EXISTS;
        if (spore_spawn(call, 0, MANY[i]) != SPORE_USAGE) return SPORE_EXISTS;
        if (spore_return(call, 0, MANY[i]) != SPORE_USAGE) return SPORE_EXISTS;
        if (spore_then_call(call, 0, MANY[i], 0, 1) != SPORE_USAGE) return SPORE_EXISTS;
        if (spore_set_nil(call, MANY[i]) != SPORE_USAGE) return SPORE_EXISTS;
    }
    return SPORE_OK;
}

/* careless(ch): what fails leaves no results behind */
static SporeStatus careless(SporeCall *call)
{
    (void)spore_then_receive(call, 0, 99);
    (void)spore_then_send(call, 0, 0, 99);
    (void)spore_send(call, 0, 0);
    (void)spore_call(call, 0, 1, 0);
    return SPORE_OK;
}

/* tidy(f): its results are said before a last call */
static SporeStatus tidy(SporeCall *call)
{
    spore_set_integer(call, 2, 7);
    spore_copy(call, 0, 3);
    SporeStatus status = spore_return(call, 2, 1);
    if (status == SPORE_OK) status = spore_call(call, 3, 0, 0);
    return status;
}

/* again(f): calls itself for ever */
static SporeStatus again(SporeCall *call)
{
    alive++;
    SporeStatus status = spore_set_native(call, 1, "bad.again");
    if (status == SPORE_OK) status = spore_call(call, 1, 0, 0);
    alive--;
    return status;
}

/* apply(f, …) */
static SporeStatus apply(SporeCall *call)
{
    alive++;
    const SporeStatus status = spore_call(call, 0, spore_count(call) - 1, 1);
    alive--;
    return status == SPORE_OK ? spore_return(call, 0, 1) : status;
}

static const SporeNativeDef NATIVES[] = {
    {.name = "bad.item", .function = item},
    {.name = "bad.hold", .function = hold, .flags = SPORE_MAY_CALL},
    {.name = "bad.greedy", .function = greedy, .flags = SPORE_MAY_CALL},
    {.name = "bad.softly_greedy", .function = greedy},
    {.name = "bad.careless", .function = careless, .slots = 1, .steps = 1},
    {.name = "bad.tidy", .function = tidy, .flags = SPORE_MAY_CALL},
    {.name = "bad.again", .function = again, .flags = SPORE_MAY_CALL},
    {.name = "bad.apply", .function = apply, .flags = SPORE_MAY_CALL},
    {.name = "bad.anew", .function = apply, .flags = SPORE_MAY_CALL | SPORE_RESTARTABLE},
};

static SporeVM *open_vm(const SporeOptions *options)
{
    SporeVM *vm = NULL;

    cr_assert_eq(spore_vm_open(options, &vm), SPORE_OK);
    cr_assert_eq(spore_vm_register_type(vm, &ITEM), SPORE_OK);
    cr_assert_eq(spore_vm_register(vm, NATIVES, sizeof NATIVES / sizeof *NATIVES, NULL),
                 SPORE_OK, "%s", spore_vm_error(vm));
    return vm;
}

static void expect(SporeRun wanted, const char *text)
{
    SporeVM *vm = open_vm(NULL);

    cr_assert_eq(spore_vm_load_text(vm, text, strlen(text), "=test", NULL, 0), SPORE_OK,
                 "%s", spore_vm_error(vm));
    cr_assert_eq(spore_vm_run(vm), wanted, "%s", spore_vm_error(vm));
    spore_vm_close(vm);
    cr_assert_eq(alive, 0, "%d natives did not end", alive);
    cr_assert_eq(late_uses, 0, "an object was released before who worked with it");
}

Test(native_misuse, slots_that_are_not_there_are_refused)
{
    expect(SPORE_RUN_DONE, "bad.greedy(print)");
    expect(SPORE_RUN_DONE, "pcall(bad.softly_greedy, print)");
}

Test(native_misuse, what_failed_leaves_no_results)
{
    expect(SPORE_RUN_DONE, "local ch = require 'channel'.new()\n"
                           "assert(select('#', bad.careless(ch)) == 0)");
}

Test(native_misuse, results_stay_when_more_is_called)
{
    expect(SPORE_RUN_DONE, "local log\n"
                           "assert(bad.tidy(function() log = 1 end) == 7 and log == 1)");
}

Test(native_misuse, endless_recursion_is_an_error)
{
    expect(SPORE_RUN_DONE, "local ok, e = pcall(bad.again)\n"
                           "assert(not ok and e:find '^C stack overflow', e)");
}

Test(native_misuse, objects_outlive_calls_in_dropped_coroutines)
{
    expect(SPORE_RUN_EXIT, "for i = 1, 300 do\n"
                           "  local co = coroutine.wrap(bad.hold)\n"
                           "  co(bad.item, coroutine.yield)\n"
                           "  if i % 100 == 0 then collectgarbage() end\n"
                           "end\n"
                           "collectgarbage()\n"
                           "os.exit(0)\n");
}

Test(native_misuse, objects_outlive_calls_when_the_machine_is_closed)
{
    expect(SPORE_RUN_EXIT,
           "local tasklet, channel = require 'tasklet', require 'channel'\n"
           "ch = channel.new()\n"
           "for i = 1, 100 do\n"
           "  tasklet(function() bad.hold(bad.item, ch.receive, ch) end)()\n"
           "end\n"
           "tasklet.schedule()\n"
           "os.exit(0)\n");
}

/* A call's C stack stands in a register of it, which debug.setlocal reaches. */
Test(native_misuse, stacks_cannot_be_exchanged)
{
    expect(
        SPORE_RUN_EXIT,
        "local function stack_of(count)\n"
        "  local _, stack = debug.getlocal(3, count + 1)\n"
        "  assert(type(stack) == 'userdata')\n"
        "  return stack\n"
        "end\n"
        "local other\n"
        "local many = {function() other = stack_of(100) coroutine.yield() return 1 end}\n"
        "for i = 2, 100 do many[i] = i end\n"
        "local co = coroutine.create(bad.apply)\n"
        "assert(coroutine.resume(co, table.unpack(many)))\n"
        "local ok, e = pcall(bad.apply, function() debug.setlocal(2, 2, other) end)\n"
        "assert(not ok and e:find 'lost', e)\n"
        "ok, e = pcall(bad.apply, function() debug.setlocal(2, 2, nil) end)\n"
        "assert(not ok and e:find 'lost', e)\n"
        "ok, e = pcall(bad.apply, function()\n"
        "  local own = stack_of(1)\n"
        "  getmetatable(own).__close(own)\n"
        "end)\n"
        "assert(not ok and e:find 'lost', e)\n"
        "ok, e = coroutine.resume(co) assert(ok and e == 1, e)\n"
        "collectgarbage()\n"
        "os.exit(0)\n");
}

/* Saves a machine that runs for a while; what the snapshot gives. */
static SporeVM *open_resumed(const char *text)
{
    const SporeOptions blank = {.is_blank = true};
    Image image = {0}, *images = &image;
    Report report = {0};
    SporeVM *vm = open_vm(NULL);

    cr_assert_eq(spore_vm_load_text(vm, text, strlen(text), "=test", NULL, 0), SPORE_OK);
    spore_vm_set_tick_limit(vm, 10000);
    cr_assert_eq(spore_vm_run(vm), SPORE_RUN_TICKS, "%s", spore_vm_error(vm));
    cr_assert_eq(snapshot_encode(vm, &image, &report), SPORE_OK);
    spore_vm_close(vm);
    vm = open_vm(&blank);
    RecordSource *source = memory_source_new(&images, 1);
    cr_assert_eq(snapshot_load(vm, source, NULL, &report), SPORE_OK, "%s", report.text);
    memory_source_free(source);
    image_deinit(&image);
    spore_vm_set_tick_limit(vm, UINT64_MAX);
    return vm;
}

Test(native_misuse, a_kill_ends_a_call_that_was_to_be_made_anew)
{
    SporeCall *call = NULL;
    SporeVM *vm =
        open_resumed("local tasklet, channel = require 'tasklet', require 'channel'\n"
                     "local ch = channel.new()\n"
                     "local t = tasklet(bad.anew)(ch.receive, ch)\n"
                     "tasklet.schedule() assert(ch.balance == -1)\n"
                     "while not go do end\n"
                     "t:kill() assert(not t.alive and ch.balance == 0)\n");

    cr_assert_eq(spore_vm_settle(vm), SPORE_OK);
    cr_assert_eq(spore_vm_begin(vm, 1, &call), SPORE_OK);
    spore_set_boolean(call, 0, true);
    cr_assert_eq(spore_set_global(call, "go", 0), SPORE_OK);
    spore_vm_end(call);
    cr_assert_eq(spore_vm_run(vm), SPORE_RUN_DONE, "%s", spore_vm_error(vm));
    spore_vm_close(vm);
}

/* Also a coroutine that nobody waits in: it is no tasklet's. */
Test(native_misuse, lost_calls_of_suspended_coroutines_are_told)
{
    SporeLostCall *calls = NULL;
    size_t count = 0;
    SporeVM *vm = open_resumed("co = coroutine.wrap(bad.apply)\n"
                               "co(coroutine.yield)\n"
                               "while true do end\n");

    cr_assert_eq(spore_vm_lost(vm, &calls, &count), SPORE_OK);
    cr_assert_eq(count, 1);
    cr_assert_str_eq(calls[0].native, "bad.apply");
    spore_lost_free(calls);
    spore_vm_close(vm);
}

Test(native_misuse, a_host_makes_objects)
{
    SporeVM *vm = open_vm(NULL);
    SporeCall *call = NULL;
    void *data = NULL, *found = NULL;

    cr_assert_eq(spore_vm_begin(vm, 2, &call), SPORE_OK);
    cr_assert_eq(spore_set_handle(call, 0, &ITEM, &data), SPORE_OK);
    cr_assert_eq(spore_get_handle(call, 0, &ITEM, &found), SPORE_OK);
    cr_assert_eq(data, found);
    for (size_t i = 0; i < sizeof MANY / sizeof *MANY; i++)
        cr_assert_eq(spore_call(call, 0, MANY[i], 0), SPORE_USAGE);
    spore_vm_end(call);
    spore_vm_close(vm);
}
