/*
 * Tasklets and channels. Of each chain only the forward links are stored: the
 * others follow from them, see link.c.
 */
#include "persist/load.h"
#include "vm/channel.h"

static void put_string(Encoder *encoder, WireField field, String *string)
{
    if (string) encode_value_field(encoder, field, string_value(string));
}

/*
 * In a dump nothing runs by itself, and numbers are of one job. A time-out is told as
 * the time that is left.
 */
static Tasklet as_dumped(const VM *vm, const Tasklet *tasklet)
{
    Tasklet dumped = *tasklet;
    const int64_t now = vm_clock_ns(vm);
    const bool is_waiting =
        tasklet_is_blocked(tasklet) && tasklet->state != TASKLET_SLEEPING;
    dumped.number = 0;
    dumped.since_ns = 0;
    dumped.left = dumped.right = dumped.up = NULL;
    dumped.wake_ns = 0;
    if (is_waiting && tasklet->is_timed)
        dumped.wake_ns = tasklet->wake_ns > now ? tasklet->wake_ns - now : 0;
    if (is_waiting) return dumped;
    dumped.is_timed = false;
    dumped.ticket = 0;
    if (tasklet_is_alive(tasklet)) {
        dumped.state = TASKLET_PAUSED;
        dumped.next = NULL;
    }
    return dumped;
}

void tasklet_save(Encoder *encoder, Tasklet *tasklet)
{
    const Tasklet shown = encoder->pickle ? as_dumped(encoder->vm, tasklet) : *tasklet;
    encode_begin(encoder, &tasklet->header);
    encode_near_field(encoder, FIELD_TASKLET_ROOT, shown.root);
    if (shown.active != shown.root)
        encode_near_field(encoder, FIELD_TASKLET_ACTIVE, shown.active);
    encode_integer_field(encoder, FIELD_TASKLET_STATE, shown.state, TASKLET_RUNNABLE);
    encode_near_field(encoder, FIELD_TASKLET_NEXT, shown.next);
    if (shown.is_timed) encode_near_field(encoder, FIELD_TASKLET_LEFT, shown.left);
    encode_id_field(encoder, FIELD_TASKLET_CHANNEL, shown.channel);
    put_string(encoder, FIELD_TASKLET_NAME, tasklet_name(&shown));
    encode_value_field(encoder, FIELD_TASKLET_FUNCTION, tasklet_function(&shown));
    encode_value_field(encoder, FIELD_TASKLET_TRANSFER, shown.transfer);
    encode_value_field(encoder, FIELD_TASKLET_ERROR, shown.error);
    if (shown.is_timed)
        encode_integer_field(encoder, FIELD_TASKLET_WAKE_NS, shown.wake_ns, 0);
    encode_integer_field(encoder, FIELD_TASKLET_TICKET, (int64_t)shown.ticket, 0);
    encode_integer_field(encoder, FIELD_TASKLET_NUMBER, (int64_t)shown.number, 0);
    const bool watches = shown.state == TASKLET_WATCHING;
    if (watches) encode_integer_field(encoder, FIELD_TASKLET_BUDGET, shown.budget, 0);
    encode_integer_field(encoder, FIELD_TASKLET_FLAGS,
                         (shown.is_main ? TASKLET_FLAG_MAIN : 0) |
                             (shown.is_iterating ? TASKLET_FLAG_ITERATING : 0) |
                             (shown.is_error ? TASKLET_FLAG_ERROR : 0) |
                             (shown.is_handed ? TASKLET_FLAG_HANDED : 0) |
                             (shown.is_timed ? TASKLET_FLAG_TIMED : 0) |
                             shown.flags << TASKLET_FLAGS_SHIFT,
                         0);
    put_string(encoder, FIELD_TASKLET_TRACEBACK, tasklet_traceback(&shown));
    encode_id_field(encoder, FIELD_TASKLET_DONE, tasklet_done(&shown));
    encode_value_field(encoder, FIELD_TASKLET_RESULTS, tasklet_results(&shown));
    if (shown.is_timed) encode_near_field(encoder, FIELD_TASKLET_RIGHT, shown.right);
    encode_id_field(encoder, FIELD_TASKLET_CASES, tasklet_cases(&shown));
    if (tasklet_is_blocked(&shown))
        encode_integer_field(encoder, FIELD_TASKLET_SINCE_NS, shown.since_ns, 0);
    encode_integer_field(encoder, FIELD_TASKLET_REPLY, shown.reply, REPLY_VALUE);
    if (shown.reply != REPLY_VALUE)
        encode_integer_field(encoder, FIELD_TASKLET_CASE_NUMBER, shown.case_number, 0);
    encode_id_field(encoder, FIELD_TASKLET_LOCALS, tasklet_locals(&shown));
    if (watches)
        encode_integer_field(encoder, FIELD_TASKLET_BUDGET_END, (int64_t)shown.budget_end,
                             0);
    encode_integer_field(encoder, FIELD_TASKLET_WATCH_FLAGS,
                         watches ? (shown.is_soft ? WATCH_FLAG_SOFT : 0) |
                                       (shown.lets_nest ? WATCH_FLAG_NESTING : 0)
                                 : 0,
                         0);
    encode_integer_field(encoder, FIELD_TASKLET_PRIORITY, shown.priority, 0);
    encode_end(encoder);
}

