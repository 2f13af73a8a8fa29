/*
 * The option parser. --name VALUE and --name=VALUE are the same, and -n VALUE for
 * those with a letter; `--` ends the options.
 */
#include "options.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

enum { NAME_MAX_LENGTH = 32 };

static size_t minimum(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Edits (insert, remove, replace, swap of neighbours) from `a` to `b`. */
static size_t edit_distance(const char *a, const char *b)
{
    const size_t n = strlen(a), m = strlen(b);
    size_t rows[NAME_MAX_LENGTH + 1][NAME_MAX_LENGTH + 1];

    if (n > NAME_MAX_LENGTH || m > NAME_MAX_LENGTH) return NAME_MAX_LENGTH;
    for (size_t i = 0; i <= n; i++)
        rows[i][0] = i;
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        for (size_t j = 1; j <= m; j++) {
            const size_t change = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            size_t best = minimum(rows[i - 1][j], rows[i][j - 1]) + 1;
            best = minimum(best, change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = minimum(best, rows[i - 2][j - 2] + 1);
            rows[i][j] = best;
        }
    }
    return rows[n][m];
}

const char *suggest(const char *typed, const char *const *names, size_t count)
{
    const char *best = NULL;
    size_t best_distance = strlen(typed) < 4 ? 2 : 3; /* nearer than this */

    for (size_t i = 0; i < count; i++) {
        const size_t distance = edit_distance(typed, names[i]);
        if (distance < best_distance && distance < strlen(names[i])) {
            best = names[i];
            best_distance = distance;
        }
    }
    return best;
}

bool duration_parse(const char *text, int64_t *out_ns)
{
    static const struct {
        const char *unit;
        double ns;
    } UNITS[] = {{"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}};
    char *end = NULL;

    if (strcmp(text, "never") == 0) {
        *out_ns = -1;
        return true;
    }
    if (!isdigit((unsigned char)text[0])) return false;
    const double number = strtod(text, &end);
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        const double ns = number * UNITS[i].ns;
        if (strcmp(end, UNITS[i].unit) == 0 && ns >= 1e6 && ns < 1e18) {
            *out_ns = (int64_t)ns;
            return true;
        }
    }
    return false;
}

static void print_help(const Options *options)
{
    const Usage *usage = options->usage;

    printf("usage: spore %s%s%s%s\n\n%s\n", usage->verb,
           options->row_count > 0 ? " [OPTIONS]" : "", usage->words[0] ? " " : "",
           usage->words, usage->text);
    if (options->row_count > 0) putchar('\n');
    for (size_t i = 0; i < options->row_count; i++) {
        const Option *row = &options->rows[i];
        char head[64];
        const char letter[] = {'-', row->letter, ',', ' ', 0};
        snprintf(head, sizeof head, "%s--%s%s%s", row->letter ? letter : "", row->name,
                 row->value_name ? " " : "", row->value_name ? row->value_name : "");
        printf("  %-22s %s\n", head, row->help);
    }
}

static bool fail(Options *options)
{
    options->exit_code = EXIT_USAGE;
    return false;
}

static const Option *find_row(const Options *options, const char *name, size_t length)
{
    for (size_t i = 0; i < options->row_count; i++) {
        const Option *row = &options->rows[i];
        if (strlen(row->name) == length && memcmp(row->name, name, length) == 0)
            return row;
    }
    return NULL;
}

static const Option *find_letter(const Options *options, const char *given)
{
    for (size_t i = 0; i < options->row_count; i++) {
        const Option *row = &options->rows[i];
        if (row->letter && row->letter == given[1] && given[2] == '\0') return row;
    }
    return NULL;
}

static bool unknown_option(Options *options, const char *given, const char *name,
                           size_t length)
{
    const char *names[64];
    char typed[NAME_MAX_LENGTH + 1] = "";
    size_t count = 0;

    while (count < options->row_count && count < 64) {
        names[count] = options->rows[count].name;
        count++;
    }
    snprintf(typed, sizeof typed, "%.*s", (int)length, name);
    const char *meant = suggest(typed, names, count);
    if (meant)
        say("%s: no option %s; did you mean --%s?", options->usage->verb, given, meant);
    else
        say("%s: no option %s; see `spore help %s`", options->usage->verb, given,
            options->usage->verb);
    return fail(options);
}

static bool count_parse(const char *text, uint64_t *out)
{
    char *end = NULL;

    errno = 0;
    if (!isdigit((unsigned char)text[0])) return false;
    const unsigned long long number = strtoull(text, &end, 10);
    if (*end != '\0' || errno == ERANGE || number == 0) return false;
    *out = number;
    return true;
}

static bool add_item(Options *options, const Option *row, const char *value)
{
    OptionList *list = row->target;

    if (value[0] == '\0')
        say("%s: --%s must not be empty", options->usage->verb, row->name);
    else if (list->count == OPTION_LIST_MAX)
        say("%s: --%s is given more than %d times", options->usage->verb, row->name,
            OPTION_LIST_MAX);
    else {
        list->items[list->count++] = value;
        return true;
    }
    return fail(options);
}

static bool take_value(Options *options, const Option *row, const char *value)
{
    const char *verb = options->usage->verb;

    switch (row->kind) {
    case OPTION_FLAG: *(bool *)row->target = true; return true;
    case OPTION_TEXT:
        *(const char **)row->target = value;
        if (value[0] != '\0') return true;
        say("%s: --%s must not be empty", verb, row->name);
        return fail(options);
    case OPTION_LIST: return add_item(options, row, value);
    case OPTION_COUNT:
        if (count_parse(value, row->target)) return true;
        say("%s: --%s wants a whole number from 1, not '%s'", verb, row->name, value);
        return fail(options);
    case OPTION_DURATION:
        if (duration_parse(value, row->target)) return true;
        say("%s: --%s wants a duration such as 50ms, 5s, 2m or never, not '%s'", verb,
            row->name, value);
        return fail(options);
    }
    return fail(options);
}

/* One option at argv[*index]; moves the index over a separate value. */
static bool take_option(Options *options, int argc, char **argv, int *index)
{
    const char *given = argv[*index];
    const char *name = given + 2;
    const char *equals = strchr(name, '=');
    const size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const char *value = equals ? equals + 1 : NULL;

    if (strcmp(given, "--help") == 0 || strcmp(given, "-h") == 0) {
        print_help(options);
        options->exit_code = EXIT_DONE;
        return false;
    }
    const Option *row =
        given[1] == '-' ? find_row(options, name, length) : find_letter(options, given);
    if (!row) return unknown_option(options, given, name, length);
    if (row->kind == OPTION_FLAG && value) {
        say("%s: --%s takes no value", options->usage->verb, row->name);
        return fail(options);
    }
    if (row->kind != OPTION_FLAG && !value) {
        if (*index + 1 >= argc) {
            say("%s: --%s wants a value", options->usage->verb, row->name);
            return fail(options);
        }
        *index += 1;
        value = argv[*index];
    }
    return take_value(options, row, value);
}

bool options_parse(Options *options, int argc, char **argv)
{
    int index = 1;
    size_t words = 0;
    bool is_over = false;

    options->words = argv + 1;
    for (; index < argc; index++) {
        char *word = argv[index];
        if (!is_over && strcmp(word, "--") == 0) {
            is_over = true;
        } else if (is_over || word[0] != '-' || word[1] == '\0') {
            options->words[words++] = word;
            is_over = is_over || options->stops_at_word;
        } else if (!take_option(options, argc, argv, &index)) {
            return false;
        }
    }
    options->word_count = words;
    return true;
}

int options_refuse_word(const Options *options)
{
    say("%s: '%s' is too many; see `spore help %s`", options->usage->verb,
        options->words[options->word_count - 1], options->usage->verb);
    return EXIT_USAGE;
}

int options_miss_word(const Options *options, const char *what)
{
    say("%s: %s is missing; see `spore help %s`", options->usage->verb, what,
        options->usage->verb);
    return EXIT_USAGE;
}
