/*
 * Lua's patterns: see pattern.h. The matcher takes one item of the pattern at a
 * time (advance) and goes back to the newest choice when that fails (retreat).
 * Offsets and numbers of a state that was unpacked were checked; that they belong to
 * this pattern is not believed.
 */
#include "lib/pattern.h"

#include <string.h>

typedef enum Step { STEP_ON, STEP_FAIL, STEP_DONE, STEP_ERROR } Step;

static Step fail(Match *match, const char *message)
{
    match->error = message;
    match->error_number = -1;
    return STEP_ERROR;
}

/* ---- single characters ---- */

static inline bool item_matches(const Match *match, const Item *item, uint64_t at)
{
    if (at >= match->subject_length) return false;
    const uint8_t c = (uint8_t)match->subject[at];
    if (item->kind == ITEM_CHAR) return c == item->c;
    if (item->kind == ITEM_SET) return set_has(item->set, c);
    return item->kind == ITEM_ANY;
}

/* How many characters from `at` on match the item. */
static uint64_t count_matching(const Match *match, const Item *item, uint64_t at)
{
    const uint64_t from = at;
    const uint64_t end = match->subject_length;
    const uint8_t *subject = (const uint8_t *)match->subject;
    if (item->kind == ITEM_ANY) return end - from;
    if (item->kind == ITEM_CHAR)
        while (at < end && subject[at] == item->c)
            at++;
    else
        while (at < end && set_has(item->set, subject[at]))
            at++;
    return at - from;
}

uint64_t match_find(const Match *match, const Item *item, uint64_t from, uint64_t to)
{
    const char *subject = match->subject;
    const bool is_char = item->kind == ITEM_CHAR || item->kind == ITEM_BALANCE;
    if (is_char && from < to) {
        const char *hit = memchr(subject + from, item->c, to - from);
        return hit ? (uint64_t)(hit - subject) : to;
    }
    if (item->kind == ITEM_SET || item->kind == ITEM_FRONTIER)
        while (from < to && !set_has(item->set, (uint8_t)subject[from]))
            from++;
    return from;
}

/*
 * The item from number `at` on that is no parenthesis of a capture, as far as they
 * are not too many; `open` captures at most are open before.
 */
static const Item *step_over_captures(const Match *match, uint32_t at, uint32_t open)
{
    for (const Item *item = &match->items.list[at];; item++) {
        if (item->kind == ITEM_OPEN && open < PATTERN_MAX_CAPTURES)
            open++;
        else if (item->kind == ITEM_CLOSE && open > 0)
            open--;
        else
            return item;
    }
}

/* ---- choices and captures ---- */

static Choice *push_choice(Match *match, ChoiceKind kind)
{
    if (match->choice_count == PATTERN_MAX_CHOICES) {
        fail(match, "pattern too complex");
        return NULL;
    }
    Choice *choice = &match->choices[match->choice_count++];
    memset(choice, 0, sizeof *choice);
    choice->kind = kind;
    return choice;
}

/* Without a choice below, undoing a capture serves nobody: the match fails. */
static bool push_undo(Match *match, ChoiceKind kind, uint32_t capture)
{
    if (match->choice_count == 0) return true;
    Choice *choice = push_choice(match, kind);
    if (choice) choice->count = capture;
    return choice != NULL;
}

static Step open_capture(Match *match, const Item *item)
{
    if (match->level == PATTERN_MAX_CAPTURES) return fail(match, "too many captures");
    Capture *capture = &match->captures[match->level++];
    capture->start = (int64_t)match->subject_at;
    capture->length = item->kind == ITEM_POSITION ? CAPTURE_POSITION : CAPTURE_OPEN;
    match->next++;
    return push_undo(match, CHOICE_OPENED, 0) ? STEP_ON : STEP_ERROR;
}

static Step close_capture(Match *match)
{
    for (uint32_t i = match->level; i-- > 0;) {
        Capture *capture = &match->captures[i];
        if (capture->length != CAPTURE_OPEN) continue;
        if ((int64_t)match->subject_at < capture->start) break; /* a forged state */
        capture->length = (int64_t)match->subject_at - capture->start;
        match->next++;
        return push_undo(match, CHOICE_CLOSED, i) ? STEP_ON : STEP_ERROR;
    }
    return fail(match, "invalid pattern capture");
}

/* ---- items that are more than one character ---- */

static Step match_balance(Match *match, const Item *item)
{
    const uint8_t *subject = (const uint8_t *)match->subject;
    const uint64_t from = match->subject_at;
    const uint64_t length = match->subject_length;
    if (from >= length || subject[from] != item->c) return STEP_FAIL;
    uint64_t depth = 1;
    uint64_t end = from + 1;
    for (; end < length && depth > 0; end++) {
        if (subject[end] == item->other)
            depth--;
        else if (subject[end] == item->c)
            depth++;
    }
    match->steps_left -= (int64_t)((end - from) / 2);
    if (depth > 0) return STEP_FAIL;
    match->subject_at = end;
    match->next++;
    return STEP_ON;
}