static String *load_string(Loader *loader, Cursor *cursor)
{
    Value text = load_value(loader, cursor);
    if (text.tag == TAG_STRING) return value_string(text);
    load_corrupt(loader, "a tasklet's text that is no string");
    return NULL;
}

static void load_tasklet_flags(Cursor *cursor, Tasklet *tasklet)
{
    const uint64_t flags = cursor_take_unsigned(cursor, TASKLET_FLAGS_MAX);
    tasklet->is_main = (flags & TASKLET_FLAG_MAIN) != 0;
    tasklet->is_iterating = (flags & TASKLET_FLAG_ITERATING) != 0;
    tasklet->is_error = (flags & TASKLET_FLAG_ERROR) != 0;
    tasklet->is_handed = (flags & TASKLET_FLAG_HANDED) != 0;
    tasklet->is_timed = (flags & TASKLET_FLAG_TIMED) != 0;
    tasklet->flags = (uint8_t)(flags >> TASKLET_FLAGS_SHIFT);
}

/* What a tasklet keeps in the same place, according to its state. */
typedef struct ByState {
    Tasklet *left, *right;
    int64_t wake_ns, budget;
    uint64_t budget_end, watch_flags;
    Value function, results;
} ByState;

static bool has_more(Loader *loader, Tasklet *tasklet)
{
    if (tasklet->more) return true;
    TaskletMore *more = load_block(loader, 1, sizeof *more);
    if (more) *more = (TaskletMore){0};
    tasklet->more = more;
    return more != NULL;
}

static void load_more_field(Loader *loader, Cursor *cursor, int field, Tasklet *tasklet)
{
    if (!has_more(loader, tasklet)) return;
    TaskletMore *more = tasklet->more;
    switch (field) {
    case FIELD_TASKLET_NAME: more->name = load_string(loader, cursor); break;
    case FIELD_TASKLET_TRACEBACK: more->traceback = load_string(loader, cursor); break;
    case FIELD_TASKLET_DONE: more->done = load_id(loader, cursor, KIND_CHANNEL); break;
    case FIELD_TASKLET_CASES: more->cases = load_id(loader, cursor, KIND_TABLE); break;
    default: more->locals = load_id(loader, cursor, KIND_TABLE); break;
    }
}

static void load_state_field(Loader *loader, Cursor *cursor, int field, ByState *by_state)
{
    switch (field) {
    case FIELD_TASKLET_LEFT:
        by_state->left = load_near(loader, cursor, KIND_TASKLET);
        break;
    case FIELD_TASKLET_RIGHT:
        by_state->right = load_near(loader, cursor, KIND_TASKLET);
        break;
    case FIELD_TASKLET_WAKE_NS:
        by_state->wake_ns = cursor_take_integer(cursor, INT64_MIN, INT64_MAX);
        break;
    case FIELD_TASKLET_BUDGET:
        by_state->budget = cursor_take_integer(cursor, 0, INT64_MAX);
        break;
    case FIELD_TASKLET_BUDGET_END:
        by_state->budget_end = cursor_take_unsigned(cursor, INT64_MAX);
        break;
    case FIELD_TASKLET_WATCH_FLAGS:
        by_state->watch_flags =
            cursor_take_unsigned(cursor, WATCH_FLAG_SOFT | WATCH_FLAG_NESTING);
        break;
    case FIELD_TASKLET_FUNCTION: by_state->function = load_value(loader, cursor); break;
    case FIELD_TASKLET_RESULTS: by_state->results = load_value(loader, cursor); break;
    default: load_unknown_field(loader); break;
    }
}

