/*
 * spore checkpoint and spore stop: ask the process that runs a job. Both return
 * after the commit.
 */
#include <inttypes.h>
#include <stdio.h>

#include "cli.h"
#include "session.h"

static const Usage CHECKPOINT_USAGE = {
    "checkpoint", "JOB",
    "Makes the running JOB save now, and prints the snapshot's name after its commit."};
static const Usage STOP_USAGE = {
    "stop", "JOB",
    "Makes the running JOB save and stop; returns when it is saved and gone."};

static int ask(const Usage *usage, SporeAsk what, int argc, char **argv)
{
    const char *store_path = NULL;
    int64_t timeout_ns = -1;
    const Option rows[] = {
        {"store", OPTION_TEXT, &store_path, "DIR", "where jobs are kept"},
        {"timeout", OPTION_DURATION, &timeout_ns, "DURATION",
         "wait no longer (never: no limit)"},
    };
    Options options = {
        .usage = usage, .rows = rows, .row_count = sizeof rows / sizeof *rows};
    SporeStore *store = NULL;
    SporeJobInfo info;
    SporeReport report;

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    if (options.word_count == 0) return options_miss_word(&options, "the job's name");
    if (options.word_count > 1) return options_refuse_word(&options);
    const int code = store_open_for(store_path, true, &store);
    if (code != EXIT_DONE) return code;
    const int64_t timeout_ms = timeout_ns < 0 ? -1 : timeout_ns / 1000000;
    const SporeStatus status =
        spore_job_ask(store, options.words[0], what, timeout_ms, &info, &report);
    spore_store_close(store);
    if (status != SPORE_OK) return say_failure(status, "%s", report.text);
    if (info.state == SPORE_JOB_DONE || info.state == SPORE_JOB_FAILED)
        say("%s has ended by itself, with code %d", info.name, info.exit_code);
    else
        printf("%s@%" PRIu64 "\n", info.name, info.newest);
    return EXIT_DONE;
}

int verb_checkpoint(int argc, char **argv)
{
    return ask(&CHECKPOINT_USAGE, SPORE_ASK_CHECKPOINT, argc, argv);
}

int verb_stop(int argc, char **argv)
{
    return ask(&STOP_USAGE, SPORE_ASK_STOP, argc, argv);
}
