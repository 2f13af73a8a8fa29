/*
 * Looking for a pattern in a subject: see search.h.
 */
#include "lib/search.h"
#include "lib/slices.h"

#include <string.h>

bool search_init(Search *search, const String *subject, const String *pattern,
                 bool has_anchors)
{
    search->first = has_anchors && pattern->length > 0 && pattern->data[0] == '^';
    search->start = 0;
    search->forbidden = (uint64_t)SEARCH_NOT_FORBIDDEN;
    search->is_inside = false;
    const bool is_good = match_init(&search->match, subject, pattern);
    search->first_byte = search->first == 1 ? -1 : pattern_first_byte(&search->match);
    return is_good;
}

static MatchResult try_here(Search *search)
{
    Match *match = &search->match;
    const MatchResult result = search->is_inside
                                   ? match_continue(match)
                                   : match_begin(match, search->start, search->first);
    search->is_inside = result == MATCH_PAUSED;
    if (result == MATCH_FOUND && match->subject_at == search->forbidden)
        return MATCH_FAILED;
    return result;
}

/* Steps over starts where no match can begin. */
static void skip_to_first_byte(Search *search)
{
    const Match *match = &search->match;
    if (search->start > match->subject_length) return;
    const char *from = match->subject + search->start;
    const char *hit =
        memchr(from, search->first_byte, match->subject_length - search->start);
    search->start += hit ? (uint64_t)(hit - from) : match->subject_length + 1;
}

MatchResult search_run(Search *search)
{
    const bool is_anchored = search_is_anchored(search);
    for (;;) {
        if (search->first_byte >= 0 && !search->is_inside) skip_to_first_byte(search);
        if (search->start > search->match.subject_length) return MATCH_FAILED;
        const MatchResult result = try_here(search);
        if (result != MATCH_FAILED) return result;
        if (is_anchored) return MATCH_FAILED;
        search->start++;
    }
}

bool search_keep(VM *vm, Search *search, Value *slots)
{
    String *state = match_pack(vm, &search->match);
    if (!state) return false;
    slots[0] = value_integer((int64_t)search->start);
    slots[1] = string_value(state);
    return true;
}

bool search_take(Search *search, const Value *slots)
{
    if (slots[0].tag != TAG_INTEGER || slots[1].tag != TAG_STRING) return false;
    search->start = (uint64_t)slots[0].as.integer;
    search->is_inside = true;
    return search->start <= search->match.subject_length &&
           match_unpack(&search->match, value_string(slots[1]));
}

void search_declare(VM *vm, const Search *search)
{
    const int64_t steps = SLICE_MATCH_STEPS - search->match.steps_left;
    if (steps > 0) native_work(vm, (uint64_t)steps);
}
