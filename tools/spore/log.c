/*
 * spore log: the snapshots of a job.
 */
#include <inttypes.h>
#include <stdio.h>

#include "cli.h"
#include "json.h"
#include "session.h"
#include "text.h"

static const Usage USAGE = {
    "log", "JOB",
    "Lists the snapshots of JOB, oldest first: why each was taken, how much it added to\n"
    "the store, how much is alive in it, and how long the job stood still for it."};

static void print_json(const SporeSnapshotInfo *snapshots, size_t count)
{
    Json json;

    json_begin(&json);
    for (size_t i = 0; i < count; i++) {
        const SporeSnapshotInfo *snapshot = &snapshots[i];
        char time[40];
        text_time_utc(snapshot->time_ns, time, sizeof time);
        json_begin_row(&json);
        json_count(&json, "n", snapshot->number);
        json_text(&json, "time", time);
        json_text(&json, "reason", snapshot->reason);
        json_count(&json, "tasklets", snapshot->tasklets);
        json_count(&json, "objects", snapshot->objects);
        json_count(&json, "added_bytes", snapshot->added_bytes);
        json_count(&json, "live_bytes", snapshot->live_bytes);
        json_count(&json, "runs", snapshot->runs);
        json_count(&json, "stored_bytes", snapshot->stored_bytes);
        json_integer(&json, "pause_ns", snapshot->pause_ns);
        json_integer(&json, "requested_ns", snapshot->requested_ns);
        json_integer(&json, "pause_start_ns", snapshot->pause_start_ns);
        json_integer(&json, "committed_ns", snapshot->committed_ns);
        json_end_row(&json);
    }
    json_end(&json);
}

static void print_table(const SporeSnapshotInfo *snapshots, size_t count)
{
    text_heading("N       TIME                 REASON      TASKLETS     ADDED      LIVE  "
                 "   PAUSE");
    for (size_t i = 0; i < count; i++) {
        const SporeSnapshotInfo *snapshot = &snapshots[i];
        char time[40], added[24], live[24], pause[24];
        text_time(snapshot->time_ns, time, sizeof time);
        text_size(snapshot->added_bytes, added, sizeof added);
        text_size(snapshot->live_bytes, live, sizeof live);
        text_duration(snapshot->pause_ns, pause, sizeof pause);
        printf("@%-6" PRIu64 " %-20s %-11s %8" PRIu64 " %9s %9s %9s\n", snapshot->number,
               time, snapshot->reason, snapshot->tasklets, added, live, pause);
    }
}

int verb_log(int argc, char **argv)
{
    const char *store_path = NULL;
    bool is_json = false;
    const Option rows[] = {
        {"store", OPTION_TEXT, &store_path, "DIR", "where jobs are kept"},
        {"json", OPTION_FLAG, &is_json, NULL, "print JSON"},
    };
    Options options = {
        .usage = &USAGE, .rows = rows, .row_count = sizeof rows / sizeof *rows};
    SporeStore *store = NULL;
    SporeSnapshotInfo *snapshots = NULL;
    size_t count = 0;
    SporeReport report;

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    if (options.word_count == 0) return options_miss_word(&options, "the job's name");
    if (options.word_count > 1) return options_refuse_word(&options);
    const int code = store_open_for(store_path, true, &store);
    if (code != EXIT_DONE) return code;
    const SporeStatus status =
        spore_job_log(store, options.words[0], &snapshots, &count, &report);
    if (status == SPORE_OK && is_json)
        print_json(snapshots, count);
    else if (status == SPORE_OK)
        print_table(snapshots, count);
    spore_list_free(snapshots);
    spore_store_close(store);
    return status == SPORE_OK ? EXIT_DONE : say_failure(status, "%s", report.text);
}
