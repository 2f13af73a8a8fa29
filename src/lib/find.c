/*
 * string.find, string.match and string.gmatch. All are resumable: a search that
 * takes long goes on at its next entry.
 *
 * gmatch gives a Lua closure, made by src/lib/string.lua, that calls
 * string.gmatch_step with a table: {subject, pattern, next offset, last end}.
 */
#include "lib/lib.h"
#include "lib/search.h"
#include "lib/slices.h"
#include "lib/strings.h"

#include <string.h>

enum {
    STEP_PLAIN = 1,
    STEP_SEARCH = 2,
    /* registers of find and match */
    REG_AT = 4,
    REG_STATE = 5,
    /* registers of gmatch_step */
    REG_GMATCH_AT = 1,
    /* fields of gmatch's table, which is a list */
    FIELD_SUBJECT = 0,
    FIELD_PATTERN,
    FIELD_AT,
    FIELD_LAST,
    FIELD_COUNT
};

NativeStatus string_corrupt(VM *vm, const NativeCall *call)
{
    return native_error(vm, "corrupt state of '%s'", call->def->name);
}

static NativeStatus return_capture(VM *vm, NativeCall *call, Search *search)
{
    Value capture;
    if (!match_capture(vm, &search->match, 0, search->start, &capture))
        return match_raise(vm, &search->match);
    return native_return(call, capture);
}

/* Returns the captures of a match, of find after the match's ends. */
static NativeStatus return_captures(VM *vm, NativeCall *call, Search *search,
                                    bool has_ends)
{
    const Match *match = &search->match;
    const uint32_t captures = has_ends ? match->level : match_capture_count(match);
    const uint32_t ends = has_ends ? 2 : 0;
    if (captures == 1 && !has_ends) return return_capture(vm, call, search);
    Value *results = native_scratch(vm, call, captures + ends);
    if (!results) return NATIVE_ERROR;
    if (has_ends) {
        results[0] = value_integer((int64_t)search->start + 1);
        results[1] = value_integer((int64_t)match->subject_at);
    }
    for (uint32_t i = 0; i < captures; i++)
        if (!match_capture(vm, &search->match, i, search->start, &results[ends + i]))
            return match_raise(vm, match);
    call->results = results;
    call->result_count = captures + ends;
    return NATIVE_RETURN;
}

/* As memmem(), which pays for long texts only; length <= size. */
static const char *find_text(const char *at, uint64_t size, const char *text,
                             uint64_t length)
{
    enum { SHORT_BYTES = 256 };
    if (size > SHORT_BYTES || length == 0) return memmem(at, size, text, length);
    const char *end = at + size - length + 1; /* it does not begin from here on */
    while (at < end) {
        at = memchr(at, text[0], (size_t)(end - at));
        if (!at || memcmp(at, text, length) == 0) return at;
        at++;
    }
    return NULL;
}

static NativeStatus find_plain(VM *vm, NativeCall *call, const String *subject,
                               const String *pattern, uint64_t from)
{
    const uint64_t left = subject->length - from;
    if (pattern->length > left) return native_return(call, VALUE_NIL);
    uint64_t window = SLICE_BYTES + pattern->length - 1;
    const bool is_last = window >= left;
    if (is_last) window = left;
    native_work(vm, window / 256);
    const char *hit =
        find_text(subject->data + from, window, pattern->data, pattern->length);
    if (hit) {
        const int64_t at = hit - subject->data;
        return native_return2(call, value_integer(at + 1),
                              value_integer(at + (int64_t)pattern->length));
    }
    if (is_last) return native_return(call, VALUE_NIL);
    call->args[REG_AT] = value_integer((int64_t)from + SLICE_BYTES);
    call->step = STEP_PLAIN;
    return NATIVE_AGAIN;
}

static NativeStatus run_search(VM *vm, NativeCall *call, Search *search, bool is_find)
{
    const MatchResult result = search_run(search);
    search_declare(vm, search);
    switch (result) {
    case MATCH_FOUND: return return_captures(vm, call, search, is_find);
    case MATCH_FAILED: return native_return(call, VALUE_NIL);
    case MATCH_ERROR: return match_raise(vm, &search->match);
    case MATCH_PAUSED: break;
    }
    if (!search_keep(vm, search, call->args + REG_AT)) return NATIVE_ERROR;
    call->step = STEP_SEARCH;
    return NATIVE_AGAIN;
}

/* Searches from an offset, or goes on with a search. */
static NativeStatus find_pattern(VM *vm, NativeCall *call, const String *subject,
                                 const String *pattern, uint64_t from, bool is_find)
{
    Search search;
    NativeStatus status;
    if (!search_init(vm, &search, subject, pattern, true)) {
        status = match_raise(vm, &search.match);
    } else if (call->step != 0 && !search_take(&search, call->args + REG_AT)) {
        status = string_corrupt(vm, call);
    } else {
        if (call->step == 0) search.start = from;
        status = run_search(vm, call, &search, is_find);
    }
    search_deinit(vm, &search);
    return status;
}

static NativeStatus find_plain_again(VM *vm, NativeCall *call, const String *subject,
                                     const String *pattern)
{
    const Value at = call->args[REG_AT];
    if (at.tag != TAG_INTEGER || (uint64_t)at.as.integer > subject->length)
        return string_corrupt(vm, call);
    return find_plain(vm, call, subject, pattern, (uint64_t)at.as.integer);
}

