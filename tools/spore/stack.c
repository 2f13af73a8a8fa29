/*
 * spore stack: where the tasklets of a snapshot stand.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "inspect.h"
#include "options.h"
#include "text.h"

static const Usage USAGE = {
    "stack", "JOB[@N] [TASKLET]",
    "Shows the frames of every tasklet in the newest snapshot of JOB (or in job@N), or\n"
    "of the one with this number, innermost first."};

typedef struct Printer {
    uint32_t coroutine;
} Printer;

static void print_frame(void *context, const SporeFrameInfo *frame)
{
    Printer *printer = context;

    if (frame->coroutine != printer->coroutine) puts("   -- resumed by --");
    printer->coroutine = frame->coroutine;
    if (frame->source[0])
        printf("%4" PRIu32 "  %s:%d in %s\n", frame->level, frame->source, frame->line,
               frame->function);
    else
        printf("%4" PRIu32 "  %s\n", frame->level, frame->function);
}

static void print_local(void *context, const SporeLocalInfo *local)
{
    (void)context; /* the frame's: not needed */
    printf("          %s = %s\n", local->name, local->text);
}

static void print_tasklet(const Inspection *inspection, const SporeTaskletInfo *tasklet,
                          bool has_locals)
{
    Printer printer = {0};
    const SporeStackVisitor visitor = {.context = &printer,
                                       .frame = print_frame,
                                       .local = has_locals ? print_local : NULL};
    char line[3 * SPORE_TEXT_MAX];

    snprintf(line, sizeof line, "tasklet %" PRIu64 "%s%s%s, %s%s%s", tasklet->number,
             tasklet->name[0] ? " (" : "", tasklet->name, tasklet->name[0] ? ")" : "",
             spore_tasklet_state_name(tasklet->state), tasklet->waits_for[0] ? ": " : "",
             tasklet->waits_for);
    text_heading(line);
    /* The tasklet was just listed, so it is found. */
    (void)spore_vm_stack(inspection->vm, tasklet->number, &visitor);
}

/* A tasklet's number. false: said. */
static bool parse_number(const char *text, uint64_t *out)
{
    char *end = NULL;

    errno = 0;
    const unsigned long long number = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end || errno == ERANGE || number == 0) {
        say("stack: '%s' is no tasklet's number; `spore ps` lists them", text);
        return false;
    }
    *out = number;
    return true;
}

static int print_stacks(Inspection *inspection, uint64_t wanted, bool has_locals)
{
    SporeTaskletInfo *tasklets = NULL;
    size_t count = 0, shown = 0;

    if (spore_vm_tasklets(inspection->vm, &tasklets, &count) != SPORE_OK)
        return say_failure(SPORE_NO_MEMORY, "out of memory");
    for (size_t i = 0; i < count; i++) {
        if (wanted != 0 && tasklets[i].number != wanted) continue;
        if (shown++ > 0) putchar('\n');
        print_tasklet(inspection, &tasklets[i], has_locals);
    }
    spore_tasklets_free(tasklets);
    if (wanted == 0 || shown > 0) return EXIT_DONE;
    return say_failure(SPORE_NOT_FOUND, "%s@%" PRIu64 " has no living tasklet %" PRIu64,
                       inspection->job, inspection->info.number, wanted);
}

int verb_stack(int argc, char **argv)
{
    const char *store = NULL;
    bool has_locals = false;
    const Option rows[] = {
        {"store", OPTION_TEXT, &store, "DIR", "where jobs are kept"},
        {"locals", OPTION_FLAG, &has_locals, NULL, "show local variables"},
    };
    Options options = {
        .usage = &USAGE, .rows = rows, .row_count = sizeof rows / sizeof *rows};
    Inspection inspection = {0};
    uint64_t wanted = 0;

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    if (options.word_count == 0) return options_miss_word(&options, "the job's name");
    if (options.word_count > 2) return options_refuse_word(&options);
    if (options.word_count == 2 && !parse_number(options.words[1], &wanted))
        return EXIT_USAGE;
    int code = inspection_open(store, options.words[0], &inspection);
    if (code == EXIT_DONE) code = print_stacks(&inspection, wanted, has_locals);
    inspection_close(&inspection);
    return code;
}
