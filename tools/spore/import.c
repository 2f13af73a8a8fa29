/*
 * spore import: makes a job of what spore export wrote.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "session.h"

static const Usage USAGE = {
    "import", "FILE",
    "Makes a job of the snapshot that `spore export` wrote into FILE (-: stdin), and\n"
    "prints its name. `spore resume` goes on with it. A file that is damaged or not all\n"
    "there changes nothing."};

typedef struct Input {
    const char *name;
    int fd;
} Input;

static SporeStatus read_input(void *context, void *data, size_t size, size_t *out_count,
                              SporeReport *report)
{
    const Input *input = context;
    ssize_t count;

    do
        count = read(input->fd, data, size);
    while (count < 0 && errno == EINTR);
    if (count >= 0) {
        *out_count = (size_t)count;
        return SPORE_OK;
    }
    snprintf(report->text, sizeof report->text, "import: cannot read %s: %s", input->name,
             strerror(errno));
    return SPORE_IO;
}

static int open_input(Input *input, const char *path)
{
    if (strcmp(path, "-") == 0) {
        *input = (Input){"stdin", dup(STDIN_FILENO)};
    } else {
        *input = (Input){path, open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)};
    }
    if (input->fd < 0)
        return say_failure(errno == ENOENT ? SPORE_NOT_FOUND : SPORE_IO,
                           "import: cannot read %s: %s", input->name, strerror(errno));
    if (!isatty(input->fd)) return EXIT_DONE;
    close(input->fd);
    say("import: %s is a terminal; give a file, or a pipe", input->name);
    return EXIT_USAGE;
}

static int import_stream(SporeStore *store, Input *input, const char *name)
{
    SporeJobInfo info;
    SporeReport report;
    const SporeStatus status =
        spore_job_import(store, read_input, input, name, &info, &report);

    if (status == SPORE_CORRUPT || status == SPORE_INCOMPATIBLE)
        return say_failure(status, "%s %s", input->name, report.text);
    if (status == SPORE_EXISTS)
        return say_failure(status, "%s; give another name with --as", report.text);
    if (status != SPORE_OK) return say_failure(status, "%s", report.text);
    printf("%s@%" PRIu64 "\n", info.name, info.newest);
    return EXIT_DONE;
}

int verb_import(int argc, char **argv)
{
    const char *store_path = NULL;
    const char *name = NULL;
    const Option rows[] = {
        {"store", OPTION_TEXT, &store_path, "DIR", "where jobs are kept"},
        {"as", OPTION_TEXT, &name, "NAME", "the job's name; else the one that it had"},
    };
    Options options = {
        .usage = &USAGE, .rows = rows, .row_count = sizeof rows / sizeof *rows};
    SporeStore *store = NULL;
    Input input;

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    if (options.word_count == 0) return options_miss_word(&options, "the file");
    if (options.word_count > 1) return options_refuse_word(&options);
    int code = open_input(&input, options.words[0]);
    if (code != EXIT_DONE) return code;
    code = store_open_for(store_path, false, &store);
    if (code == EXIT_DONE) {
        code = import_stream(store, &input, name);
        spore_store_close(store);
    }
    close(input.fd);
    return code;
}
