/*
 * A host's natives: values, calls back into Lua that block, fail and are killed, steps.
 * The programs assert for themselves; a failed one fails the test.
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "spore/spore.h"

static int alive; /* natives that have begun and not ended */

/* sum(a, b): no callback */
static SporeStatus sum(SporeCall *call)
{
    int64_t a, b;
    SporeStatus status = spore_get_integer(call, 0, &a);

    if (status == SPORE_OK) status = spore_get_integer(call, 1, &b);
    if (status == SPORE_OK) status = spore_set_integer(call, 2, a + b);
    return status == SPORE_OK ? spore_return(call, 2, 1) : status;
}

/* apply(f, …): f's first two results, or its error with "caught: " before it if a text */
static SporeStatus apply(SporeCall *call)
{
    const unsigned count = spore_count(call);

    alive++;
    SporeStatus status = spore_call(call, 0, count ? count - 1 : 0, 2);
    alive--;
    return status == SPORE_OK ? spore_return(call, 0, 2) : status;
}

/* catch(f): false and the error */
static SporeStatus catch (SporeCall *call)
{
    const SporeStatus status = spore_call(call, 0, 0, 1);

    spore_copy(call, 0, 2);
    spore_set_boolean(call, 1, status == SPORE_OK);
    return spore_return(call, 1, 2);
}

/* echo(input, output): sends what it receives, until nil */
static SporeStatus echo(SporeCall *call)
{
    int64_t count = 0;
    SporeStatus status;

    alive++;
    while ((status = spore_receive(call, 0, 2)) == SPORE_OK &&
           spore_type(call, 2) != SPORE_NIL) {
        status = spore_send(call, 1, 2);
        if (status != SPORE_OK) break;
        count++;
    }
    alive--;
    if (status == SPORE_OK) status = spore_set_integer(call, 3, count);
    return status == SPORE_OK ? spore_return(call, 3, 1) : status;
}

/* nest(n, f): itself with n - 1, at last f() */
static SporeStatus nest(SporeCall *call)
{
    int64_t depth = 0;
    SporeStatus status = spore_get_integer(call, 0, &depth);

    if (status != SPORE_OK) return status;
    alive++;
    if (depth > 0) {
        status = spore_set_native(call, 2, "test.nest");
        if (status == SPORE_OK) status = spore_set_integer(call, 3, depth - 1);
        if (status == SPORE_OK) status = spore_copy(call, 1, 4);
        if (status == SPORE_OK) status = spore_call(call, 2, 2, 1);
    } else {
        status = spore_copy(call, 1, 2);
        if (status == SPORE_OK) status = spore_call(call, 2, 0, 1);
    }
    alive--;
    return status == SPORE_OK ? spore_return(call, 2, 1) : status;
}

/* total(channel, n): the sum of n values received, without a C stack */
static SporeStatus total(SporeCall *call)
{
    int64_t left, value, so_far = 0;

    /* slot 2: the value received; 3: how many are left; 4: the sum */
    if (spore_step(call) == 0) {
        SporeStatus status = spore_get_integer(call, 1, &left);
        if (status != SPORE_OK) return status;
    } else {
        SporeStatus status = spore_get_integer(call, 2, &value);
        if (status != SPORE_OK) return status;
        spore_get_integer(call, 3, &left);
        if (spore_type(call, 4) != SPORE_NIL) spore_get_integer(call, 4, &so_far);
        so_far += value;
        left--;
    }
    spore_set_integer(call, 3, left);
    spore_set_integer(call, 4, so_far);
    return left > 0 ? spore_then_receive(call, 0, 1) : spore_return(call, 4, 1);
}

static SporeStatus fails(SporeCall *call)
{
    return spore_fail(call, "no %s today", "luck");
}

static SporeStatus throws(SporeCall *call)
{
    return spore_throw(call, 0);
}

static SporeStatus reaches_too_far(SporeCall *call)
{
    return spore_set_nil(call, 100);
}

