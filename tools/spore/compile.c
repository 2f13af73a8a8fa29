/*
 * spore compile: bytecode in a file, which `spore run` and load() take.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "options.h"

static const Usage USAGE = {
    "compile", "FILE --output OUT",
    "Compiles the Lua program FILE into OUT, which `spore run` takes in its place. The\n"
    "bytecode is the same on every machine. It keeps the source text for listings."};

static int fail(const char *what, const char *path)
{
    return say_failure(SPORE_IO, "compile: cannot %s %s: %s", what, path,
                       strerror(errno));
}

static bool write_all(int fd, const uint8_t *code, size_t size)
{
    while (size > 0) {
        const ssize_t done = write(fd, code, size);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return false;
        code += done;
        size -= (size_t)done;
    }
    return fsync(fd) == 0 || errno == EINVAL || errno == EROFS;
}

/* `path` becomes the whole file or stays as it was. */
static int write_beside(const char *path, const char *temporary, const uint8_t *code,
                        size_t size)
{
    const int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    if (fd < 0) return fail("write", temporary);
    bool is_written = write_all(fd, code, size);
    if (close(fd) != 0) is_written = false;
    if (is_written && rename(temporary, path) == 0) return EXIT_DONE;
    const int code_of_exit = fail("write", path);
    unlink(temporary);
    return code_of_exit;
}

static int write_file(const char *path, const uint8_t *code, size_t size)
{
    char *temporary = NULL;

    if (asprintf(&temporary, "%s.%ld.part", path, (long)getpid()) < 0)
        return say_failure(SPORE_NO_MEMORY, "compile: out of memory");
    const int code_of_exit = write_beside(path, temporary, code, size);
    free(temporary);
    return code_of_exit;
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
        {"output", OPTION_TEXT, &output, "OUT", "the file to write", 'o'},
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