static Step match_frontier(Match *match, const Item *item)
{
    const uint64_t s = match->subject_at;
    const uint8_t before = s == 0 ? 0 : (uint8_t)match->subject[s - 1];
    const uint8_t here = s < match->subject_length ? (uint8_t)match->subject[s] : 0;
    if (set_has(item->set, before) || !set_has(item->set, here)) return STEP_FAIL;
    match->next++;
    return STEP_ON;
}

static Step match_back_reference(Match *match, const Item *item)
{
    const int index = item->c - '1';
    if (index < 0 || (uint32_t)index >= match->level ||
        match->captures[index].length == CAPTURE_OPEN) {
        match->error = "invalid capture index";
        match->error_number = index + 1;
        return STEP_ERROR;
    }
    const Capture *capture = &match->captures[index];
    if (capture->length < 0) return STEP_FAIL;
    const uint64_t length = (uint64_t)capture->length;
    match->steps_left -= (int64_t)(length / 16);
    if (length > match->subject_length - match->subject_at ||
        memcmp(match->subject + capture->start, match->subject + match->subject_at,
               length) != 0)
        return STEP_FAIL;
    match->subject_at += length;
    match->next++;
    return STEP_ON;
}

/* ---- repetitions ---- */

static Step match_repeated(Match *match, const Item *item, uint32_t least)
{
    const uint64_t count = count_matching(match, item, match->subject_at);
    match->steps_left -= (int64_t)(count / 2);
    if (count < least) return STEP_FAIL;
    /* At the end of the pattern nothing can fail any more. */
    if (count > least && item[1].kind != ITEM_DONE) {
        Choice *choice = push_choice(match, CHOICE_GREEDY);
        if (!choice) return STEP_ERROR;
        choice->rest = match->next + 1;
        choice->least = least;
        choice->at = match->subject_at;
        choice->count = count;
    }
    match->subject_at += count;
    match->next++;
    return STEP_ON;
}

static Step match_lazily(Match *match)
{
    Choice *choice = push_choice(match, CHOICE_LAZY);
    if (!choice) return STEP_ERROR;
    choice->item = match->next;
    choice->rest = match->next + 1;
    choice->at = match->subject_at;
    match->next++;
    return STEP_ON;
}

static Step match_optional(Match *match, const Item *item)
{
    if (item_matches(match, item, match->subject_at)) {
        Choice *choice = push_choice(match, CHOICE_SKIP);
        if (!choice) return STEP_ERROR;
        choice->rest = match->next + 1;
        choice->at = match->subject_at;
        match->subject_at++;
    }
    match->next++;
    return STEP_ON;
}

static inline Step match_single(Match *match, const Item *item)
{
    switch (item->suffix) {
    case '*': return match_repeated(match, item, 0);
    case '+': return match_repeated(match, item, 1);
    case '-': return match_lazily(match);
    case '?': return match_optional(match, item);
    default: break;
    }
    if (!item_matches(match, item, match->subject_at)) return STEP_FAIL;
    match->subject_at++;
    match->next++;
    return STEP_ON;
}

/* Matches the next item. */
static inline Step advance(Match *match)
{
    const Item *item = &match->items.list[match->next];
    switch ((ItemKind)item->kind) {
    case ITEM_ANY:
    case ITEM_CHAR:
    case ITEM_SET: return match_single(match, item);
    case ITEM_OPEN:
    case ITEM_POSITION: return open_capture(match, item);
    case ITEM_CLOSE: return close_capture(match);
    case ITEM_BALANCE: return match_balance(match, item);
    case ITEM_FRONTIER: return match_frontier(match, item);
    case ITEM_CAPTURE: return match_back_reference(match, item);
    case ITEM_SUBJECT_END:
        return match->subject_at == match->subject_length ? STEP_DONE : STEP_FAIL;
    case ITEM_DONE: return STEP_DONE;
    case ITEM_WRONG: break;
    }
    return fail(match, item->message);
}

/* ---- the way back ---- */

static bool retreat_greedy(Match *match, Choice *choice)
{
    const bool has_more = choice->count > choice->least;
    if (has_more) {
        choice->count--;
        match->subject_at = choice->at + choice->count;
        match->next = choice->rest;
    }
    if (choice->count <= choice->least) match->choice_count--;
    return has_more;
}