/* soft natives have no stack to call back from */
static SporeStatus calls_softly(SporeCall *call)
{
    return spore_call(call, 0, 0, 0);
}

static SporeStatus spawn(SporeCall *call)
{
    const SporeStatus status = spore_spawn(call, 0, spore_count(call) - 1);

    return status == SPORE_OK ? spore_return(call, 0, 1) : status;
}

static SporeStatus wait_a_while(SporeCall *call)
{
    alive++;
    SporeStatus status = spore_schedule(call);
    if (status == SPORE_OK) status = spore_sleep(call, 0.001);
    alive--;
    return status;
}

static const SporeNativeDef NATIVES[] = {
    {"test.sum", sum, 0, 0, 0, 0, NULL},
    {"test.apply", apply, SPORE_MAY_CALL, 0, 0, 0, NULL},
    {"test.catch", catch, SPORE_MAY_CALL, 0, 0, 0, NULL},
    {"test.echo", echo, SPORE_MAY_CALL, 0, 0, 0, NULL},
    {"test.nest", nest, SPORE_MAY_CALL, 0, 0, 0, NULL},
    {"test.total", total, 0, 0, 1, 0, NULL},
    {"test.fails", fails, 0, 0, 0, 0, NULL},
    {"test.throws", throws, 0, 0, 0, 0, NULL},
    {"test.far", reaches_too_far, 0, 0, 0, 0, NULL},
    {"test.softly", calls_softly, 0, 0, 0, 0, NULL},
    {"test.spawn", spawn, 0, 0, 0, 0, NULL},
    {"test.pause", wait_a_while, SPORE_MAY_CALL, 0, 0, 0, NULL},
};

static SporeVM *open_vm(const SporeOptions *options)
{
    SporeVM *vm = NULL;

    cr_assert_eq(spore_vm_open(options, &vm), SPORE_OK);
    cr_assert_eq(spore_vm_register(vm, NATIVES, sizeof NATIVES / sizeof *NATIVES, NULL),
                 SPORE_OK, "%s", spore_vm_error(vm));
    return vm;
}

static SporeRun run(SporeVM *vm)
{
    for (;;) {
        const SporeRun how = spore_vm_run(vm);
        if (how != SPORE_RUN_IDLE && how != SPORE_RUN_REQUEST) return how;
    }
}

static void load(SporeVM *vm, const char *text)
{
    cr_assert_eq(spore_vm_load_text(vm, text, strlen(text), "=test", NULL, 0), SPORE_OK,
                 "%s", spore_vm_error(vm));
}

static void expect_with(const SporeOptions *options, SporeRun wanted, const char *text)
{
    SporeVM *vm = open_vm(options);

    load(vm, text);
    cr_assert_eq(run(vm), wanted, "%s\n%s", spore_vm_error(vm), spore_vm_traceback(vm));
    if (wanted == SPORE_RUN_DONE) cr_assert_eq(spore_vm_in_natives(vm), 0);
    spore_vm_close(vm);
    cr_assert_eq(alive, 0, "%d natives did not end", alive);
}

/* Also with a collection at every safepoint. */
static void expect(SporeRun wanted, const char *text)
{
    const SporeOptions stress = {.stress_collector = true};

    expect_with(NULL, wanted, text);
    expect_with(&stress, wanted, text);
}

static void expect_success(const char *text)
{
    expect(SPORE_RUN_DONE, text);
}

#define LIBRARY "local tasklet, channel = require 'tasklet', require 'channel'\n"

Test(natives, values_go_in_and_out)
{
    expect_success(
        "assert(test.sum(3, 4) == 7)\n"
        "assert(test.sum('3', 4.0) == 7)\n"
        "local ok, e = pcall(test.sum, 1, {})\n"
        "assert(e == \"bad argument #2 to 'test.sum' (number expected, got table)\", e)\n"
        "ok, e = pcall(function() test.sum(1.5, 1) end)\n"
        "assert(e == \"test:5: bad argument #1 to 'sum' (number has no integer "
        "representation)\", e)\n"
        "ok, e = pcall(test.sum) assert(not ok and e:find 'got no value', e)\n");
}

