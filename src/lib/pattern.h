/*
 * Lua's patterns. The matcher backtracks over an explicit stack of choices, so
 * it neither recurses nor loses its place: it can pause after a number of steps
 * and its state can be packed into a string and taken up again.
 *
 * Patterns have no groups that repeat, so the stack is never deeper than the
 * pattern has items; more than PATTERN_MAX_CHOICES is "pattern too complex".
 */
#pragma once

#include "lib/pattern_items.h"
#include "vm/vm.h"

enum {
    PATTERN_MAX_CAPTURES = 32,
    PATTERN_MAX_CHOICES = 200,
    CAPTURE_OPEN = -1, /* lengths that are none */
    CAPTURE_POSITION = -2
};

typedef enum MatchResult {
    MATCH_FAILED,
    MATCH_FOUND,
    MATCH_PAUSED,
    MATCH_ERROR
} MatchResult;

typedef struct Capture {
    int64_t start;
    int64_t length; /* or CAPTURE_… */
} Capture;

/* What to try when the rest of the pattern does not match. */
typedef enum ChoiceKind {
    CHOICE_GREEDY, /* one repetition less: count, down to `least` */
    CHOICE_LAZY,   /* one repetition more */
    CHOICE_SKIP,   /* the optional item is left out */
    CHOICE_OPENED, /* forget the capture opened last */
    CHOICE_CLOSED, /* capture number `count` is open again */
    CHOICE_KINDS
} ChoiceKind;

typedef struct Choice {
    uint32_t kind;
    uint32_t item;  /* LAZY: the item's number in the pattern */
    uint32_t rest;  /* number of what follows the item */
    uint32_t least; /* GREEDY: fewest repetitions */
    uint64_t at;    /* offset in the subject where repetitions start */
    uint64_t count;
} Choice;

typedef struct Match {
    const char *subject;
    uint64_t subject_length;
    uint32_t level; /* captures so far */
    uint32_t choice_count;
    uint32_t next;       /* number of the next item */
    uint64_t subject_at; /* FOUND: end of the match */
    int64_t steps_left;  /* PAUSED below 0; the caller refills it */
    const char *error;   /* ERROR: message */
    int error_number;    /* follows the message as %1, if not below 0 */
    Capture captures[PATTERN_MAX_CAPTURES];
    Items items;
    Choice choices[PATTERN_MAX_CHOICES];
} Match;

/*
 * The pattern comes without its anchor. false: the match has an error to be raised,
 * or out of memory; match_deinit() is due all the same.
 */
bool match_init(VM *vm, Match *match, const String *subject, const char *pattern,
                uint64_t length);

static inline void match_deinit(VM *vm, Match *match)
{
    items_deinit(vm, &match->items);
}

/* A match is to be tried at this offset of the subject, by match_continue(). */
static inline void match_prepare(Match *match, uint64_t subject_at)
{
    match->subject_at = subject_at;
    match->next = 0;
    match->level = 0;
    match->choice_count = 0;
}

/* Tries, or goes on after MATCH_PAUSED. */
MatchResult match_continue(Match *match);

/* A paused match as a string, and back. NULL, false: out of memory, or not a
 * state of this subject and pattern. */
String *match_pack(VM *vm, const Match *match);
bool match_unpack(Match *match, const String *state);

/* Captures that a match gives: all, or the whole match when there are none. */
static inline uint32_t match_capture_count(const Match *match)
{
    return match->level == 0 ? 1 : match->level;
}

/*
 * Capture number `index` of a match that began at `start`. false: the error is
 * in match->error, or out of memory (match->error is NULL).
 */
bool match_capture(VM *vm, Match *match, uint32_t index, uint64_t start, Value *out);
/* Offset and length of the same; a position capture has length CAPTURE_POSITION. */
bool match_capture_range(Match *match, uint32_t index, uint64_t start, Capture *out);

/* Raises match->error. */
NativeStatus match_raise(VM *vm, const Match *match);

/* The pattern has no magic characters. */
bool pattern_is_plain(const String *pattern);
/*
 * The item that every match (not anchored) begins with, for match_find(); NULL: none
 * is known. *out_at_end: a match may begin at the end of the subject all the same.
 */
const Item *pattern_first_item(const Match *match, bool *out_at_end);
/* The first offset from `from` on where a match of the item can begin, or `to`. */
uint64_t match_find(const Match *match, const Item *item, uint64_t from, uint64_t to);
