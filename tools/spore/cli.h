/*
 * What the files of the command line share. A verb is a row in verbs.def and a
 * function verb_<name>(); data goes to stdout, all else to stderr.
 */
#pragma once

#include <spore/spore.h>

/* Exit codes: sysexits where there is one that fits. */
enum {
    EXIT_DONE = 0,
    EXIT_PROGRAM_FAILED = 1,
    EXIT_USAGE = 64,
    EXIT_CORRUPT = 65,
    EXIT_NOT_FOUND = 66,
    EXIT_UNAVAILABLE = 69,
    EXIT_BUG = 70,
    EXIT_EXISTS = 73,
    EXIT_IO = 74,
    EXIT_BUSY = 75,
    EXIT_INCOMPATIBLE = 76,
    EXIT_NOT_RESTORABLE = 80,
    EXIT_LIMIT = 82,
    EXIT_PARKED = 84,
    EXIT_SAVED = 85
};

int exit_code_of(SporeStatus status);

/* "spore: …" as one line on stderr. Control characters of the text are shown as
 * escapes. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Text of any length and a newline, shown in the same way. */
void say_lines(const char *text);
/* As say(), and returns the exit code of the status. */
int say_failure(SporeStatus status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

typedef struct Verb {
    const char *name;
    int (*run)(int argc, char **argv); /* argv[0] is the verb */
    const char *summary;
} Verb;

#define VERB(name, summary) int verb_##name(int argc, char **argv);
#include "verbs.def"
#undef VERB