Test(natives, errors_are_values_or_texts_with_a_place)
{
    expect_success(
        "local ok, e = pcall(function() test.fails() end)\n"
        "assert(e == 'test:1: no luck today', e)\n"
        "local t = {}\n"
        "ok, e = pcall(test.throws, t) assert(e == t)\n"
        "ok, e = pcall(test.far) assert(e:find 'uses slot 100; it has 8', e)\n"
        "ok, e = pcall(test.softly, print) assert(e:find 'SPORE_MAY_CALL', e)\n");
}

Test(natives, calls_back_into_lua)
{
    expect_success(
        "local a, b = test.apply(function(x, y) return x + y, x * y end, 3, 4)\n"
        "assert(a == 7 and b == 12)\n"
        "a, b = test.apply(math.abs, -3) assert(a == 3 and b == nil)\n"
        "a, b = test.apply(function(...) return select('#', ...) end, 1, 2, 3)\n"
        "assert(a == 3)\n"
        "assert(test.apply(test.apply, test.sum, 1, 2) == 3)\n"
        "for i = 1, 1000 do assert(test.apply(test.sum, i, i) == 2 * i) end\n");
}

Test(natives, errors_pass_through_or_are_caught)
{
    expect_success(
        "local t = {}\n"
        "local ok, e = pcall(test.apply, error, t) assert(not ok and e == t)\n"
        "ok, e = pcall(test.apply, nil)\n"
        "assert(e == 'attempt to call a nil value', e)\n"
        "ok, e = test.catch(function() error 'x' end)\n"
        "assert(ok == false and e == 'test:5: x', e)\n"
        "ok, e = test.catch(function() return 5 end) assert(ok and e == 5)\n"
        "local log = {}\n"
        "ok, e = pcall(test.apply, function()\n"
        "  local x <close> = setmetatable({}, {__close = function() log[1] = 1 end})\n"
        "  error(t)\n"
        "end)\n"
        "assert(e == t and log[1] == 1)\n");
}

Test(natives, block_while_others_go_on)
{
    expect_success(
        LIBRARY "local input, output, log = channel.new(), channel.new(), {}\n"
                "local t = tasklet(test.echo)(input, output)\n"
                "for i = 1, 100 do\n"
                "  input:send(i) assert(output:receive() == i)\n"
                "  if i > 1 then assert(t.scheduled and not t.restorable and "
                "t.nesting_level == 1) end\n"
                "end\n"
                "input:send(nil) tasklet.schedule()\n"
                "assert(not t.alive and t.results[1] == 100)\n"
                "local a = tasklet(function() test.pause() log[#log + 1] = 'a' end)()\n"
                "local b = tasklet(function() test.pause() log[#log + 1] = 'b' end)()\n"
                "a:join() b:join() assert(table.concat(log) == 'ab')\n");
}

Test(natives, nest_fifty_deep)
{
    expect_success(
        LIBRARY "local ch = channel.new()\n"
                "local t = tasklet(test.nest)(50, function() return ch:receive() end)\n"
                "tasklet.schedule()\n"
                "assert(t.nesting_level == 51 and ch.balance == -1)\n"
                "ch:send('deep') tasklet.schedule() assert(t.results[1] == 'deep')\n"
                "local ok, e = pcall(test.nest, 50, function() error 'up' end)\n"
                "assert(e == 'test:7: up', e)\n"
                "assert(test.nest(50, function() return tasklet.current().nesting_level "
                "end) == 51)\n");
}

