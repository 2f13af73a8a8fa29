/*
 * Looking for a pattern in a subject: see search.h.
 */
#include "lib/search.h"
#include "lib/slices.h"

#include <string.h>

bool search_init(VM *vm, Search *search, const String *subject, const String *pattern,
                 bool has_anchors)
{
    Match *match = &search->match;
    const bool is_anchored = has_anchors && pattern->data[0] == '^';
    search->start = 0;
    search->forbidden = (uint64_t)SEARCH_NOT_FORBIDDEN;
    search->item = NULL;
    search->is_anchored = is_anchored;
    search->is_inside = false;
    if (!match_init(vm, match, subject, pattern->data + is_anchored,
                    pattern->length - is_anchored))
        return false;
    if (!is_anchored) search->item = pattern_first_item(match, &search->may_be_at_end);
    return true;
}

/*
 * Steps over starts where no match can begin. false: time for a pause, before the
 * next try.
 */
static bool skip_to_item(Search *search)
{
    enum { BYTES_PER_STEP = 16 };
    Match *match = &search->match;
    const uint64_t from = search->start;
    const uint64_t length = match->subject_length;
    uint64_t to = from + (uint64_t)(match->steps_left + 1) * BYTES_PER_STEP;
    if (to > length) to = length;
    search->start = match_find(match, search->item, from, to);
    match->steps_left -= (int64_t)((search->start - from) / BYTES_PER_STEP);
    if (search->start == length && !search->may_be_at_end) search->start++;
    return search->start < to || to == length;
}

static MatchResult try_here(Search *search)
{
    Match *match = &search->match;
    const MatchResult result = match_continue(match);
    search->is_inside = result == MATCH_PAUSED;
    if (result == MATCH_FOUND && match->subject_at == search->forbidden)
        return MATCH_FAILED;
    return result;
}

MatchResult search_run(Search *search)
{
    Match *match = &search->match;
    for (;; search->start++) {
        if (!search->is_inside) {
            if (search->start > match->subject_length) return MATCH_FAILED;
            const bool is_pause = search->item && !skip_to_item(search);
            if (search->start > match->subject_length) return MATCH_FAILED;
            match_prepare(match, search->start);
            if (is_pause) return MATCH_PAUSED;
        }
        const MatchResult result = try_here(search);
        if (result != MATCH_FAILED) return result;
        if (search->is_anchored) return MATCH_FAILED;
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
