/*
 * string.gsub: a resumable native. A function or a table's __index function is
 * called through the interpreter, so it may yield, block or be saved half-way.
 */
#include "lib/builder.h"
#include "lib/search.h"
#include "lib/slices.h"
#include "lib/strings.h"

#include <string.h>

enum {
    STEP_SEARCH = 1,
    STEP_VALUE = 2,
    REG_REPLACEMENT = 2,
    REG_LIMIT = 3,            /* replacements still allowed */
    REG_AT,                   /* offset of what is not copied yet */
    REG_LAST,                 /* end of the last match, or -1 */
    REG_COUNT,                /* replacements made */
    REG_KEPT,                 /* two registers, builder.h */
    REG_START = REG_KEPT + 2, /* of the match; and a paused search, search.h */
    REG_END
};

typedef struct Gsub {
    VM *vm;
    NativeCall *call;
    const String *subject;
    uint64_t at;
    uint64_t count;
    uint64_t limit;
    Search search;
    Builder out;
} Gsub;

static NativeStatus keep_state(Gsub *gsub, uint32_t step)
{
    Value *args = gsub->call->args;
    if (!builder_keep(&gsub->out, args + REG_KEPT)) return NATIVE_ERROR;
    args[REG_LIMIT] = value_integer((int64_t)gsub->limit);
    args[REG_AT] = value_integer((int64_t)gsub->at);
    args[REG_LAST] = value_integer((int64_t)gsub->search.forbidden);
    args[REG_COUNT] = value_integer((int64_t)gsub->count);
    gsub->call->step = step;
    return NATIVE_AGAIN;
}

static bool take_state(Gsub *gsub)
{
    const Value *args = gsub->call->args;
    for (int i = REG_LIMIT; i <= REG_COUNT; i++)
        if (args[i].tag != TAG_INTEGER) return false;
    gsub->limit = (uint64_t)args[REG_LIMIT].as.integer;
    gsub->at = (uint64_t)args[REG_AT].as.integer;
    gsub->search.forbidden = (uint64_t)args[REG_LAST].as.integer;
    gsub->count = (uint64_t)args[REG_COUNT].as.integer;
    return gsub->at <= gsub->subject->length && builder_is_kept(args + REG_KEPT);
}

/* The match is done with: the search goes on behind it. */
static void step_over(Gsub *gsub, uint64_t end)
{
    gsub->at = end;
    gsub->search.start = end;
    gsub->search.forbidden = end;
}

static void put_match(Gsub *gsub, uint64_t start, uint64_t end)
{
    builder_put(&gsub->out, gsub->subject->data + start, end - start);
}

static NativeStatus put_value(Gsub *gsub, Value value, uint64_t start, uint64_t end)
{
    char number[VALUE_TEXT_MAX];
    if (value_is_falsy(value))
        put_match(gsub, start, end);
    else if (value.tag == TAG_STRING)
        builder_put_string(&gsub->out, value_string(value));
    else if (value_is_number(value))
        builder_put(&gsub->out, number, value_number_to_text(value, number));
    else
        return native_error(gsub->vm, "invalid replacement value (a %s)",
                            value_type_name(value));
    return NATIVE_RETURN;
}

/* ---- a string as replacement ---- */

static NativeStatus put_capture(Gsub *gsub, uint32_t index)
{
    char number[VALUE_TEXT_MAX];
    Capture range;
    if (!match_capture_range(&gsub->search.match, index, gsub->search.start, &range))
        return match_raise(gsub->vm, &gsub->search.match);
    if (range.length == CAPTURE_POSITION)
        builder_put(&gsub->out, number,
                    value_number_to_text(value_integer(range.start + 1), number));
    else
        builder_put(&gsub->out, gsub->subject->data + range.start, (size_t)range.length);
    return NATIVE_RETURN;
}

static NativeStatus put_escape(Gsub *gsub, const char *escape, const char *end)
{
    const char c = escape + 1 < end ? escape[1] : 0;
    if (c == '%')
        builder_put_char(&gsub->out, '%');
    else if (c == '0')
        put_match(gsub, gsub->search.start, gsub->search.match.subject_at);
    else if (c >= '1' && c <= '9')
        return put_capture(gsub, (uint32_t)(c - '1'));
    else
        return native_error(gsub->vm, "invalid use of '%%' in replacement string");
    return NATIVE_RETURN;
}

