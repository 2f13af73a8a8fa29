/*
 * Which store a command means, and opening it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "session.h"

static const char *environment(const char *name)
{
    const char *value = getenv(name);

    return value && *value ? value : NULL;
}

bool store_directory(const char *option, char *out, size_t size)
{
    const char *state = environment("XDG_STATE_HOME");
    const char *home = environment("HOME");
    int length = -1;

    if (!option) option = environment("SPORE_STORE");
    if (option)
        length = snprintf(out, size, "%s", option);
    else if (state && state[0] == '/')
        length = snprintf(out, size, "%s/spore", state);
    else if (home)
        length = snprintf(out, size, "%s/.local/state/spore", home);
    if (length < 0)
        say("no place for the store: give --store DIR, or set SPORE_STORE or HOME");
    else if ((size_t)length >= size)
        say("the path of the store is too long: %.40s…", out);
    return length >= 0 && (size_t)length < size;
}

int store_open_for(const char *option, bool must_exist, SporeStore **out_store)
{
    const SporeStoreOptions options = {.must_exist = must_exist};
    char path[4096];
    SporeReport report;

    if (!store_directory(option, path, sizeof path)) return EXIT_USAGE;
    const SporeStatus status = spore_store_open(path, &options, out_store, &report);
    return status == SPORE_OK ? EXIT_DONE : say_failure(status, "%s", report.text);
}

void store_note_end(SporeStore *store, const char *snapshot, uint64_t number)
{
    SporeJobInfo info;

    if (strchr(snapshot, '@')) return;
    if (spore_job_info(store, snapshot, &info, NULL) != SPORE_OK) return;
    if (info.state != SPORE_JOB_DONE && info.state != SPORE_JOB_FAILED) return;
    say("%s has ended already, with code %d; %s@%llu is from before its end", snapshot,
        info.exit_code, snapshot, (unsigned long long)number);
}