static void settle(Loader *loader, Tasklet *tasklet, const ByState *by_state)
{
    const bool watches = tasklet->state == TASKLET_WATCHING;
    const bool is_new = tasklet->state == TASKLET_NEW;
    if ((watches && tasklet->is_timed) ||
        (!tasklet->is_timed && (by_state->left || by_state->right)) ||
        (!watches &&
         (by_state->budget || by_state->budget_end || by_state->watch_flags)) ||
        !value_is_nil(is_new ? by_state->results : by_state->function)) {
        load_corrupt(loader, "a tasklet with fields of another state");
        return;
    }
    if (tasklet->is_timed) {
        tasklet->left = by_state->left;
        tasklet->right = by_state->right;
        tasklet->wake_ns = by_state->wake_ns;
    } else if (watches) {
        tasklet->budget = by_state->budget;
        tasklet->budget_end = by_state->budget_end;
        tasklet->is_soft = (by_state->watch_flags & WATCH_FLAG_SOFT) != 0;
        tasklet->lets_nest = (by_state->watch_flags & WATCH_FLAG_NESTING) != 0;
    }
    if (is_new)
        tasklet->function = by_state->function;
    else
        tasklet->results = by_state->results;
}

static void load_tasklet_field(Loader *loader, Cursor *cursor, int field,
                               Tasklet *tasklet, ByState *by_state)
{
    switch (field) {
    case FIELD_TASKLET_ROOT: tasklet->root = load_near(loader, cursor, KIND_FIBER); break;
    case FIELD_TASKLET_ACTIVE:
        tasklet->active = load_near(loader, cursor, KIND_FIBER);
        break;
    case FIELD_TASKLET_STATE:
        tasklet->state = (uint8_t)cursor_take_unsigned(cursor, TASKLET_STATE_COUNT - 1);
        break;
    case FIELD_TASKLET_NEXT:
        tasklet->next = load_near(loader, cursor, KIND_TASKLET);
        break;
    case FIELD_TASKLET_PRIORITY:
        tasklet->priority = (int8_t)cursor_take_integer(cursor, -TASKLET_PRIORITY_MAX,
                                                        TASKLET_PRIORITY_MAX);
        break;
    case FIELD_TASKLET_SINCE_NS:
        tasklet->since_ns = cursor_take_integer(cursor, INT64_MIN, INT64_MAX);
        break;
    case FIELD_TASKLET_REPLY:
        tasklet->reply = (uint8_t)cursor_take_unsigned(cursor, REPLY_COUNT - 1);
        break;
    case FIELD_TASKLET_CASE_NUMBER:
        tasklet->case_number = (uint16_t)cursor_take_unsigned(cursor, UINT16_MAX);
        break;
    case FIELD_TASKLET_CHANNEL:
        tasklet->channel = load_id(loader, cursor, KIND_CHANNEL);
        break;
    case FIELD_TASKLET_TRANSFER: tasklet->transfer = load_value(loader, cursor); break;
    case FIELD_TASKLET_ERROR: tasklet->error = load_value(loader, cursor); break;
    case FIELD_TASKLET_TICKET:
        tasklet->ticket = cursor_take_unsigned(cursor, INT64_MAX);
        break;
    case FIELD_TASKLET_NUMBER:
        tasklet->number = cursor_take_unsigned(cursor, loader->roots.tasklet_count);
        break;
    case FIELD_TASKLET_FLAGS: load_tasklet_flags(cursor, tasklet); break;
    case FIELD_TASKLET_NAME:
    case FIELD_TASKLET_TRACEBACK:
    case FIELD_TASKLET_DONE:
    case FIELD_TASKLET_CASES:
    case FIELD_TASKLET_LOCALS: load_more_field(loader, cursor, field, tasklet); break;
    default: load_state_field(loader, cursor, field, by_state); break;
    }
}

void tasklet_load(Loader *loader, Tasklet *tasklet)
{
    ByState by_state = {.function = VALUE_NIL, .results = VALUE_NIL};
    tasklet->state = TASKLET_RUNNABLE;
    Fields fields = load_fields(loader->entry->data, loader->entry->size);
    for (int field; (field = load_next_field(loader, &fields)) >= 0;)
        load_tasklet_field(loader, &fields.cursor, field, tasklet, &by_state);
    load_end(loader, &fields);
    settle(loader, tasklet, &by_state);
    if (!tasklet->active) tasklet->active = tasklet->root;
    loader->living_count += tasklet->root != NULL;
    bool has_fiber = tasklet->state != TASKLET_NEW && tasklet->state != TASKLET_DEAD;
    if (has_fiber != (tasklet->root != NULL) || (tasklet->active && !tasklet->root))
        load_corrupt(loader, "a tasklet whose fiber does not fit its state");
    const Value results = tasklet_results(tasklet);
    const bool has_ended =
        tasklet->state == TASKLET_DEAD || (tasklet->flags & TASKLET_HANDLES_ERROR);
    if (!value_is_nil(results) &&
        (!has_ended || (results.tag != TAG_TABLE && results.tag != TAG_FALSE)))
        load_corrupt(loader, "a tasklet whose results do not fit its state");
}

