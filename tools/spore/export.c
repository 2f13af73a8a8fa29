/*
 * spore export: a job's snapshot as a file, for another store, host or CPU.
 */
#include <signal.h>

#include "cli.h"
#include "output.h"
#include "session.h"

static const Usage USAGE = {
    "export", "JOB[@N] --output FILE",
    "Writes a snapshot of JOB (the newest, or @N) with all that it needs into FILE, "
    "from\n"
    "which `spore import` makes a job again, in any store, on any host. The job may run\n"
    "meanwhile. FILE - is stdout: spore export JOB -o - | ssh HOST spore import -"};

static SporeStatus write_output(void *context, const void *data, size_t size,
                                SporeReport *report)
{
    Output *output = context;

    if (output_write(output, data, size)) return SPORE_OK;
    output_explain(output, report->text, sizeof report->text);
    return SPORE_IO;
}

static int export_snapshot(SporeStore *store, const char *snapshot, const char *path)
{
    SporeSnapshotInfo info;
    char name[SPORE_JOB_NAME_MAX + 1];
    SporeReport report;
    Output output;

    SporeStatus status = spore_snapshot_find(store, snapshot, name, &info, &report);
    if (status != SPORE_OK) return say_failure(status, "%s", report.text);
    const int code = output_open(&output, "export", path);
    if (code != EXIT_DONE) return code;
    status = spore_job_export(store, name, info.number, write_output, &output, &report);
    if (status != SPORE_OK) {
        output_abort(&output);
        return say_failure(status, "%s", report.text);
    }
    if (!output_commit(&output)) return output_say_failure(&output);
    store_note_end(store, snapshot, info.number);
    return EXIT_DONE;
}

int verb_export(int argc, char **argv)
{
    const char *store_path = NULL;
    const char *output = NULL;
    const Option rows[] = {
        {"store", OPTION_TEXT, &store_path, "DIR", "where jobs are kept"},
        {"output", OPTION_TEXT, &output, "FILE", "the file to write; - is stdout", 'o'},
    };
    Options options = {
        .usage = &USAGE, .rows = rows, .row_count = sizeof rows / sizeof *rows};
    SporeStore *store = NULL;

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    if (options.word_count == 0) return options_miss_word(&options, "the job's name");
    if (options.word_count > 1) return options_refuse_word(&options);
    if (!output) return options_miss_word(&options, "--output");
    signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error like others */
    int code = store_open_for(store_path, true, &store);
    if (code != EXIT_DONE) return code;
    code = export_snapshot(store, options.words[0], output);
    spore_store_close(store);
    return code;
}
