/*
 * spore VERB …: finds the verb and runs it.
 */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "options.h"

static const Verb VERBS[] = {
#define VERB(name, summary) {#name, verb_##name, summary},
#include "verbs.def"
#undef VERB
};

enum { VERB_COUNT = sizeof VERBS / sizeof *VERBS };

static void print_overview(FILE *file)
{
    fputs("Spore runs Lua programs that outlive their process.\n\n"
          "usage: spore VERB [OPTIONS] …\n\n",
          file);
    for (size_t i = 0; i < VERB_COUNT; i++)
        fprintf(file, "  %-11s %s\n", VERBS[i].name, VERBS[i].summary);
    fputs("\n`spore help VERB` explains one. Jobs live in the store: --store DIR, or\n"
          "$SPORE_STORE, or $XDG_STATE_HOME/spore.\n",
          file);
}

static const Verb *find_verb(const char *name)
{
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (strcmp(VERBS[i].name, name) == 0) return &VERBS[i];
    }
    return NULL;
}

static int unknown_verb(const char *name)
{
    const char *names[VERB_COUNT];

    for (size_t i = 0; i < VERB_COUNT; i++)
        names[i] = VERBS[i].name;
    const char *meant = suggest(name, names, VERB_COUNT);
    if (meant)
        say("no verb '%s'; did you mean '%s'?", name, meant);
    else
        say("no verb '%s'; `spore help` lists them", name);
    return EXIT_USAGE;
}

int verb_help(int argc, char **argv)
{
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ); /* whole lines, also of several threads */
    if (argc < 2) {
        print_overview(stdout);
        return EXIT_DONE;
    }
    const Verb *verb = find_verb(argv[1]);
    if (!verb) return unknown_verb(argv[1]);
    if (verb->run == verb_help) {
        print_overview(stdout);
        return EXIT_DONE;
    }
    char help[] = "--help";
    char *arguments[] = {argv[1], help, NULL};
    return verb->run(2, arguments);
}

int verb_version(int argc, char **argv)
{
    const Usage usage = {"version", "", "Prints the version."};
    Options options = {.usage = &usage};

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    if (options.word_count > 0) return options_refuse_word(&options);
    puts("spore " SPORE_VERSION);
    return EXIT_DONE;
}

int main(int argc, char **argv)
{
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ); /* whole lines, also of several threads */
    if (argc < 2) {
        print_overview(stderr);
        return EXIT_USAGE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) name = "help";
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) name = "version";
    const Verb *verb = find_verb(name);
    const int code = verb ? verb->run(argc - 1, argv + 1) : unknown_verb(name);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        say("stdout cannot be written");
        return code == EXIT_DONE ? EXIT_IO : code;
    }
    return code;
}