/* Takes repetitions as long as what follows could not match anyhow. */
static void skip_repetitions(Match *match, const Item *item, Choice *choice)
{
    const uint64_t from = choice->at;
    const Item *needed = step_over_captures(match, choice->rest, match->level);
    if (!item_is_needed(needed)) return;
    if (item->kind == ITEM_ANY)
        choice->at = match_find(match, needed, from, match->subject_length);
    else
        while (!item_matches(match, needed, choice->at) &&
               item_matches(match, item, choice->at))
            choice->at++;
    match->steps_left -= (int64_t)((choice->at - from) / 2);
}

static Step retreat_lazy(Match *match, Choice *choice)
{
    const Item *item = &match->items.list[choice->item];
    if (!item_matches(match, item, choice->at)) {
        match->choice_count--;
        return STEP_FAIL;
    }
    choice->at++;
    skip_repetitions(match, item, choice);
    match->subject_at = choice->at;
    match->next = choice->rest;
    return STEP_ON;
}

/* Takes the newest choice that is left. STEP_FAIL: none, there is no match. */
static Step retreat(Match *match)
{
    while (match->choice_count > 0) {
        Choice *choice = &match->choices[match->choice_count - 1];
        switch ((ChoiceKind)choice->kind) {
        case CHOICE_GREEDY:
            if (retreat_greedy(match, choice)) return STEP_ON;
            break;
        case CHOICE_LAZY:
            if (retreat_lazy(match, choice) == STEP_ON) return STEP_ON;
            break;
        case CHOICE_SKIP:
            match->subject_at = choice->at;
            match->next = choice->rest;
            match->choice_count--;
            return STEP_ON;
        case CHOICE_OPENED:
            if (match->level > 0) match->level--;
            match->choice_count--;
            break;
        case CHOICE_CLOSED:
            match->captures[choice->count].length = CAPTURE_OPEN;
            match->choice_count--;
            break;
        case CHOICE_KINDS: return STEP_FAIL;
        }
    }
    return STEP_FAIL;
}

/* ---- the interface ---- */

bool match_init(VM *vm, Match *match, const String *subject, const char *pattern,
                uint64_t length)
{
    match->subject = subject->data;
    match->subject_length = subject->length;
    match->steps_left = SLICE_MATCH_STEPS;
    match->error = NULL;
    match->items.block = NULL;
    if (length <= INT32_MAX) return items_init(vm, &match->items, pattern, length);
    fail(match, "pattern too complex");
    return false;
}

MatchResult match_continue(Match *match)
{
    for (;;) {
        if (--match->steps_left < 0) return MATCH_PAUSED;
        Step step = advance(match);
        if (step == STEP_FAIL) {
            step = retreat(match);
            if (step == STEP_FAIL) return MATCH_FAILED;
        }
        if (step == STEP_DONE) return MATCH_FOUND;
        if (step == STEP_ERROR) return MATCH_ERROR;
    }
}

NativeStatus match_raise(VM *vm, const Match *match)
{
    if (!match->error) return NATIVE_ERROR;
    if (match->error_number < 0) return native_error(vm, "%s", match->error);
    return native_error(vm, "%s %%%d", match->error, match->error_number);
}

bool match_capture_range(Match *match, uint32_t index, uint64_t start, Capture *out)
{
    if (index >= match->level) {
        if (index == 0 && start <= match->subject_at) {
            *out = (Capture){(int64_t)start, (int64_t)(match->subject_at - start)};
            return true;
        }
        match->error = "invalid capture index";
        match->error_number = (int)index + 1;
        return false;
    }
    *out = match->captures[index];
    if (out->length == CAPTURE_OPEN) fail(match, "unfinished capture");
    return out->length != CAPTURE_OPEN;
}

bool match_capture(VM *vm, Match *match, uint32_t index, uint64_t start, Value *out)
{
    Capture range;
    if (!match_capture_range(match, index, start, &range)) return false;
    if (range.length == CAPTURE_POSITION) {
        *out = value_integer(range.start + 1);
        return true;
    }
    String *text = string_new(vm, match->subject + range.start, (size_t)range.length);
    if (!text) return false;
    *out = string_value(text);
    return true;
}

bool pattern_is_plain(const String *pattern)
{
    static const ByteSet MAGIC = {{0x80006d3000000000, 0x0000000048000000}};
    for (uint64_t i = 0; i < pattern->length; i++)
        if (set_has(&MAGIC, (uint8_t)pattern->data[i])) return false;
    return true;
}

const Item *pattern_first_item(const Match *match, bool *out_at_end)
{
    const Item *item = step_over_captures(match, 0, 0);
    *out_at_end = item->kind == ITEM_FRONTIER && set_has(item->set, 0);
    const bool is_known =
        item_is_needed(item) || item->kind == ITEM_FRONTIER || item->kind == ITEM_BALANCE;
    return is_known && item->kind != ITEM_ANY ? item : NULL;
}
