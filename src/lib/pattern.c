/*
 * Lua's patterns: see pattern.h. The matcher takes one item of the pattern at a
 * time (advance) and goes back to the newest choice when that fails (retreat).
 * Offsets of a state that was unpacked were checked against the lengths, and
 * every read of the pattern checks its own end.
 */
#include "lib/pattern.h"

#include "lib/slices.h"

#include <string.h>

/* ---- character classes of the "C" locale ---- */

enum {
    IS_ALPHA = 1 << 0,
    IS_DIGIT = 1 << 1,
    IS_LOWER = 1 << 2,
    IS_UPPER = 1 << 3,
    IS_SPACE = 1 << 4,
    IS_CONTROL = 1 << 5,
    IS_PUNCTUATION = 1 << 6,
    IS_HEX = 1 << 7,
    IS_ZERO = 1 << 8
};

/* clang-format off */
static const uint16_t CLASSES[256] = {
    0x120, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x30, 0x30, 0x30, 0x30, 0x30, 0x20, 0x20,
    0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20,
    0x10, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40,
    0x82, 0x82, 0x82, 0x82, 0x82, 0x82, 0x82, 0x82, 0x82, 0x82, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40,
    0x40, 0x89, 0x89, 0x89, 0x89, 0x89, 0x89, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09,
    0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x09, 0x40, 0x40, 0x40, 0x40, 0x40,
    0x40, 0x85, 0x85, 0x85, 0x85, 0x85, 0x85, 0x05, 0x05, 0x05, 0x05, 0x05, 0x05, 0x05, 0x05, 0x05,
    0x05, 0x05, 0x05, 0x05, 0x05, 0x05, 0x05, 0x05, 0x05, 0x05, 0x05, 0x40, 0x40, 0x40, 0x40, 0x20,
};
/* clang-format on */

/* The classes that a letter after % means, 0: it means itself. */
static uint16_t class_of_letter(uint8_t letter)
{
    switch (letter | 0x20) {
    case 'a': return IS_ALPHA;
    case 'c': return IS_CONTROL;
    case 'd': return IS_DIGIT;
    case 'g': return IS_ALPHA | IS_DIGIT | IS_PUNCTUATION;
    case 'l': return IS_LOWER;
    case 'p': return IS_PUNCTUATION;
    case 's': return IS_SPACE;
    case 'u': return IS_UPPER;
    case 'w': return IS_ALPHA | IS_DIGIT;
    case 'x': return IS_HEX;
    case 'z': return IS_ZERO;
    default: return 0;
    }
}

/* `letter` stands after a %. */
static bool escape_matches(uint8_t letter, uint8_t c)
{
    const uint16_t classes = CLASSES[letter] & IS_ALPHA ? class_of_letter(letter) : 0;
    if (classes == 0) return letter == c;
    const bool is_in = (CLASSES[c] & classes) != 0;
    return is_in != ((CLASSES[letter] & IS_UPPER) != 0);
}

/* ---- items ---- */

typedef enum ItemKind { ITEM_ANY, ITEM_CHAR, ITEM_CLASS, ITEM_SET } ItemKind;

/* One single-character item of a pattern. */
typedef struct Item {
    ItemKind kind;
    uint8_t c;         /* CHAR */
    uint16_t classes;  /* CLASS */
    bool is_negated;   /* CLASS, SET */
    uint32_t from, to; /* SET: the text between the brackets, without ^ */
    uint32_t end;      /* offset behind the item */
} Item;

typedef enum Step { STEP_ON, STEP_FAIL, STEP_DONE, STEP_ERROR } Step;

static uint8_t pattern_byte(const Match *match, uint32_t at)
{
    return at < match->pattern_length ? (uint8_t)match->pattern[at] : 0;
}

static bool fail(Match *match, const char *message)
{
    match->error = message;
    match->error_number = -1;
    return false;
}

