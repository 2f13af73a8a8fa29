/*
 * A host's own calls between two runs: values, functions, tasklets, channels.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "spore/spore.h"

static const char PROGRAM[] =
    "function add(a, b) return a + b, nil, 'three' end\n"
    "function fail() error('no', 0) end\n"
    "ch = require 'channel'.new()\n"
    "function slow(n) require 'tasklet'.sleep(0.002) return n end\n"
    "function hang() ch:receive() end\n"
    "function spin() while true do end end\n"
    "function collect() collectgarbage() collectgarbage() return {1, 2, 3} end\n";

/* Runs the program that defines those, and leaves it waiting for nothing. */
static SporeVM *open_vm(SporeCall **out_call, const char *more)
{
    char text[1024];
    SporeVM *vm = NULL;

    snprintf(text, sizeof text, "%s%s", PROGRAM, more);
    cr_assert_eq(spore_vm_open(NULL, &vm), SPORE_OK);
    cr_assert_eq(spore_vm_load_text(vm, text, strlen(text), "=p", NULL, 0), SPORE_OK,
                 "%s", spore_vm_error(vm));
    cr_assert_eq(spore_vm_begin(vm, 10, out_call), SPORE_OK);
    return vm;
}

/* The program has defined its functions and waits in stop:receive(). */
static SporeVM *open_waiting(SporeCall **out_call)
{
    SporeVM *vm = open_vm(out_call, "stop = require 'channel'.new()\n"
                                    "require 'tasklet'.current().name = 'program'\n"
                                    "ready = true stop:receive()\n");
    SporeCall *call = *out_call;

    /* Any call lets the program run as well. */
    cr_assert_eq(spore_get_global(call, "print", 0), SPORE_OK);
    cr_assert_eq(spore_get_global(call, "collectgarbage", 0), SPORE_OK);
    cr_assert_eq(spore_call(call, 0, 0, 0), SPORE_OK, "%s", spore_vm_error(vm));
    spore_get_global(call, "ready", 0);
    cr_assert(spore_get_boolean(call, 0));
    return vm;
}

static void close_vm(SporeVM *vm, SporeCall *call)
{
    spore_vm_end(call);
    spore_vm_close(vm);
}

Test(host_calls, functions_get_and_give_values)
{
    SporeCall *call;
    SporeVM *vm = open_waiting(&call);
    int64_t sum = 0;
    const char *text = NULL;

    for (int i = 0; i < 100; i++) {
        spore_get_global(call, "add", 1);
        spore_set_integer(call, 2, i);
        spore_set_integer(call, 3, 2);
        cr_assert_eq(spore_call(call, 1, 2, 3), SPORE_OK, "%s", spore_vm_error(vm));
        cr_assert_eq(spore_get_integer(call, 1, &sum), SPORE_OK);
        cr_assert_eq(sum, i + 2);
        cr_assert_eq(spore_type(call, 2), SPORE_NIL);
        cr_assert_eq(spore_get_string(call, 3, &text, NULL), SPORE_OK);
        cr_assert_str_eq(text, "three");
    }
    spore_get_global(call, "slow", 1);
    spore_set_integer(call, 2, 5);
    cr_assert_eq(spore_call(call, 1, 1, 1), SPORE_OK);
    spore_get_integer(call, 1, &sum);
    cr_assert_eq(sum, 5);
    close_vm(vm, call);
}

Test(host_calls, values_in_slots_are_kept_from_the_collector)
{
    SporeCall *call;
    SporeVM *vm = open_waiting(&call);
    const char *text = NULL;
    int64_t length = 0;

    spore_set_string(call, 5, "kept for long enough to be no short string, I hope", 50);
    spore_set_table(call, 6);
    spore_set_field(call, 6, "text", 5);
    spore_set_nil(call, 5);
    spore_get_global(call, "collect", 0);
    cr_assert_eq(spore_call(call, 0, 0, 1), SPORE_OK);
    cr_assert_eq(spore_get_length(call, 0, &length), SPORE_OK);
    cr_assert_eq(length, 3);
    spore_get_field(call, 6, "text", 5);
    cr_assert_eq(spore_get_string(call, 5, &text, NULL), SPORE_OK);
    cr_assert_str_eq(text, "kept for long enough to be no short string, I hope");
    close_vm(vm, call);
}

Test(host_calls, errors_are_statuses)
{
    SporeCall *call, *other;
    SporeVM *vm = open_waiting(&call);
    const char *text = NULL;
    int64_t number;

    spore_get_global(call, "fail", 0);
    cr_assert_eq(spore_call(call, 0, 0, 1), SPORE_ERROR);
    cr_assert_str_eq(spore_vm_error(vm), "no");
    spore_get_string(call, 0, &text, NULL);
    cr_assert_str_eq(text, "no");
    spore_set_nil(call, 0);
    cr_assert_eq(spore_call(call, 0, 0, 0), SPORE_ERROR);
    cr_assert_eq(spore_get_integer(call, 3, &number), SPORE_USAGE);
    cr_assert_str_eq(spore_vm_error(vm), "slot 3: number expected, got nil");
    cr_assert_eq(spore_set_nil(call, 10), SPORE_USAGE);
    cr_assert_eq(spore_vm_begin(vm, 1, &other), SPORE_BUSY);
    spore_get_global(call, "spin", 0);
    spore_vm_set_tick_limit(vm, spore_vm_ticks(vm) + 10000);
    cr_assert_eq(spore_call(call, 0, 0, 0), SPORE_LIMIT);
    spore_vm_set_tick_limit(vm, 0);
    close_vm(vm, call);
}