static NativeStatus put_template(Gsub *gsub)
{
    const String *template = value_string(gsub->call->args[REG_REPLACEMENT]);
    const char *from = template->data;
    const char *end = from + template->length;
    const char *escape;
    while ((escape = memchr(from, '%', (size_t)(end - from))) != NULL) {
        builder_put(&gsub->out, from, (size_t)(escape - from));
        const NativeStatus status = put_escape(gsub, escape, end);
        if (status != NATIVE_RETURN) return status;
        from = escape + 2;
    }
    builder_put(&gsub->out, from, (size_t)(end - from));
    return NATIVE_RETURN;
}

/* ---- a function or a table ---- */

/* Asks for a call; what comes back is taken up at STEP_VALUE. */
static NativeStatus ask(Gsub *gsub, Value *callee, uint32_t count)
{
    const uint64_t end = gsub->search.match.subject_at;
    if (keep_state(gsub, STEP_VALUE) == NATIVE_ERROR) return NATIVE_ERROR;
    gsub->call->args[REG_START] = value_integer((int64_t)gsub->search.start);
    gsub->call->args[REG_END] = value_integer((int64_t)end);
    return native_call(gsub->call, callee, count, 1, STEP_VALUE);
}

static NativeStatus ask_function(Gsub *gsub, Value function)
{
    Match *match = &gsub->search.match;
    const uint32_t count = match_capture_count(match);
    Value *callee = native_scratch(gsub->vm, gsub->call, count + 1);
    if (!callee) return NATIVE_ERROR;
    callee[0] = function;
    for (uint32_t i = 0; i < count; i++)
        if (!match_capture(gsub->vm, match, i, gsub->search.start, &callee[i + 1]))
            return match_raise(gsub->vm, match);
    return ask(gsub, callee, count);
}

static NativeStatus ask_index(Gsub *gsub, Value function, Value self, Value key)
{
    Value *callee = native_scratch(gsub->vm, gsub->call, 3);
    if (!callee) return NATIVE_ERROR;
    callee[0] = function;
    callee[1] = self;
    callee[2] = key;
    return ask(gsub, callee, 2);
}

static NativeStatus put_from_table(Gsub *gsub, Value table)
{
    enum { LONGEST_CHAIN = 2000 };
    Match *match = &gsub->search.match;
    Value key;
    if (!match_capture(gsub->vm, match, 0, gsub->search.start, &key))
        return match_raise(gsub->vm, match);
    for (int i = 0; i < LONGEST_CHAIN; i++) {
        const Value value =
            table.tag == TAG_TABLE ? table_get((Table *)table.as.object, key) : VALUE_NIL;
        const Value next =
            value_is_nil(value) ? vm_metamethod(gsub->vm, table, NAME_INDEX) : VALUE_NIL;
        if (value_is_function(next)) return ask_index(gsub, next, table, key);
        if (value_is_nil(next) && table.tag != TAG_TABLE)
            return native_error(gsub->vm, "attempt to index a %s value",
                                vm_type_name(gsub->vm, table));
        if (value_is_nil(next))
            return put_value(gsub, value, gsub->search.start, match->subject_at);
        table = next;
    }
    return native_error(gsub->vm, "'__index' chain too long; possibly a loop");
}

/* NATIVE_RETURN: the replacement is written. */
static NativeStatus replace(Gsub *gsub)
{
    const Value replacement = gsub->call->args[REG_REPLACEMENT];
    if (replacement.tag == TAG_STRING) return put_template(gsub);
    if (replacement.tag == TAG_TABLE) return put_from_table(gsub, replacement);
    return ask_function(gsub, replacement);
}

/* ---- the loop ---- */

static NativeStatus finish(Gsub *gsub)
{
    String *result = NULL;
    put_match(gsub, gsub->at, gsub->subject->length);
    if (gsub->count == 0)
        result = value_string(gsub->call->args[0]);
    else
        result = builder_finish(&gsub->out, gsub->call->args + REG_KEPT);
    if (!result) return NATIVE_ERROR;
    return native_return2(gsub->call, string_value(result),
                          value_integer((int64_t)gsub->count));
}

/* One match and its replacement. NATIVE_RETURN: go on. */
static NativeStatus take_match(Gsub *gsub)
{
    put_match(gsub, gsub->at, gsub->search.start);
    gsub->at = gsub->search.start;
    gsub->count++;
    gsub->limit--;
    const NativeStatus status = replace(gsub);
    if (status == NATIVE_RETURN) step_over(gsub, gsub->search.match.subject_at);
    return status;
}

