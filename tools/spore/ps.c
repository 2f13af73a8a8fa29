/*
 * spore ps: the tasklets in a snapshot.
 */
#include <inttypes.h>
#include <stdio.h>

#include "cli.h"
#include "inspect.h"
#include "json.h"
#include "options.h"
#include "text.h"

static const Usage USAGE = {
    "ps", "JOB[@N]",
    "Lists the living tasklets in the newest snapshot of JOB, or in job@N: what each\n"
    "waits for, since when and how long at most, and where it stands."};

static void print_json(const SporeTaskletInfo *tasklets, size_t count)
{
    Json json;

    json_begin(&json);
    for (size_t i = 0; i < count; i++) {
        const SporeTaskletInfo *tasklet = &tasklets[i];
        json_begin_row(&json);
        json_count(&json, "tasklet", tasklet->number);
        json_text(&json, "name", tasklet->name[0] ? tasklet->name : NULL);
        json_text(&json, "state", spore_tasklet_state_name(tasklet->state));
        json_bool(&json, "is_current", tasklet->is_current);
        if (tasklet->channel != 0) json_count(&json, "channel", tasklet->channel);
        if (tasklet->waits_for[0]) json_text(&json, "waits_for", tasklet->waits_for);
        if (tasklet->wait_ns >= 0) json_integer(&json, "wait_ns", tasklet->wait_ns);
        if (tasklet->sleep_ns >= 0) json_integer(&json, "sleep_ns", tasklet->sleep_ns);
        json_bool(&json, "restorable", tasklet->natives == 0);
        if (tasklet->natives > 0) json_text(&json, "native", tasklet->native);
        json_count(&json, "frames", tasklet->frame_count);
        json_text(&json, "function", tasklet->function);
        json_text(&json, "source", tasklet->source[0] ? tasklet->source : NULL);
        json_integer(&json, "line", tasklet->line);
        json_end_row(&json);
    }
    json_end(&json);
}

/* "1.5s"; "-": not known, or for ever. */
static void put_duration(int64_t ns)
{
    char text[24] = "-";

    if (ns >= 0) text_duration(ns, text, sizeof text);
    printf(" %-8s", text);
}

static void print_table(const SporeTaskletInfo *tasklets, size_t count)
{
    text_heading("TASKLET NAME             STATE      WAITS FOR            SINCE    "
                 "AT MOST  IN NATIVE        FRAMES  AT");
    for (size_t i = 0; i < count; i++) {
        const SporeTaskletInfo *tasklet = &tasklets[i];
        printf("%7" PRIu64 " %-16s %-10s %-20s", tasklet->number,
               tasklet->name[0] ? tasklet->name : "-",
               spore_tasklet_state_name(tasklet->state), tasklet->waits_for);
        put_duration(tasklet->wait_ns);
        put_duration(tasklet->sleep_ns);
        printf(" %-16s %6" PRIu64 "  ", tasklet->natives ? tasklet->native : "-",
               tasklet->frame_count);
        if (tasklet->source[0])
            printf("%s:%d in %s\n", tasklet->source, tasklet->line, tasklet->function);
        else
            printf("%s\n", tasklet->function);
    }
}

int verb_ps(int argc, char **argv)
{
    const char *store = NULL;
    bool is_json = false;
    const Option rows[] = {
        {"store", OPTION_TEXT, &store, "DIR", "where jobs are kept"},
        {"json", OPTION_FLAG, &is_json, NULL, "print JSON"},
    };
    Options options = {
        .usage = &USAGE, .rows = rows, .row_count = sizeof rows / sizeof *rows};
    Inspection inspection = {0};
    SporeTaskletInfo *tasklets = NULL;
    size_t count = 0;

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    if (options.word_count == 0) return options_miss_word(&options, "the job's name");
    if (options.word_count > 1) return options_refuse_word(&options);
    int code = inspection_open(store, options.words[0], &inspection);
    if (code == EXIT_DONE &&
        spore_vm_tasklets(inspection.vm, &tasklets, &count) != SPORE_OK)
        code = say_failure(SPORE_NO_MEMORY, "out of memory");
    if (code == EXIT_DONE && is_json)
        print_json(tasklets, count);
    else if (code == EXIT_DONE)
        print_table(tasklets, count);
    spore_tasklets_free(tasklets);
    inspection_close(&inspection);
    return code;
}
