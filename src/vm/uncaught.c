/*
 * Noting tracebacks of uncaught errors: see uncaught.h.
 */
#include "vm/uncaught.h"

#include <stdio.h>
#include <string.h>

#include "vm/machine.h"
#include "vm/scheduler.h"
#include "vm/traceback.h"

/* Whether it leaves the tasklet; a coroutine.wrap function passes errors on. */
static bool is_uncaught(const VM *vm, const Fiber *fiber)
{
    if (vm->callbacks.fiber) return false; /* that is no tasklet's */
    for (; fiber; fiber = fiber->resumer) {
        if (raise_find_catcher(fiber)) return false;
        if (fiber->resumer && fiber->resumer->wait != WAIT_WRAP) return false;
    }
    return true;
}

static void put_text(Bytes *out, const char *text)
{
    bytes_put(out, text, strlen(text));
}

static void put_title(const Tasklet *tasklet, bool has_got_it, Bytes *out)
{
    char who[200];
    put_text(out, "stack traceback");
    if (!tasklet->is_main || has_got_it) {
        tasklet_describe(tasklet, who, sizeof who);
        put_text(out, " of ");
        put_text(out, who);
    }
    put_text(out, has_got_it ? ", which got the error:" : ":");
}

static void put_traceback(VM *vm, const String *handed, Bytes *out)
{
    if (handed) {
        bytes_put(out, handed->data, handed->length);
        put_text(out, "\n");
    }
    put_title(vm->tasklet, handed != NULL, out);
    for (const Fiber *fiber = vm->fiber; fiber; fiber = fiber->resumer) {
        if (fiber != vm->fiber) put_text(out, "\n\t(...resumed by...)");
        traceback_write_levels(vm, fiber, NULL, 0, out);
    }
}

static void set_traceback(VM *vm, Tasklet *tasklet, String *text)
{
    if (!text && !tasklet->more) return;
    TaskletMore *more = tasklet_more(vm, tasklet);
    if (!more) return;
    more->traceback = text;
    if (text) heap_barrier(vm, tasklet, string_value(text));
    heap_touch(vm, tasklet);
}

/* The traceback that came with an error from another tasklet, if this is the one. */
static String *take_handed(VM *vm, Tasklet *tasklet)
{
    String *handed = tasklet_traceback(tasklet);
    if (!tasklet->is_handed) return NULL;
    tasklet->is_handed = false;
    set_traceback(vm, tasklet, NULL);
    return handed;
}

void uncaught_note(VM *vm)
{
    Tasklet *tasklet = vm->tasklet;
    const Value error = vm->error;
    String *handed = take_handed(vm, tasklet);
    if (!is_uncaught(vm, vm->fiber)) return;
    if (!tasklet->is_main && scheduler_is_exit(vm, error)) return;
    Bytes out = {0};
    put_traceback(vm, handed, &out);
    String *text = out.has_failed ? NULL : string_new(vm, (char *)out.data, out.count);
    bytes_deinit(&out);
    vm->error = error;
    set_traceback(vm, tasklet, text);
}

void uncaught_hand_over(VM *vm, const Tasklet *tasklet, Tasklet *taker)
{
    taker->is_handed = tasklet_traceback(tasklet) != NULL;
    set_traceback(vm, taker, tasklet_traceback(tasklet));
}
