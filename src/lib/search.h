/*
 * Looking for a pattern in a subject, from offset to offset; what find, match,
 * gmatch and gsub share. A search that pauses is kept in two registers:
 *
 *   slots[0]  offset where the match being tried begins (integer)
 *   slots[1]  the packed match (string)
 */
#pragma once

#include "lib/pattern.h"

typedef struct Search {
    Match match;
    uint64_t start;     /* where the match begins, or the next try */
    uint64_t forbidden; /* a match must not end here (that of the last match) */
    const Item *item;   /* a match begins with it; NULL: with anything … */
    bool may_be_at_end; /* … or at the end of the subject */
    bool is_anchored;   /* a match begins at the first try's offset, or there is none */
    bool is_inside;     /* paused in the middle of a try */
} Search;

enum { SEARCH_NOT_FORBIDDEN = -1 };

/*
 * `has_anchors`: a leading '^' ties the match to the start. false: an error, see
 * match_init(); search_deinit() is due all the same.
 */
bool search_init(VM *vm, Search *search, const String *subject, const String *pattern,
                 bool has_anchors);

static inline void search_deinit(VM *vm, Search *search)
{
    match_deinit(vm, &search->match);
}

/* Finds the first match at or after `start`; match.subject_at is its end. */
MatchResult search_run(Search *search);

/* Keeps a paused search. false: out of memory. */
bool search_keep(VM *vm, Search *search, Value *slots);
/* Takes it up. false: forged. */
bool search_take(Search *search, const Value *slots);
/* Declares the steps made so far in this entry. */
void search_declare(VM *vm, const Search *search);
