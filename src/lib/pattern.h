/*
 * Lua's patterns. The matcher backtracks over an explicit stack of choices, so
 * it neither recurses nor loses its place: it can pause after a number of steps
 * and its state can be packed into a string and taken up again.
 *
 * Patterns have no groups that repeat, so the stack is never deeper than the
 * pattern has items; more than PATTERN_MAX_CHOICES is "pattern too complex".
 */
#pragma once

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
    uint32_t item;  /* LAZY: offset of the item in the pattern */
    uint32_t rest;  /* offset of what follows the item */
    uint32_t least; /* GREEDY: fewest repetitions */
    uint64_t at;    /* offset in the subject where repetitions start */
    uint64_t count;
} Choice;

typedef struct Match {
    const char *subject;
    const char *pattern;
    uint64_t subject_length;
    uint32_t pattern_length;
    uint32_t level; /* captures so far */
    uint32_t choice_count;
    uint32_t pattern_at; /* next item */
    uint64_t subject_at; /* FOUND: end of the match */
    int64_t steps_left;  /* PAUSED below 0; the caller refills it */
    const char *error;   /* ERROR: message */
    int error_number;    /* follows the message as %1, if not below 0 */
    Capture captures[PATTERN_MAX_CAPTURES];
    Choice choices[PATTERN_MAX_CHOICES];
} Match;

/* false: the pattern is longer than 2^31 bytes. */
bool match_init(Match *match, const String *subject, const String *pattern);

/* Tries a match at one offset of the subject, from an offset of the pattern. */
MatchResult match_begin(Match *match, uint64_t subject_at, uint32_t pattern_at);
/* Goes on after MATCH_PAUSED. */
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
/* A byte that every match (not anchored) begins with; -1: none is known. */
int pattern_first_byte(const Match *match);