static NativeStatus run(Gsub *gsub)
{
    Search *search = &gsub->search;
    while (gsub->limit > 0 && !(search->is_anchored && gsub->count > 0)) {
        if (gsub->out.count >= SLICE_BYTES) search->match.steps_left = 0;
        const MatchResult result = search_run(search);
        if (result == MATCH_FAILED) break;
        if (result == MATCH_ERROR) return match_raise(gsub->vm, &search->match);
        if (result == MATCH_PAUSED) {
            if (!search_keep(gsub->vm, search, gsub->call->args + REG_START))
                return NATIVE_ERROR;
            return keep_state(gsub, STEP_SEARCH);
        }
        const NativeStatus status = take_match(gsub);
        if (status != NATIVE_RETURN) return status;
    }
    return finish(gsub);
}

/* The function came back with a value. */
static NativeStatus take_value(Gsub *gsub)
{
    const Value *args = gsub->call->args;
    if (args[REG_START].tag != TAG_INTEGER || args[REG_END].tag != TAG_INTEGER)
        return string_corrupt(gsub->vm, gsub->call);
    const uint64_t start = (uint64_t)args[REG_START].as.integer;
    const uint64_t end = (uint64_t)args[REG_END].as.integer;
    if (start < gsub->at || end < start || end > gsub->subject->length)
        return string_corrupt(gsub->vm, gsub->call);
    const Value value = gsub->call->value_count > 0 ? gsub->call->values[0] : VALUE_NIL;
    const NativeStatus status = put_value(gsub, value, start, end);
    if (status != NATIVE_RETURN) return status;
    step_over(gsub, end);
    return run(gsub);
}

static NativeStatus begin(Gsub *gsub)
{
    int64_t limit;
    NativeCall *call = gsub->call;
    const Value replacement = call->args[REG_REPLACEMENT];
    String *text;
    if (value_is_number(replacement)) {
        if (!native_take_string(gsub->vm, call, REG_REPLACEMENT, &text))
            return NATIVE_ERROR;
    } else if (replacement.tag != TAG_STRING && replacement.tag != TAG_TABLE &&
               !value_is_function(replacement)) {
        return native_type_error(gsub->vm, call, REG_REPLACEMENT + 1,
                                 "string/function/table");
    }
    if (!native_option_integer(gsub->vm, call, REG_LIMIT,
                               (int64_t)gsub->subject->length + 1, &limit))
        return NATIVE_ERROR;
    gsub->limit = limit > 0 ? (uint64_t)limit : 0;
    call->args[REG_KEPT] = VALUE_NIL;
    return run(gsub);
}

static NativeStatus go_on(Gsub *gsub)
{
    const Value replacement = gsub->call->args[REG_REPLACEMENT];
    if (gsub->call->step == 0) return begin(gsub);
    if (!take_state(gsub)) return string_corrupt(gsub->vm, gsub->call);
    if (replacement.tag != TAG_STRING && replacement.tag != TAG_TABLE &&
        !value_is_function(replacement))
        return string_corrupt(gsub->vm, gsub->call);
    if (gsub->call->step == STEP_VALUE) return take_value(gsub);
    if (!search_take(&gsub->search, gsub->call->args + REG_START) ||
        gsub->search.start < gsub->at)
        return string_corrupt(gsub->vm, gsub->call);
    return run(gsub);
}

NativeStatus string_gsub(VM *vm, NativeCall *call)
{
    Gsub gsub;
    String *subject;
    String *pattern;
    NativeStatus status;
    if (!native_take_string(vm, call, 0, &subject)) return NATIVE_ERROR;
    if (!native_take_string(vm, call, 1, &pattern)) return NATIVE_ERROR;
    gsub.vm = vm;
    gsub.call = call;
    gsub.subject = subject;
    gsub.at = 0;
    gsub.count = 0;
    builder_init(&gsub.out, vm);
    if (search_init(vm, &gsub.search, subject, pattern, true))
        status = go_on(&gsub);
    else
        status = match_raise(vm, &gsub.search.match);
    builder_deinit(&gsub.out);
    search_declare(vm, &gsub.search);
    search_deinit(vm, &gsub.search);
    return status;
}