Test(natives, a_kill_unwinds_them)
{
    expect_success(LIBRARY
                   "local ch, log = channel.new(), {}\n"
                   "local t = tasklet(test.nest)(10, function()\n"
                   "  local x <close> = setmetatable({}, {__close = function() log[1] = "
                   "'closed' end})\n"
                   "  ch:receive()\n"
                   "end)\n"
                   "tasklet.schedule() assert(ch.balance == -1)\n"
                   "t:kill()\n"
                   "assert(not t.alive and log[1] == 'closed' and ch.balance == 0)\n"
                   "local u = tasklet(test.echo)(ch, ch) tasklet.schedule()\n"
                   "u:throw('thrown', true)\n"
                   "assert(select(2, pcall(u.join, u)) == 'thrown')\n");
}

Test(natives, what_is_dropped_in_them_ends)
{
    expect(SPORE_RUN_EXIT, LIBRARY
           "local ch = channel.new()\n"
           "local co = coroutine.create(test.nest)\n"
           "coroutine.resume(co, 3, coroutine.yield)\n"
           "assert(coroutine.status(co) == 'suspended')\n"
           "assert(coroutine.close(co))\n"
           "co = coroutine.wrap(test.apply)\n"
           "co(coroutine.yield, 1)\n"
           "assert(co('back') == 'back')\n"
           "do local c = channel.new() tasklet(test.echo)(c, c) end\n"
           "tasklet.schedule() collectgarbage() collectgarbage()\n"
           "tasklet.schedule() collectgarbage()\n"
           "local t = tasklet(test.nest)(2, function() tasklet.schedule_remove() end)\n"
           "tasklet.schedule() t:bind() collectgarbage()\n"
           /* one is left for the end of the VM */
           "tasklet(test.echo)(ch, ch) tasklet.schedule()\n"
           "tasklet(function() test.echo(ch, ch) end)() tasklet.schedule()\n"
           "GLOBAL = ch\n"
           "os.exit(0)\n");
}

/* All wait in natives at once, and are woken in random order; then nothing is left. */
Test(natives, ten_thousand_wait_at_once, .timeout = 120)
{
    expect_with(NULL, SPORE_RUN_DONE,
                LIBRARY
                "local COUNT, ROUNDS = 10000, 3\n"
                "local channels, sums = {}, {}\n"
                "for i = 1, COUNT do\n"
                "  local ch = channel.new()\n"
                "  channels[i], sums[i] = ch, 0\n"
                "  tasklet(function()\n"
                "    for _ = 1, ROUNDS do\n"
                "      sums[i] = sums[i] + test.apply(ch.receive, ch)\n"
                "    end\n"
                "  end)()\n"
                "end\n"
                "tasklet.schedule()\n"
                "math.randomseed(7)\n"
                "for round = 1, ROUNDS do\n"
                "  local order = {}\n"
                "  for i = 1, COUNT do order[i] = i end\n"
                "  for i = COUNT, 2, -1 do\n"
                "    local j = math.random(i) order[i], order[j] = order[j], order[i]\n"
                "  end\n"
                "  for _, i in ipairs(order) do channels[i]:send(i) end\n"
                "end\n"
                "for i = 1, COUNT do assert(sums[i] == ROUNDS * i and "
                "channels[i].balance == 0) end\n"
                "assert(tasklet.count() == 1 and #tasklet.all() == 1)\n");
}

Test(natives, are_interrupted_if_that_is_wanted)
{
    expect_success(
        LIBRARY
        "local count = 0\n"
        "local t = tasklet(test.apply)(function() while true do count = count + 1 end "
        "end)\n"
        "local interrupted = tasklet.run{budget = 1000, ignore_nesting = true}\n"
        "assert(interrupted == t and count > 300 and t.nesting_level == 1 and t.paused)\n"
        "t:kill() assert(not t.alive)\n"
        /* the budget waits until it has left the native */
        "local log = {}\n"
        "local u = tasklet(function()\n"
        "  test.apply(function() for i = 1, 5000 do log.inside = i end end)\n"
        "  for i = 1, 1e6 do log.outside = i end\n"
        "end)()\n"
        "assert(tasklet.run{budget = 1000} == u)\n"
        "assert(log.inside == 5000 and (log.outside or 0) < 5000)\n"
        "u:kill()\n");
}

