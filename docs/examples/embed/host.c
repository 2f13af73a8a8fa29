/*
 * A host: opens a machine, gives it a native, and runs a program to its end.
 *
 *     $ ./host host.lua 3 4 8
 *     another tasklet runs while main sleeps
 *     the mean of 3 numbers is 5
 *     $ ./host host.lua 3 four
 *     another tasklet runs while main sleeps
 *     host: host.lua:12: bad argument #2 to 'mean' (number expected, got string)
 */
#include <spore/spore.h>
#include <stdio.h>
#include <time.h>

/* stats.mean(…): of all its arguments, which stand in the slots 0, 1, … */
static SporeStatus mean(SporeCall *call)
{
    const unsigned count = spore_count(call);
    double value, sum = 0;

    if (count == 0) return spore_fail(call, "nothing has no mean");
    for (unsigned i = 0; i < count; i++) {
        const SporeStatus status = spore_get_number(call, i, &value);
        if (status != SPORE_OK) return status; /* the error is set */
        sum += value;
    }
    spore_set_number(call, count, sum / count); /* the first free slot */
    return spore_return(call, count, 1);
}

/* All tasklets sleep: so does the host. */
static void sleep_until_wake(SporeVM *vm)
{
    const int64_t left_ns = spore_vm_next_wake_ns(vm) - spore_vm_clock_ns(vm);
    const struct timespec time = {left_ns / 1000000000, left_ns % 1000000000};

    if (left_ns > 0) nanosleep(&time, NULL);
}

/* The exit code. */
static int run(SporeVM *vm)
{
    for (;;) {
        switch (spore_vm_run(vm)) {
        case SPORE_RUN_DONE: return 0;
        case SPORE_RUN_EXIT: return spore_vm_exit_code(vm);
        case SPORE_RUN_FAILED:
            (void)spore_vm_flush_files(vm, NULL); /* first what it has printed */
            fprintf(stderr, "host: %s\n", spore_vm_error(vm));
            return 1;
        case SPORE_RUN_NO_MEMORY: fputs("host: out of memory\n", stderr); return 1;
        case SPORE_RUN_IDLE: sleep_until_wake(vm); break;
        case SPORE_RUN_REQUEST: /* job.checkpoint(), which has no store here */
            spore_vm_take_requests(vm);
            spore_vm_set_checkpoint(vm, SPORE_UNAVAILABLE, "this host saves nothing");
            break;
        case SPORE_RUN_TICKS:               /* without a limit this does not come, */
        case SPORE_RUN_UNDECIDED: return 1; /* nor this without a snapshot */
        }
    }
}

int main(int argc, char **argv)
{
    const SporeNativeDef natives[] = {{.name = "stats.mean", .function = mean}};
    const char *const *args = (const char *const *)argv + 2; /* the program's */
    SporeVM *vm = NULL;
    SporeReport report;
    int code = 1;

    if (argc < 2 || spore_vm_open(NULL, &vm) != SPORE_OK) return 1;
    if (spore_vm_register(vm, natives, 1, NULL) == SPORE_OK &&
        spore_vm_load_file(vm, argv[1], args, (size_t)argc - 2) == SPORE_OK)
        code = run(vm);
    else
        fprintf(stderr, "host: %s\n", spore_vm_error(vm));
    /* What the program has printed may still wait in its files' buffers. */
    if (spore_vm_end_files(vm, &report) != SPORE_OK) {
        fprintf(stderr, "host: %s\n", report.text);
        code = 1;
    }
    spore_vm_close(vm);
    return code;
}
