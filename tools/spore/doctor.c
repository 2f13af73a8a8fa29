/*
 * spore doctor: what in a snapshot cannot go on after a resume, or goes on as something
 * else, and what to do.
 */
#include <inttypes.h>
#include <stdio.h>

#include "cli.h"
#include "inspect.h"
#include "options.h"
#include "session.h"

static const Usage USAGE = {"doctor", "JOB[@N]",
                            "Lists the calls and objects in the newest snapshot of JOB "
                            "(or in job@N) that cannot\n"
                            "go on after a resume: calls of natives that stood in C, "
                            "host objects and pipes; and\n"
                            "natives that are missing here or have another version. "
                            "Exit code 0: it can be\n"
                            "resumed whole; 80: it loses something; 76: a resume "
                            "refuses it for its natives."};

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

static void print_object(const SporeLostObject *object)
{
    printf("an object of type '%s'%s%s", object->type,
           object->place[0] ? ", made at " : "", object->place);
    if (!object->is_known)
        printf("\n    its type is not known here: give the library by --native\n");
    else if (object->is_file)
        printf("\n    using it fails after a resume; open it again then\n");
    else
        printf("\n    using it fails after a resume; its type has no save function\n");
}

static int print_calls(const Inspection *inspection, size_t *out_count)
{
    SporeLostCall *calls = NULL;

    if (spore_vm_lost(inspection->vm, &calls, out_count) != SPORE_OK)
        return say_failure(SPORE_NO_MEMORY, "out of memory");
    for (size_t i = 0; i < *out_count; i++)
        print_call(&calls[i], inspection->job);
    spore_lost_free(calls);
    return EXIT_DONE;
}

static int print_objects(const Inspection *inspection, size_t *out_count)
{
    SporeLostObject *objects = NULL;

    if (spore_vm_lost_objects(inspection->vm, &objects, out_count) != SPORE_OK)
        return say_failure(SPORE_NO_MEMORY, "out of memory");
    for (size_t i = 0; i < *out_count; i++)
        print_object(&objects[i]);
    spore_lost_objects_free(objects);
    return EXIT_DONE;
}

static void print_native(const SporeChangedNative *native)
{
    if (native->is_missing) {
        printf("native '%s' is not here\n    give its library by --native\n",
               native->name);
        return;
    }
    printf("native '%s' is version %u here, the snapshot was made with %u\n",
           native->name, native->version, native->snapshot_version);
    if (native->version > native->snapshot_version)
        printf("    a resume goes on with this one; once it has saved, the job refuses "
               "the older\n");
    else
        printf("    give a library that has it\n");
}

/* Of the natives, those are counted that a resume refuses. */
static int print_natives(const Inspection *inspection, size_t *out_refused)
{
    SporeChangedNative *natives = NULL;
    size_t count = 0;

    if (spore_vm_changed_natives(inspection->vm, &natives, &count) != SPORE_OK)
        return say_failure(SPORE_NO_MEMORY, "out of memory");
    for (size_t i = 0; i < count; i++) {
        print_native(&natives[i]);
        *out_refused +=
            natives[i].version < natives[i].snapshot_version || natives[i].is_missing;
    }
    spore_changed_natives_free(natives);
    return EXIT_DONE;
}

static int print_all(const Inspection *inspection)
{
    size_t calls = 0, objects = 0, refused = 0;
    int code = print_calls(inspection, &calls);

    if (code == EXIT_DONE) code = print_objects(inspection, &objects);
    if (code == EXIT_DONE) code = print_natives(inspection, &refused);
    if (code != EXIT_DONE) return code;
    if (calls + objects > 0) return EXIT_NOT_RESTORABLE;
    if (refused > 0) return EXIT_INCOMPATIBLE;
    printf("%s@%" PRIu64 " can be resumed whole\n", inspection->job,
           inspection->info.number);
    return EXIT_DONE;
}

int verb_doctor(int argc, char **argv)
{
    const char *store = NULL;
    OptionList natives = {0};
    const Option rows[] = {
        {"store", OPTION_TEXT, &store, "DIR", "where jobs are kept"},
        {"native", OPTION_LIST, &natives, "FILE", "load natives from a shared library"},
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
        code = print_all(&inspection);
    }
    inspection_close(&inspection);
    return code;
}