Test(host_calls, nobody_waits_for_ever)
{
    SporeCall *call;
    SporeVM *vm = open_waiting(&call);
    int64_t number = 0;

    spore_get_global(call, "hang", 0);
    cr_assert_eq(spore_call(call, 0, 0, 0), SPORE_ERROR);
    cr_assert(strstr(spore_vm_error(vm), "deadlock: tasklet 3 would wait for ever"), "%s",
              spore_vm_error(vm));
    /* That one is gone: nobody receives. */
    spore_get_global(call, "ch", 1);
    spore_set_integer(call, 2, 8);
    cr_assert_eq(spore_send(call, 1, 2), SPORE_ERROR);
    /* A tasklet that sends, and one that is waited for. */
    spore_get_global(call, "slow", 3);
    spore_set_integer(call, 4, 9);
    cr_assert_eq(spore_spawn(call, 3, 1), SPORE_OK);
    cr_assert_eq(spore_get_results(call, 3, 4, 1), SPORE_BUSY);
    cr_assert_eq(spore_sleep(call, 0.02), SPORE_OK);
    cr_assert_eq(spore_get_results(call, 3, 4, 1), SPORE_OK, "%s", spore_vm_error(vm));
    spore_get_integer(call, 4, &number);
    cr_assert_eq(number, 9);
    /* The program goes on where it waited. */
    spore_get_global(call, "stop", 1);
    cr_assert_eq(spore_send(call, 1, 2), SPORE_OK, "%s", spore_vm_error(vm));
    spore_vm_end(call);
    cr_assert_eq(spore_vm_run(vm), SPORE_RUN_DONE);
    /* Its functions can still be called. */
    cr_assert_eq(spore_vm_begin(vm, 3, &call), SPORE_OK);
    spore_get_global(call, "add", 0);
    spore_set_integer(call, 1, 1);
    spore_set_integer(call, 2, 2);
    cr_assert_eq(spore_call(call, 0, 2, 1), SPORE_OK, "%s", spore_vm_error(vm));
    spore_get_integer(call, 0, &number);
    cr_assert_eq(number, 3);
    close_vm(vm, call);
}

Test(host_calls, a_vm_without_a_program_is_a_library)
{
    SporeVM *vm = NULL;
    SporeCall *call;
    int64_t number = 0;

    cr_assert_eq(spore_vm_open(NULL, &vm), SPORE_OK);
    cr_assert_eq(spore_vm_begin(vm, 4, &call), SPORE_OK);
    for (int i = 0; i < 3; i++) {
        spore_get_global(call, "load", 0);
        spore_set_string(call, 1, "return 6 * ...", 14);
        cr_assert_eq(spore_call(call, 0, 1, 1), SPORE_OK, "%s", spore_vm_error(vm));
        spore_set_integer(call, 1, i);
        cr_assert_eq(spore_call(call, 0, 1, 1), SPORE_OK, "%s", spore_vm_error(vm));
        spore_get_integer(call, 0, &number);
        cr_assert_eq(number, 6 * i);
    }
    spore_set_channel(call, 0, 0);
    cr_assert_eq(spore_receive(call, 0, 1), SPORE_ERROR);
    cr_assert_str_eq(spore_vm_error(vm), "deadlock: the host's call would wait for ever");
    spore_set_channel(call, 0, 1);
    spore_set_integer(call, 1, 3);
    cr_assert_eq(spore_send(call, 0, 1), SPORE_OK, "%s", spore_vm_error(vm));
    cr_assert_eq(spore_receive(call, 0, 2), SPORE_OK, "%s", spore_vm_error(vm));
    spore_get_integer(call, 2, &number);
    cr_assert_eq(number, 3);
    close_vm(vm, call);
}

/* All that tasklets and channels can do is there by name. */
Test(host_calls, methods_of_tasklets_are_natives)
{
    SporeCall *call;
    SporeVM *vm = open_waiting(&call);

    spore_get_global(call, "slow", 0);
    spore_set_integer(call, 1, 1);
    cr_assert_eq(spore_spawn(call, 0, 1), SPORE_OK);
    for (int i = 0; i < 2; i++) {
        cr_assert_eq(spore_set_native(call, 1, "tasklet:__index"), SPORE_OK);
        spore_copy(call, 0, 2);
        spore_set_string(call, 3, "alive", 5);
        cr_assert_eq(spore_call(call, 1, 2, 1), SPORE_OK, "%s", spore_vm_error(vm));
        cr_assert_eq(spore_get_boolean(call, 1), i == 0);
        cr_assert_eq(spore_set_native(call, 1, "tasklet:kill"), SPORE_OK);
        spore_copy(call, 0, 2);
        cr_assert_eq(spore_call(call, 1, 1, 0), SPORE_OK, "%s", spore_vm_error(vm));
    }
    cr_assert_eq(spore_set_native(call, 1, "tasklet:no_such"), SPORE_NOT_FOUND);
    close_vm(vm, call);
}