static bool read_set(Match *match, uint32_t at, Item *item)
{
    item->kind = ITEM_SET;
    at++;
    item->is_negated = pattern_byte(match, at) == '^';
    if (item->is_negated) at++;
    item->from = at;
    do { /* a ']' that comes first is an ordinary character */
        if (at >= match->pattern_length)
            return fail(match, "malformed pattern (missing ']')");
        if (match->pattern[at++] == '%') at++;
    } while (at >= match->pattern_length || match->pattern[at] != ']');
    item->to = at;
    item->end = at + 1;
    return true;
}

static bool read_item(Match *match, uint32_t at, Item *item)
{
    item->c = pattern_byte(match, at);
    item->kind = ITEM_CHAR;
    item->end = at + 1;
    if (item->c == '.') {
        item->kind = ITEM_ANY;
    } else if (item->c == '[') {
        return read_set(match, at, item);
    } else if (item->c == '%') {
        if (at + 1 >= match->pattern_length)
            return fail(match, "malformed pattern (ends with '%')");
        item->c = pattern_byte(match, at + 1);
        item->end = at + 2;
        item->classes = CLASSES[item->c] & IS_ALPHA ? class_of_letter(item->c) : 0;
        item->is_negated = (CLASSES[item->c] & IS_UPPER) != 0;
        if (item->classes) item->kind = ITEM_CLASS;
    }
    return true;
}

static bool set_matches(const Match *match, const Item *item, uint8_t c)
{
    const uint8_t *set = (const uint8_t *)match->pattern;
    for (uint32_t at = item->from; at < item->to; at++) {
        if (set[at] == '%') {
            at++;
            if (escape_matches(set[at], c)) return !item->is_negated;
        } else if (set[at + 1] == '-' && at + 2 < item->to) {
            if (set[at] <= c && c <= set[at + 2]) return !item->is_negated;
            at += 2;
        } else if (set[at] == c) {
            return !item->is_negated;
        }
    }
    return item->is_negated;
}

static inline bool item_matches(const Match *match, const Item *item, uint64_t at)
{
    if (at >= match->subject_length) return false;
    const uint8_t c = (uint8_t)match->subject[at];
    switch (item->kind) {
    case ITEM_ANY: return true;
    case ITEM_CHAR: return c == item->c;
    case ITEM_CLASS: return ((CLASSES[c] & item->classes) != 0) != item->is_negated;
    case ITEM_SET: return set_matches(match, item, c);
    }
    return false;
}

/* How many characters from `at` on match the item. */
static uint64_t count_matching(const Match *match, const Item *item, uint64_t at)
{
    const uint64_t from = at;
    const uint64_t end = match->subject_length;
    const uint8_t *subject = (const uint8_t *)match->subject;
    switch (item->kind) {
    case ITEM_ANY: return end - from;
    case ITEM_CLASS:
        while (at < end &&
               ((CLASSES[subject[at]] & item->classes) != 0) != item->is_negated)
            at++;
        break;
    case ITEM_CHAR:
        while (at < end && subject[at] == item->c)
            at++;
        break;
    case ITEM_SET:
        while (at < end && set_matches(match, item, subject[at]))
            at++;
        break;
    }
    return at - from;
}

/*
 * The byte that any match of the pattern from offset `at` on begins with; -1: none
 * is sure. Parentheses that open or close captures are stepped over.
 */
