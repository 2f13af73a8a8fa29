/*
 * The text of a deadlock error: who waits on whom. It names only what can be
 * reached from the one that fails (its channel's queue, main), so that it does not
 * depend on when garbage was collected.
 */
#include <stdarg.h>
#include <stdio.h>

#include "vm/channel.h"
#include "vm/scheduler.h"

enum { TEXT_SIZE = 900, OTHERS_MAX = 4 };

typedef struct Text {
    size_t length;
    char data[TEXT_SIZE];
} Text;

__attribute__((format(printf, 2, 3))) static void put(Text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const size_t room = TEXT_SIZE - text->length;
    const int count = vsnprintf(text->data + text->length, room, format, arguments);
    va_end(arguments);
    if (count > 0) text->length += (size_t)count < room ? (size_t)count : room - 1;
}

static void put_name(Text *text, const Tasklet *tasklet)
{
    char name[80];
    tasklet_describe(tasklet, name, sizeof name);
    put(text, "%s", name);
}

static void put_channel(VM *vm, Text *text, Channel *channel)
{
    put(text, "channel: 0x%014llx",
        (unsigned long long)object_identity(vm, &channel->header));
}

static int direction(const Tasklet *tasklet)
{
    return tasklet->state == TASKLET_SENDING ? 1 : -1;
}

/* "to receive on channel: 0x… or to send on channel: 0x…" */
static void put_cases(VM *vm, Text *text, const Tasklet *tasklet)
{
    ChannelCase item;
    for (uint32_t i = 1; channel_case(tasklet_cases(tasklet), i, &item); i++) {
        if (i > OTHERS_MAX) {
            put(text, " or others");
            return;
        }
        put(text, "%s to %s on ", i > 1 ? " or" : "",
            item.direction > 0 ? "send" : "receive");
        put_channel(vm, text, item.channel);
    }
}

static void put_wait(VM *vm, Text *text, const Tasklet *tasklet)
{
    put(text, "; ");
    put_name(text, tasklet);
    if (tasklet->state == TASKLET_SELECTING) {
        put(text, " waits in select");
        put_cases(vm, text, tasklet);
        return;
    }
    put(text, " waits to %s on ", direction(tasklet) > 0 ? "send" : "receive");
    put_channel(vm, text, tasklet->channel);
}

/* The one that fails: what it waits for will not come. */
static void put_victim(VM *vm, Text *text, const Tasklet *tasklet, Channel *channel,
                       int dir)
{
    put(text, "deadlock: ");
    put_name(text, tasklet);
    put(text, " would wait for ever to %s on ", dir > 0 ? "send" : "receive");
    put_channel(vm, text, channel);
}

static void put_others(VM *vm, Text *text, const Tasklet *victim, const Channel *channel)
{
    const Tasklet *main_tasklet = vm->main_tasklet;
    int count = 0;
    if (main_tasklet != victim && (main_tasklet->channel || tasklet_cases(main_tasklet)))
        put_wait(vm, text, main_tasklet);
    for (const Tasklet *t = channel ? channel->first : NULL; t; t = t->next) {
        if (t == victim || t == main_tasklet) continue;
        if (++count > OTHERS_MAX) {
            put(text, "; and others");
            return;
        }
        put_wait(vm, text, t);
    }
}

NativeStatus scheduler_deadlock(VM *vm, Channel *channel, int dir)
{
    Text text = {0};
    if (channel) {
        put_victim(vm, &text, vm->tasklet, channel, dir);
    } else {
        put(&text, "deadlock: ");
        put_name(&text, vm->tasklet);
        put(&text, " is the last one that runs and would pause");
    }
    put_others(vm, &text, vm->tasklet, channel);
    return native_error(vm, "%s", text.data);
}

static void put_selecting_victim(Text *text, const Tasklet *tasklet)
{
    put(text, "deadlock: ");
    put_name(text, tasklet);
    put(text, " would wait for ever in select");
}

NativeStatus scheduler_deadlock_in_select(VM *vm)
{
    Text text = {0};
    put_selecting_victim(&text, vm->tasklet);
    put_others(vm, &text, vm->tasklet, NULL);
    return native_error(vm, "%s", text.data);
}

Value scheduler_deadlock_of(VM *vm, const Tasklet *tasklet)
{
    Text text = {0};
    if (tasklet->state == TASKLET_SELECTING) {
        put_selecting_victim(&text, tasklet);
        put_cases(vm, &text, tasklet);
        return scheduler_error_at(vm, tasklet, text.data);
    }
    put_victim(vm, &text, tasklet, tasklet->channel, direction(tasklet));
    put_others(vm, &text, tasklet, tasklet->channel);
    return scheduler_error_at(vm, tasklet, text.data);
}

Value scheduler_error_at(VM *vm, const Tasklet *tasklet, const char *message)
{
    const Value error = vm->error;
    Fiber *fiber = vm->fiber;
    const bool is_native_framed = vm->is_native_framed;
    vm->fiber = tasklet->active;
    vm->is_native_framed = false;
    vm_fail_here(vm, "%s", message);
    const Value text = vm->error;
    vm->fiber = fiber;
    vm->is_native_framed = is_native_framed;
    vm->error = error;
    return text;
}
