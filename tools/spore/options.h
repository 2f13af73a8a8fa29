/*
 * Options of a verb: a table that says what there is, a parser, and the help
 * text made from the table. Also durations and suggestions for typing mistakes.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum OptionKind {
    OPTION_FLAG,     /* bool */
    OPTION_TEXT,     /* const char * */
    OPTION_LIST,     /* OptionList: may be given more than once */
    OPTION_COUNT,    /* uint64_t, at least 1 */
    OPTION_DURATION, /* int64_t, nanoseconds; -1: never */
} OptionKind;

enum { OPTION_LIST_MAX = 32 };

typedef struct OptionList {
    const char *items[OPTION_LIST_MAX];
    size_t count;
} OptionList;

typedef struct Option {
    const char *name; /* "every" for --every */
    OptionKind kind;
    void *target;
    const char *value_name; /* for help: "DURATION"; NULL for flags */
    const char *help;
    char letter; /* 'o' for -o as well; 0: none */
} Option;

typedef struct Usage {
    const char *verb;
    const char *words; /* "[JOB]" */
    const char *text;  /* sentences for help */
} Usage;

typedef struct Options {
    const Usage *usage;
    const Option *rows;
    size_t row_count;
    bool stops_at_word; /* options end at the first word: `run FILE ARGS…` */

    /* Results. */
    char **words; /* inside argv */
    size_t word_count;
    int exit_code; /* when parsing returned false */
} Options;

/*
 * Fills the targets and moves the words together. false: leave with exit_code;
 * the mistake was said, or help was printed.
 */
bool options_parse(Options *options, int argc, char **argv);
/* Says that a word is too many, or that one is missing; returns EXIT_USAGE. */
int options_refuse_word(const Options *options);
int options_miss_word(const Options *options, const char *what);

/* "50ms", "5s", "2m", "1h", "never". */
bool duration_parse(const char *text, int64_t *out_ns);

/* The name that was probably meant, or NULL. */
const char *suggest(const char *typed, const char *const *names, size_t count);