static int needed_byte(const Match *match, uint32_t at, bool may_close)
{
    for (uint32_t depth = 0;; at++) {
        const uint8_t c = pattern_byte(match, at);
        if (c == ')' && depth == 0 && !may_close) return -1;
        if (c == '(')
            depth++;
        else if (c != ')')
            break;
        else if (depth > 0)
            depth--;
    }
    uint8_t c = pattern_byte(match, at);
    if (at >= match->pattern_length || c == '$' || c == '.' || c == '[') return -1;
    if (c == '%') {
        c = pattern_byte(match, ++at);
        if (at >= match->pattern_length || (CLASSES[c] & (IS_ALPHA | IS_DIGIT)))
            return -1;
    }
    const uint8_t suffix = pattern_byte(match, at + 1);
    return suffix == '*' || suffix == '?' || suffix == '-' ? -1 : c;
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

static Step open_capture(Match *match)
{
    if (match->level == PATTERN_MAX_CAPTURES) {
        fail(match, "too many captures");
        return STEP_ERROR;
    }
    const bool is_position = pattern_byte(match, match->pattern_at + 1) == ')' &&
                             match->pattern_at + 1 < match->pattern_length;
    match->captures[match->level].start = (int64_t)match->subject_at;
    match->captures[match->level].length = is_position ? CAPTURE_POSITION : CAPTURE_OPEN;
    match->level++;
    match->pattern_at += is_position ? 2 : 1;
    return push_undo(match, CHOICE_OPENED, 0) ? STEP_ON : STEP_ERROR;
}

static Step close_capture(Match *match)
{
    for (uint32_t i = match->level; i-- > 0;) {
        Capture *capture = &match->captures[i];
        if (capture->length != CAPTURE_OPEN) continue;
        if ((int64_t)match->subject_at < capture->start) break; /* a forged state */
        capture->length = (int64_t)match->subject_at - capture->start;
        match->pattern_at++;
        return push_undo(match, CHOICE_CLOSED, i) ? STEP_ON : STEP_ERROR;
    }
    fail(match, "invalid pattern capture");
    return STEP_ERROR;
}

/* ---- items that are more than one character ---- */

static Step match_balance(Match *match)
{
    const uint32_t at = match->pattern_at + 2;
    if (match->pattern_length < 2 || at >= match->pattern_length - 1) {
        fail(match, "malformed pattern (missing arguments to '%b')");
        return STEP_ERROR;
    }
    uint64_t end = match->subject_at;
    if (end >= match->subject_length || match->subject[end] != match->pattern[at])
        return STEP_FAIL;
    uint64_t depth = 1;
    while (++end < match->subject_length) {
        match->steps_left--;
        if (match->subject[end] == match->pattern[at + 1]) {
            if (--depth == 0) {
                match->subject_at = end + 1;
                match->pattern_at = at + 2;
                return STEP_ON;
            }
        } else if (match->subject[end] == match->pattern[at]) {
            depth++;
        }
    }
    return STEP_FAIL;
}

static Step match_frontier(Match *match)
{
    const uint32_t at = match->pattern_at + 2;
    Item set;
    if (pattern_byte(match, at) != '[') {
        fail(match, "missing '[' after '%f' in pattern");
        return STEP_ERROR;
    }
    if (!read_set(match, at, &set)) return STEP_ERROR;
    const uint64_t s = match->subject_at;
    const uint8_t before = s == 0 ? 0 : (uint8_t)match->subject[s - 1];
    const uint8_t here = s < match->subject_length ? (uint8_t)match->subject[s] : 0;
    if (set_matches(match, &set, before) || !set_matches(match, &set, here))
        return STEP_FAIL;
    match->pattern_at = set.end;
    return STEP_ON;
}

static Step match_back_reference(Match *match, uint8_t digit)
{
    const int index = digit - '1';
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
    match->pattern_at += 2;
    return STEP_ON;
}

/* ---- single characters and their repetitions ---- */

static Step match_repeated(Match *match, const Item *item, uint32_t least)
{
    const uint64_t count = count_matching(match, item, match->subject_at);
    match->steps_left -= (int64_t)(count / 2);
    if (count < least) return STEP_FAIL;
    if (count > least) {
        Choice *choice = push_choice(match, CHOICE_GREEDY);
        if (!choice) return STEP_ERROR;
        choice->rest = item->end + 1;
        choice->least = least;
        choice->at = match->subject_at;
        choice->count = count;
    }
    match->subject_at += count;
    match->pattern_at = item->end + 1;
    return STEP_ON;
}

static Step match_lazily(Match *match, const Item *item)
{
    Choice *choice = push_choice(match, CHOICE_LAZY);
    if (!choice) return STEP_ERROR;
    choice->item = match->pattern_at;
    choice->rest = item->end + 1;
    choice->at = match->subject_at;
    match->pattern_at = item->end + 1;
    return STEP_ON;
}

static Step match_optional(Match *match, const Item *item)
{
    if (item_matches(match, item, match->subject_at)) {
        Choice *choice = push_choice(match, CHOICE_SKIP);
        if (!choice) return STEP_ERROR;
        choice->rest = item->end + 1;
        choice->at = match->subject_at;
        match->subject_at++;
    }
    match->pattern_at = item->end + 1;
    return STEP_ON;
}

static Step match_single(Match *match)
{
    Item item;
    if (!read_item(match, match->pattern_at, &item)) return STEP_ERROR;
    switch (pattern_byte(match, item.end)) {
    case '*': return match_repeated(match, &item, 0);
    case '+': return match_repeated(match, &item, 1);
    case '-': return match_lazily(match, &item);
    case '?': return match_optional(match, &item);
    default: break;
    }
    if (!item_matches(match, &item, match->subject_at)) return STEP_FAIL;
    match->subject_at++;
    match->pattern_at = item.end;
    return STEP_ON;
}

/* Matches the next item. */
static inline Step advance(Match *match)
{
    const uint32_t at = match->pattern_at;
    if (at >= match->pattern_length) return STEP_DONE;
    switch (match->pattern[at]) {
    case '(': return open_capture(match);
    case ')': return close_capture(match);
    case '$':
        if (at + 1 != match->pattern_length) break;
        return match->subject_at == match->subject_length ? STEP_DONE : STEP_FAIL;
    case '%': {
        const uint8_t next = pattern_byte(match, at + 1);
        if (next == 'b') return match_balance(match);
        if (next == 'f') return match_frontier(match);
        if (CLASSES[next] & IS_DIGIT) return match_back_reference(match, next);
        break;
    }
    default: break;
    }
    return match_single(match);
}

static bool retreat_greedy(Match *match, Choice *choice)
{
    const bool has_more = choice->count > choice->least;
    if (has_more) {
        choice->count--;
        match->subject_at = choice->at + choice->count;
        match->pattern_at = choice->rest;
    }
    if (choice->count <= choice->least) match->choice_count--;
    return has_more;
}

/* Takes repetitions as long as what follows could not match anyhow. */
static void skip_to_byte(Match *match, const Item *item, Choice *choice, uint8_t needed)
{
    const uint64_t from = choice->at;
    while (choice->at < match->subject_length &&
           (uint8_t)match->subject[choice->at] != needed &&
           item_matches(match, item, choice->at))
        choice->at++;
    match->steps_left -= (int64_t)((choice->at - from) / 2);
}

static Step retreat_lazy(Match *match, Choice *choice)
{
    Item item;
    if (!read_item(match, choice->item, &item)) return STEP_ERROR;
    if (!item_matches(match, &item, choice->at)) {
        match->choice_count--;
        return STEP_FAIL;
    }
    choice->at++;
    const int needed = needed_byte(match, choice->rest, true);
    if (needed >= 0) skip_to_byte(match, &item, choice, (uint8_t)needed);
    match->subject_at = choice->at;
    match->pattern_at = choice->rest;
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
        case CHOICE_LAZY: {
            const Step step = retreat_lazy(match, choice);
            if (step != STEP_FAIL) return step;
            break;
        }
        case CHOICE_SKIP:
            match->subject_at = choice->at;
            match->pattern_at = choice->rest;
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

bool match_init(Match *match, const String *subject, const String *pattern)
{
    match->subject = subject->data;
    match->subject_length = subject->length;
    match->pattern = pattern->data;
    match->pattern_length = (uint32_t)pattern->length;
    match->steps_left = SLICE_MATCH_STEPS;
    match->error = NULL;
    match->level = 0;
    match->choice_count = 0;
    if (pattern->length <= INT32_MAX) return true;
    return fail(match, "pattern too complex");
}

MatchResult match_begin(Match *match, uint64_t subject_at, uint32_t pattern_at)
{
    match->subject_at = subject_at;
    match->pattern_at = pattern_at;
    match->level = 0;
    match->choice_count = 0;
    return match_continue(match);
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
    return out->length != CAPTURE_OPEN || fail(match, "unfinished capture");
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
    for (uint64_t i = 0; i < pattern->length; i++)
        if (pattern->data[i] != 0 && strchr("^$*+?.([%-", pattern->data[i])) return false;
    return true;
}

int pattern_first_byte(const Match *match)
{
    return needed_byte(match, 0, false);
}
