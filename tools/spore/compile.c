/*
 * spore compile: bytecode in a file, which `spore run` and load() take.
 */
#include "cli.h"
#include "options.h"
#include "output.h"

static const Usage USAGE = {
    "compile", "FILE --output OUT",
    "Compiles the Lua program FILE into OUT, which `spore run` takes in its place. The\n"
    "bytecode is the same on every machine. It keeps the source text for listings."};

static int write_file(const char *path, const uint8_t *code, size_t size)
{
    Output output;
    const int code_of_exit = output_open(&output, "compile", path);

    if (code_of_exit != EXIT_DONE) return code_of_exit;
    if (output_write(&output, code, size) && output_commit(&output)) return EXIT_DONE;
    output_abort(&output);
    return output_say_failure(&output);
}

static int compile(const char *from, const char *to, SporeCodeParts parts)
{
    SporeVM *vm = NULL;
    uint8_t *code = NULL;
    size_t size = 0;

    if (spore_vm_open(NULL, &vm) != SPORE_OK)
        return say_failure(SPORE_NO_MEMORY, "compile: out of memory");
    const SporeStatus status = spore_vm_compile_file(vm, from, parts, &code, &size);
    const int code_of_exit = status == SPORE_OK
                                 ? write_file(to, code, size)
                                 : say_failure(status, "%s", spore_vm_error(vm));
    spore_code_free(code);
    spore_vm_close(vm);
    return code_of_exit;
}

int verb_compile(int argc, char **argv)
{
    const char *output = NULL;
    bool is_stripped = false;
    const Option rows[] = {
        {"output", OPTION_TEXT, &output, "OUT", "the file to write; - is stdout", 'o'},
        {"strip", OPTION_FLAG, &is_stripped, NULL,
         "leave out lines, names and the source text", 's'},
    };
    Options options = {
        .usage = &USAGE, .rows = rows, .row_count = sizeof rows / sizeof *rows};

    if (!options_parse(&options, argc, argv)) return options.exit_code;
    if (options.word_count == 0) return options_miss_word(&options, "the program");
    if (options.word_count > 1) return options_refuse_word(&options);
    if (!output) return options_miss_word(&options, "--output");
    return compile(options.words[0], output,
                   is_stripped ? SPORE_CODE_BARE : SPORE_CODE_ALL);
}