static NativeStatus find_or_match(VM *vm, NativeCall *call, bool is_find)
{
    String *subject;
    String *pattern;
    int64_t init;
    if (!native_take_string(vm, call, 0, &subject)) return NATIVE_ERROR;
    if (!native_take_string(vm, call, 1, &pattern)) return NATIVE_ERROR;
    if (call->step == STEP_PLAIN) return find_plain_again(vm, call, subject, pattern);
    if (call->step == STEP_SEARCH)
        return find_pattern(vm, call, subject, pattern, 0, is_find);
    if (!native_option_integer(vm, call, 2, 1, &init)) return NATIVE_ERROR;
    const uint64_t from = string_offset(init, subject->length);
    if (from > subject->length) return native_return(call, VALUE_NIL);
    if (is_find && (!value_is_falsy(call->args[3]) || pattern_is_plain(pattern)))
        return find_plain(vm, call, subject, pattern, from);
    return find_pattern(vm, call, subject, pattern, from, is_find);
}

NativeStatus string_find(VM *vm, NativeCall *call)
{
    return find_or_match(vm, call, true);
}

NativeStatus string_match(VM *vm, NativeCall *call)
{
    return find_or_match(vm, call, false);
}

/* ---- gmatch ---- */

NativeStatus string_gmatch(VM *vm, NativeCall *call)
{
    String *subject;
    String *pattern;
    int64_t init;
    if (!native_take_string(vm, call, 0, &subject)) return NATIVE_ERROR;
    if (!native_take_string(vm, call, 1, &pattern)) return NATIVE_ERROR;
    if (!native_option_integer(vm, call, 2, 1, &init)) return NATIVE_ERROR;
    uint64_t from = string_offset(init, subject->length);
    if (from > subject->length) from = subject->length + 1;
    Table *prelude = lib_prelude_table(vm);
    String *name = prelude ? string_from(vm, "string_gmatch_iterator") : NULL;
    Table *state = name ? table_new(vm, FIELD_COUNT, 0) : NULL;
    const Value fields[FIELD_COUNT] = {string_value(subject), string_value(pattern),
                                       value_integer((int64_t)from),
                                       value_integer(SEARCH_NOT_FORBIDDEN)};
    if (!state || !table_set_list(vm, state, 0, fields, FIELD_COUNT)) return NATIVE_ERROR;
    call->args[0] = table_get_string(prelude, name);
    call->args[1] = value_object(TAG_TABLE, state);
    call->callee = call->args;
    call->callee_count = 1;
    return NATIVE_TAIL;
}

/* The fields of gmatch's table; NULL: it is none. */
static Value *gmatch_fields(const Table *state)
{
    Value *fields = state->array;
    if (state->array_count < FIELD_COUNT || fields[FIELD_SUBJECT].tag != TAG_STRING ||
        fields[FIELD_PATTERN].tag != TAG_STRING || fields[FIELD_AT].tag != TAG_INTEGER ||
        fields[FIELD_LAST].tag != TAG_INTEGER)
        return NULL;
    return fields;
}

/* The next search begins behind the match that ends at `end`. */
static void keep_gmatch_state(VM *vm, Table *state, Value *fields, uint64_t end)
{
    for (int i = FIELD_AT; i <= FIELD_LAST; i++) {
        fields[i].as.integer = (int64_t)end;
        table_barrier(vm, state, &fields[i], fields[i]);
    }
}

static NativeStatus gmatch_run(VM *vm, NativeCall *call, Table *state, Value *fields,
                               Search *search)
{
    const MatchResult result = search_run(search);
    search_declare(vm, search);
    switch (result) {
    case MATCH_FOUND:
        keep_gmatch_state(vm, state, fields, search->match.subject_at);
        return return_captures(vm, call, search, false);
    case MATCH_FAILED:
        keep_gmatch_state(vm, state, fields, search->match.subject_length + 1);
        return native_return_nothing(call);
    case MATCH_ERROR: return match_raise(vm, &search->match);
    case MATCH_PAUSED: break;
    }
    call->step = 1;
    return search_keep(vm, search, call->args + REG_GMATCH_AT) ? NATIVE_AGAIN
                                                               : NATIVE_ERROR;
}

NativeStatus string_gmatch_step(VM *vm, NativeCall *call)
{
    Table *state;
    Search search;
    NativeStatus status;
    if (!native_take_table(vm, call, 0, &state)) return NATIVE_ERROR;
    Value *fields = gmatch_fields(state);
    if (!fields) return string_corrupt(vm, call);
    if (!search_init(vm, &search, value_string(fields[FIELD_SUBJECT]),
                     value_string(fields[FIELD_PATTERN]), false)) {
        status = match_raise(vm, &search.match);
    } else if (call->step != 0 && !search_take(&search, call->args + REG_GMATCH_AT)) {
        status = string_corrupt(vm, call);
    } else {
        if (call->step == 0) search.start = (uint64_t)fields[FIELD_AT].as.integer;
        search.forbidden = (uint64_t)fields[FIELD_LAST].as.integer;
        status = gmatch_run(vm, call, state, fields, &search);
    }
    search_deinit(vm, &search);
    return status;
}