void channel_save(Encoder *encoder, Channel *channel)
{
    encode_begin(encoder, &channel->header);
    encode_id_field(encoder, FIELD_CHANNEL_FIRST, channel->first);
    encode_integer_field(encoder, FIELD_CHANNEL_BALANCE, channel->balance, 0);
    encode_integer_field(encoder, FIELD_CHANNEL_PREFERENCE, channel->preference, -1);
    encode_integer_field(encoder, FIELD_CHANNEL_FLAGS,
                         (channel->is_closing ? CHANNEL_FLAG_CLOSING : 0) |
                             (channel->schedule_all ? CHANNEL_FLAG_SCHEDULE_ALL : 0),
                         0);
    encode_id_field(encoder, FIELD_CHANNEL_SELECTING, channel->selecting);
    encode_integer_field(encoder, FIELD_CHANNEL_SELECTING_COUNT, channel->selecting_count,
                         0);
    encode_id_field(encoder, FIELD_CHANNEL_BUFFER, channel->buffer);
    encode_integer_field(encoder, FIELD_CHANNEL_CAPACITY, channel->capacity, 0);
    encode_integer_field(encoder, FIELD_CHANNEL_BUFFER_FIRST, channel->buffer_first, 1);
    encode_integer_field(encoder, FIELD_CHANNEL_BUFFER_COUNT, channel->buffer_count, 0);
    encode_end(encoder);
}

static void load_buffer_field(Loader *loader, Cursor *cursor, int field, Channel *channel)
{
    switch (field) {
    case FIELD_CHANNEL_SELECTING:
        channel->selecting = load_id(loader, cursor, KIND_TABLE);
        break;
    case FIELD_CHANNEL_SELECTING_COUNT:
        channel->selecting_count = (uint32_t)cursor_take_unsigned(cursor, UINT32_MAX);
        break;
    case FIELD_CHANNEL_BUFFER:
        channel->buffer = load_id(loader, cursor, KIND_TABLE);
        break;
    case FIELD_CHANNEL_CAPACITY:
        channel->capacity = (uint32_t)cursor_take_unsigned(cursor, CHANNEL_MAX_CAPACITY);
        break;
    case FIELD_CHANNEL_BUFFER_FIRST:
        channel->buffer_first =
            (uint32_t)cursor_take_unsigned(cursor, CHANNEL_MAX_CAPACITY);
        break;
    case FIELD_CHANNEL_BUFFER_COUNT:
        channel->buffer_count =
            (uint32_t)cursor_take_unsigned(cursor, CHANNEL_MAX_CAPACITY);
        break;
    default: load_unknown_field(loader); break;
    }
}

void channel_load(Loader *loader, Channel *channel)
{
    channel->preference = -1;
    channel->buffer_first = 1;
    Fields fields = load_fields(loader->entry->data, loader->entry->size);
    Cursor *cursor = &fields.cursor;
    uint64_t flags = 0;
    for (int field; (field = load_next_field(loader, &fields)) >= 0;) {
        switch (field) {
        case FIELD_CHANNEL_FIRST:
            channel->first = load_id(loader, cursor, KIND_TASKLET);
            break;
        case FIELD_CHANNEL_BALANCE:
            channel->balance = cursor_take_integer(cursor, INT32_MIN, INT32_MAX);
            break;
        case FIELD_CHANNEL_PREFERENCE:
            channel->preference = (int8_t)cursor_take_integer(cursor, -1, 1);
            break;
        case FIELD_CHANNEL_FLAGS:
            flags = cursor_take_unsigned(cursor, CHANNEL_FLAG_CLOSING |
                                                     CHANNEL_FLAG_SCHEDULE_ALL);
            break;
        default: load_buffer_field(loader, cursor, field, channel); break;
        }
    }
    channel->is_closing = (flags & CHANNEL_FLAG_CLOSING) != 0;
    channel->schedule_all = (flags & CHANNEL_FLAG_SCHEDULE_ALL) != 0;
    load_end(loader, &fields);
}