Test(natives, names_are_checked_when_they_are_registered)
{
    static const char *const OLD_NAMES[] = {"old.sum", "older.sum", NULL};
    static const SporeNativeDef bad[] = {
        {.name = "", .function = sum},
        {.name = "no.function"},
        {.name = "too.many", .function = sum, .slots = 1000},
        {.name = "both", .function = apply, .flags = SPORE_MAY_CALL, .steps = 1},
        {.name = "what", .function = sum, .flags = 64},
    };
    const SporeNativeDef good = {
        .name = "new.deep.sum", .function = sum, .aliases = OLD_NAMES};
    const SporeNativeDef taken = {.name = "old.sum", .function = sum};
    const SporeNativeDef hidden = {.name = "print.sum", .function = sum};
    SporeVM *vm = open_vm(NULL);

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert_eq(spore_vm_register(vm, &bad[i], 1, NULL), SPORE_USAGE, "%zu", i);
    cr_assert_eq(spore_vm_register(vm, &good, 1, NULL), SPORE_OK);
    cr_assert_eq(spore_vm_register(vm, &taken, 1, NULL), SPORE_EXISTS);
    cr_assert_eq(spore_vm_register(vm, &hidden, 1, NULL), SPORE_EXISTS);
    load(vm, "assert(new.deep.sum(1, 2) == 3 and old == nil)");
    cr_assert_eq(run(vm), SPORE_RUN_DONE, "%s", spore_vm_error(vm));
    spore_vm_close(vm);
}

static SporeStatus dive(SporeCall *call);

static const SporeNativeDef DIVE = {
    .name = "test.dive", .function = dive, .flags = SPORE_MAY_CALL};

static int dig(SporeCall *call, int64_t left)
{
    volatile char room[1024];

    memset((char *)room, (int)left, sizeof room);
    return left > 1 ? dig(call, left - 1) + room[left % 1024] : room[0];
}

/* dive(n): uses n KiB of its stack */
static SporeStatus dive(SporeCall *call)
{
    int64_t depth;
    SporeStatus status = spore_get_integer(call, 0, &depth);

    if (status == SPORE_OK) status = spore_set_integer(call, 1, dig(call, depth));
    return status;
}

static SporeVM *open_diver(size_t stack_bytes, const char *text)
{
    SporeVM *vm = NULL;

    cr_assert_eq(spore_vm_open(NULL, &vm), SPORE_OK);
    cr_assert_eq(spore_vm_register(vm, &DIVE, 1, NULL), SPORE_OK);
    spore_vm_set_stack_size(vm, stack_bytes);
    load(vm, text);
    return vm;
}

Test(natives, stacks_have_the_wanted_size_and_tell_their_use)
{
    SporeVM *vm = open_diver(1 << 20, "test.dive(700)");

    cr_assert_eq(run(vm), SPORE_RUN_DONE, "%s", spore_vm_error(vm));
    const size_t used = spore_vm_stack_high_water(vm);
    cr_assert(used >= 700 * 1024 && used <= 1 << 20, "%zu bytes", used);
    spore_vm_close(vm);
}

/* In a process of its own, which dies of it. */
Test(natives, an_overflow_is_named)
{
    char text[512] = "";
    int ends[2];

    cr_assert_eq(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        SporeVM *vm = open_diver(32 << 10, "require 'tasklet'.current().name = 'diver'\n"
                                           "test.dive(700)");
        (void)spore_catch_stack_overflow();
        spore_vm_run(vm);
        _exit(0);
    }
    close(ends[1]);
    int status = 0;
    waitpid(child, &status, 0);
    cr_assert(read(ends[0], text, sizeof text - 1) > 0);
    cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV, "status %x", status);
    cr_assert(strstr(text, "native 'test.dive' in tasklet 1 (diver) has used up its C "
                           "stack of 3"),
              "%s", text);
}
