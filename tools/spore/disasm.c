/*
 * spore disasm: the bytecode of a program or of a snapshot, for people.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "inspect.h"
#include "options.h"

static const Usage USAGE = {
    "disasm", "FILE|JOB[@N]",
    "Lists the bytecode of the program FILE, text or compiled, or of all functions in\n"
    "the newest snapshot of JOB (or in job@N), when there is no such file. For each\n"
    "function: its upvalues, constants, local variables and instructions, each line of\n"
    "the source before its own. docs/bytecode.md explains the instructions."};

static int print(SporeVM *vm, SporeStatus status, char *text)
{
    if (status != SPORE_OK) return say_failure(status, "%s", spore_vm_error(vm));
    fputs(text, stdout);
    spore_code_free(text);
    return EXIT_DONE;
}

static int list_file(const char *path)
{
    SporeVM *vm = NULL;
    char *text = NULL;

    if (spore_vm_open(NULL, &vm) != SPORE_OK)
        return say_failure(SPORE_NO_MEMORY, "disasm: out of memory");
    const SporeStatus status = spore_vm_list_file(vm, path, &text);
    const int code = print(vm, status, text);
    spore_vm_close(vm);
    return code;
}

static int list_snapshot(const char *store, const char *snapshot)
{
    Inspection inspection = {0};
    char *text = NULL;
    int code = inspection_open(store, snapshot, &inspection);

    if (code == EXIT_DONE) {
        const SporeStatus status = spore_vm_list_code(inspection.vm, &text);
        code = print(inspection.vm, status, text);
    }
    inspection_close(&inspection);
    return code;
}

int verb_disasm(int argc, char **argv)
{
    const char *store = NULL;
    const Option rows[] = {
        {"store", OPTION_TEXT, &store, "DIR", "where jobs are kept; no file is meant"},
    };
    Options options = {
        .usage = &USAGE, .rows = rows, .row_count = sizeof rows / sizeof *rows};

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    if (options.word_count == 0)
        return options_miss_word(&options, "the program or the job's name");
    if (options.word_count > 1) return options_refuse_word(&options);
    const char *word = options.words[0];
    const bool is_file = strchr(word, '/') || access(word, F_OK) == 0;
    return !store && is_file ? list_file(word) : list_snapshot(store, word);
}
