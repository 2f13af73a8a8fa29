/*
 * spore ls: the jobs of the store.
 */
#include <inttypes.h>
#include <stdio.h>

#include "cli.h"
#include "json.h"
#include "session.h"
#include "text.h"

static const Usage USAGE = {
    "ls", "",
    "Lists the jobs of the store: running, saved (can be resumed), parked (all its\n"
    "tasklets sleep), new (no snapshot yet), done or failed."};

static const char *state_name(const SporeJobInfo *job)
{
    if (job->is_owned) return "running";
    switch (job->state) {
    case SPORE_JOB_DONE: return "done";
    case SPORE_JOB_FAILED: return "failed";
    case SPORE_JOB_PARKED: return "parked";
    case SPORE_JOB_OPEN: break;
    }
    return job->newest > 0 ? "saved" : "new";
}

static void print_json(const SporeJobInfo *jobs, size_t count)
{
    Json json;

    json_begin(&json);
    for (size_t i = 0; i < count; i++) {
        const SporeJobInfo *job = &jobs[i];
        const bool has_ended =
            job->state == SPORE_JOB_DONE || job->state == SPORE_JOB_FAILED;
        char created[40], updated[40];
        text_time_utc(job->created_ns, created, sizeof created);
        text_time_utc(job->updated_ns, updated, sizeof updated);
        json_begin_row(&json);
        json_text(&json, "job", job->name);
        json_text(&json, "state", state_name(job));
        json_count(&json, "newest", job->newest);
        json_text(&json, "created", created);
        json_text(&json, "updated", job->newest > 0 || has_ended ? updated : NULL);
        if (has_ended) json_integer(&json, "exit_code", job->exit_code);
        if (job->is_owned) {
            json_integer(&json, "pid", job->owner_pid);
            json_text(&json, "host", job->owner_host);
        }
        json_end_row(&json);
    }
    json_end(&json);
}

static void print_table(const SporeJobInfo *jobs, size_t count)
{
    text_heading("JOB                   STATE    NEWEST  UPDATED              BY");
    for (size_t i = 0; i < count; i++) {
        const SporeJobInfo *job = &jobs[i];
        char updated[40] = "-", by[SPORE_HOST_NAME_MAX + 40] = "", newest[24] = "-";
        if (job->newest > 0) snprintf(newest, sizeof newest, "@%" PRIu64, job->newest);
        if (job->updated_ns > 0) text_time(job->updated_ns, updated, sizeof updated);
        if (job->is_owned && job->is_owner_here)
            snprintf(by, sizeof by, "pid %" PRId64, job->owner_pid);
        else if (job->is_owned)
            snprintf(by, sizeof by, "pid %" PRId64 " on %s", job->owner_pid,
                     job->owner_host);
        else if (job->state == SPORE_JOB_FAILED)
            snprintf(by, sizeof by, "code %d", job->exit_code);
        printf("%-21s %-8s %-7s %s%s%s\n", job->name, state_name(job), newest, updated,
               by[0] ? "  " : "", by);
    }
}

int verb_ls(int argc, char **argv)
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
    SporeJobInfo *jobs = NULL;
    size_t count = 0;
    SporeReport report;

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    if (options.word_count > 0) return options_refuse_word(&options);
    const int code = store_open_for(store_path, true, &store);
    if (code != EXIT_DONE) return code;
    const SporeStatus status = spore_store_jobs(store, &jobs, &count, &report);
    if (status == SPORE_OK && is_json)
        print_json(jobs, count);
    else if (status == SPORE_OK)
        print_table(jobs, count);
    spore_list_free(jobs);
    spore_store_close(store);
    return status == SPORE_OK ? EXIT_DONE : say_failure(status, "%s", report.text);
}
