/*
 * spore doctor: what in a snapshot cannot go on after a resume, or goes on as something
 * else, and what to do.
 */
#include "doctor.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "inspect.h"
#include "options.h"
#include "session.h"

static const Usage USAGE = {
    "doctor", "JOB[@N]",
    "Lists the calls and objects in the newest snapshot of JOB (or in job@N) that\n"
    "cannot go on after a resume: calls of natives that stood in C, host objects and\n"
    "pipes; and natives that are missing here or have another version. Exit code 76: a\n"
    "resume refuses it, for a native that is missing or older here or for an unknown\n"
    "type of objects; else 80: it loses something; 0: it can be resumed whole."};

static int compare_objects(const void *left, const void *right)
{
    const SporeLostObject *a = left, *b = right;
    int order = strcmp(a->type, b->type);

    if (order == 0) order = strcmp(a->place, b->place);
    if (order == 0) order = a->is_known - b->is_known;
    return order != 0 ? order : a->is_file - b->is_file;
}

static int collect(SporeVM *vm, Findings *out)
{
    SporeStatus status = spore_vm_lost(vm, &out->calls, &out->call_count);

    if (status == SPORE_OK)
        status = spore_vm_lost_objects(vm, &out->objects, &out->object_count);
    if (status == SPORE_OK)
        status = spore_vm_changed_natives(vm, &out->natives, &out->native_count);
    if (status != SPORE_OK) return say_failure(status, "%s", spore_vm_error(vm));
    if (out->object_count > 0)
        qsort(out->objects, out->object_count, sizeof *out->objects, compare_objects);
    return EXIT_DONE;
}

static void findings_deinit(Findings *findings)
{
    spore_lost_free(findings->calls);
    spore_lost_objects_free(findings->objects);
    spore_changed_natives_free(findings->natives);
}

size_t findings_count_alike(const Findings *findings, size_t first)
{
    const SporeLostObject *objects = findings->objects;
    size_t end = first + 1;

    while (end < findings->object_count &&
           compare_objects(&objects[first], &objects[end]) == 0)
        end++;
    return end - first;
}

bool native_is_refused(const SporeChangedNative *native)
{
    return native->is_missing || native->version < native->snapshot_version;
}

/* A resume refuses what is not here before it comes to what is lost. */
static int exit_code(const Findings *findings)
{
    for (size_t i = 0; i < findings->native_count; i++)
        if (native_is_refused(&findings->natives[i])) return EXIT_INCOMPATIBLE;
    for (size_t i = 0; i < findings->object_count; i++)
        if (!findings->objects[i].is_known) return EXIT_INCOMPATIBLE;
    return findings->call_count + findings->object_count > 0 ? EXIT_NOT_RESTORABLE
                                                             : EXIT_DONE;
}

static void print_call(const SporeLostCall *call, const char *job)
{
    if (call->tasklet)
        printf("tasklet %" PRIu64 "%s%s%s", call->tasklet, call->name[0] ? " (" : "",
               call->name, call->name[0] ? ")" : "");
    else
        printf("a coroutine");
    printf(" stands in native '%s'", call->native);
    if (call->source[0]) printf(", called at %s:%d", call->source, call->line);
    if (call->is_decided)
        printf("\n    it is restartable: a resume calls it again\n");
    else
        printf(
            "\n    spore resume %s --lost %s=raise|restart|kill; to avoid it: save "
            "when no\n    native waits, give --grace more time, or make it resumable\n",
            job, call->native);
}

static void print_objects(const SporeLostObject *object, size_t count)
{
    if (count == 1)
        printf("an object of type '%s'", object->type);
    else
        printf("%zu objects of type '%s'", count, object->type);
    printf("%s%s\n", object->place[0] ? ", made at " : "", object->place);
    if (!object->is_known)
        printf("    the type is not known here: give the library by --native\n");
    else
        printf("    using %s fails after a resume; %s\n", count == 1 ? "it" : "one",
               object->is_file ? "open it again then" : "the type has no save function");
}

static void print_native(const SporeChangedNative *native)
{
    printf("native '%s' is version %u here, the snapshot was made with %u\n",
           native->name, native->version, native->snapshot_version);
    if (native->version > native->snapshot_version)
        printf("    a resume goes on with this one; once it has saved, the job refuses "
               "the older\n");
    else
        printf("    give a library that has it\n");
}

/* The advice once: without the library all of its natives are missing. */
static void print_natives(const Findings *findings)
{
    size_t missing = 0;

    for (size_t i = 0; i < findings->native_count; i++) {
        if (!findings->natives[i].is_missing) continue;
        printf("native '%s' is not here\n", findings->natives[i].name);
        missing++;
    }
    if (missing > 0)
        printf("    give %s library by --native\n", missing == 1 ? "its" : "their");
    for (size_t i = 0; i < findings->native_count; i++)
        if (!findings->natives[i].is_missing) print_native(&findings->natives[i]);
}

static void print_text(const Findings *findings, const Inspection *inspection)
{
    size_t alike;

    for (size_t i = 0; i < findings->call_count; i++)
        print_call(&findings->calls[i], inspection->job);
    for (size_t i = 0; i < findings->object_count; i += alike) {
        alike = findings_count_alike(findings, i);
        print_objects(&findings->objects[i], alike);
    }
    print_natives(findings);
    if (exit_code(findings) == EXIT_DONE)
        printf("%s@%" PRIu64 " can be resumed whole\n", inspection->job,
               inspection->info.number);
}

static int examine(const Inspection *inspection, bool is_json)
{
    Findings findings = {0};
    int code = collect(inspection->vm, &findings);

    if (code == EXIT_DONE) {
        code = exit_code(&findings);
        if (is_json)
            findings_print_json(&findings);
        else
            print_text(&findings, inspection);
    }
    findings_deinit(&findings);
    return code;
}

int verb_doctor(int argc, char **argv)
{
    const char *store = NULL;
    OptionList natives = {0};
    bool is_json = false;
    const Option rows[] = {
        {"store", OPTION_TEXT, &store, "DIR", "where jobs are kept"},
        {"native", OPTION_LIST, &natives, "FILE", "load natives from a shared library"},
        {"json", OPTION_FLAG, &is_json, NULL, "print JSON"},
    };
    Options options = {
        .usage = &USAGE, .rows = rows, .row_count = sizeof rows / sizeof *rows};
    Inspection inspection = {.natives = &natives};

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    if (options.word_count == 0) return options_miss_word(&options, "the job's name");
    if (options.word_count > 1) return options_refuse_word(&options);
    int code = inspection_open(store, options.words[0], &inspection);
    if (code == EXIT_DONE) {
        store_note_end(inspection.store, options.words[0], inspection.info.number);
        code = examine(&inspection, is_json);
    }
    inspection_close(&inspection);
    return code;
}
