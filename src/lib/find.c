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
    /* fields of gmatch's table */
    FIELD_SUBJECT = 1,
    FIELD_PATTERN,
    FIELD_AT,
    FIELD_LAST
};

NativeStatus string_corrupt(VM *vm, const NativeCall *call)
{
    return native_error(vm, "corrupt state of '%s'", call->def->name);
}

/* Returns the captures of a match, after `extra` values already at results. */
static NativeStatus return_captures(VM *vm, NativeCall *call, Search *search,
                                    bool has_ends)
{
    const Match *match = &search->match;
    const uint32_t captures = has_ends ? match->level : match_capture_count(match);
    const uint32_t ends = has_ends ? 2 : 0;
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
        memmem(subject->data + from, window, pattern->data, pattern->length);
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

static NativeStatus finish_search(VM *vm, NativeCall *call, Search *search, bool has_ends)
{
    const MatchResult result = search_run(search);
    search_declare(vm, search);
    switch (result) {
    case MATCH_FOUND: return return_captures(vm, call, search, has_ends);
    case MATCH_FAILED: return native_return(call, VALUE_NIL);
    case MATCH_ERROR: return match_raise(vm, &search->match);
    case MATCH_PAUSED: break;
    }
    if (!search_keep(vm, search, call->args + REG_AT)) return NATIVE_ERROR;
    call->step = STEP_SEARCH;
    return NATIVE_AGAIN;
}

static NativeStatus search_again(VM *vm, NativeCall *call, const String *subject,
                                 const String *pattern, bool is_find)
{
    if (call->step == STEP_PLAIN) {
        const Value at = call->args[REG_AT];
        if (at.tag != TAG_INTEGER || (uint64_t)at.as.integer > subject->length)
            return string_corrupt(vm, call);
        return find_plain(vm, call, subject, pattern, (uint64_t)at.as.integer);
    }
    Search search;
    if (!search_init(&search, subject, pattern, true) ||
        !search_take(&search, call->args + REG_AT))
        return string_corrupt(vm, call);
    return finish_search(vm, call, &search, is_find);
}

static NativeStatus find_or_match(VM *vm, NativeCall *call, bool is_find)
{
    String *subject;
    String *pattern;
    int64_t init;
    if (!native_take_string(vm, call, 0, &subject)) return NATIVE_ERROR;
    if (!native_take_string(vm, call, 1, &pattern)) return NATIVE_ERROR;
    if (call->step != 0) return search_again(vm, call, subject, pattern, is_find);
    if (!native_option_integer(vm, call, 2, 1, &init)) return NATIVE_ERROR;
    const uint64_t from = string_offset(init, subject->length);
    if (from > subject->length) return native_return(call, VALUE_NIL);
    if (is_find && (!value_is_falsy(call->args[3]) || pattern_is_plain(pattern)))
        return find_plain(vm, call, subject, pattern, from);
    Search search;
    if (!search_init(&search, subject, pattern, true))
        return match_raise(vm, &search.match);
    search.start = from;
    return finish_search(vm, call, &search, is_find);
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
    Table *state = name ? table_new(vm, 4, 0) : NULL;
    if (!state) return NATIVE_ERROR;
    if (!table_set_integer(vm, state, FIELD_SUBJECT, string_value(subject)) ||
        !table_set_integer(vm, state, FIELD_PATTERN, string_value(pattern)) ||
        !table_set_integer(vm, state, FIELD_AT, value_integer((int64_t)from)) ||
        !table_set_integer(vm, state, FIELD_LAST, value_integer(SEARCH_NOT_FORBIDDEN)))
        return NATIVE_ERROR;
    call->args[0] = table_get_string(prelude, name);
    call->args[1] = value_object(TAG_TABLE, state);
    call->callee = call->args;
    call->callee_count = 1;
    return NATIVE_TAIL;
}

/* Reads gmatch's table. */
static bool take_gmatch_state(NativeCall *call, const Table *state, Search *search)
{
    const Value subject = table_get_integer(state, FIELD_SUBJECT);
    const Value pattern = table_get_integer(state, FIELD_PATTERN);
    const Value at = table_get_integer(state, FIELD_AT);
    const Value last = table_get_integer(state, FIELD_LAST);
    if (subject.tag != TAG_STRING || pattern.tag != TAG_STRING || at.tag != TAG_INTEGER ||
        last.tag != TAG_INTEGER)
        return false;
    if (!search_init(search, value_string(subject), value_string(pattern), false))
        return false;
    search->forbidden = (uint64_t)last.as.integer;
    search->start = (uint64_t)at.as.integer;
    return call->step == 0 || search_take(search, call->args + REG_GMATCH_AT);
}

NativeStatus string_gmatch_step(VM *vm, NativeCall *call)
{
    Table *state;
    Search search;
    if (!native_take_table(vm, call, 0, &state)) return NATIVE_ERROR;
    if (!take_gmatch_state(call, state, &search)) return string_corrupt(vm, call);
    const MatchResult result = search_run(&search);
    search_declare(vm, &search);
    if (result == MATCH_ERROR) return match_raise(vm, &search.match);
    if (result == MATCH_PAUSED) {
        call->step = 1;
        return search_keep(vm, &search, call->args + REG_GMATCH_AT) ? NATIVE_AGAIN
                                                                    : NATIVE_ERROR;
    }
    const bool is_found = result == MATCH_FOUND;
    const uint64_t length = search.match.subject_length;
    const uint64_t next = is_found ? search.match.subject_at : length + 1;
    if (!table_set_integer(vm, state, FIELD_AT, value_integer((int64_t)next)) ||
        !table_set_integer(vm, state, FIELD_LAST, value_integer((int64_t)next)))
        return NATIVE_ERROR;
    if (!is_found) return native_return_nothing(call);
    return return_captures(vm, call, &search, false);
}
