/*
 * Commands: io.popen and os.execute. What runs outside is no part of a job's
 * state: a pipe is lost by a resume, and so is a command that is waited for.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lib/io.h"

enum { WAIT_NS = 1000000 };

extern char **environ;

/* Starts a shell with `fd` as its descriptor `as` (fd -1: none). 0: errno. */
static pid_t start(const char *command, int fd, int as)
{
    char shell[] = "sh", option[] = "-c";
    char *const arguments[] = {shell, option, (char *)command, NULL};
    posix_spawn_file_actions_t actions;
    pid_t pid = 0;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) {
        errno = error;
        return 0;
    }
    if (fd >= 0) error = posix_spawn_file_actions_adddup2(&actions, fd, as);
    if (!error) error = posix_spawn(&pid, "/bin/sh", &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    errno = error;
    return error ? 0 : pid;
}

/* What we have written must be seen before what the command writes. */
static void flush_output(VM *vm)
{
    for (File *file = vm->open_files; file; file = file->next)
        if (file->state == FILE_OPEN) (void)file_drain(vm, file->handle);
}

static NativeStatus io_popen(VM *vm, NativeCall *call)
{
    String *command, *mode;
    if (!native_take_string(vm, call, 0, &command) ||
        !native_option_string(vm, call, 1, &mode))
        return NATIVE_ERROR;
    const char *letter = mode ? mode->data : "r";
    if (strcmp(letter, "r") != 0 && strcmp(letter, "w") != 0)
        return native_argument_error(vm, call, 2, "invalid mode");
    const bool reads = *letter == 'r';
    int ends[2];
    flush_output(vm);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return io_return_errno(vm, call, errno, command->data);
    pid_t pid = start(command->data, ends[reads ? 1 : 0], reads ? 1 : 0);
    int error = errno;
    close(ends[reads ? 1 : 0]);
    if (!pid) {
        close(ends[reads ? 0 : 1]);
        return io_return_errno(vm, call, error, command->data);
    }
    Handle *handle = file_new(vm, FILE_PIPE, ends[reads ? 0 : 1], NULL,
                              reads ? FILE_READS : FILE_WRITES);
    if (!handle) return NATIVE_ERROR;
    file_of(handle)->pid = pid;
    return native_return(call, file_value(handle));
}

NativeStatus io_return_command(VM *vm, NativeCall *call, int *pid, uint32_t step)
{
    int status = 0;
    pid_t got;
    while ((got = waitpid(*pid, &status, WNOHANG)) == 0) {
        const struct timespec pause = {0, WAIT_NS};
        if (atomic_load(&vm->requests) != 0) {
            vm_poke(vm);
            call->step = step;
            return NATIVE_AGAIN;
        }
        nanosleep(&pause, NULL);
    }
    *pid = 0;
    if (got < 0) return io_return_errno(vm, call, errno, NULL);
    Value *results = native_scratch(vm, call, 3);
    const bool has_exited = WIFEXITED(status);
    const int code = has_exited ? WEXITSTATUS(status) : WTERMSIG(status);
    String *what = string_from(vm, has_exited ? "exit" : "signal");
    if (!results || !what) return NATIVE_ERROR;
    results[0] = has_exited && code == 0 ? VALUE_TRUE : VALUE_NIL;
    results[1] = string_value(what);
    results[2] = value_integer(code);
    call->results = results;
    call->result_count = 3;
    return NATIVE_RETURN;
}

/* Step 1: args[0] is the number of the process that is waited for. */
static NativeStatus os_execute(VM *vm, NativeCall *call)
{
    String *command;
    int pid = 0;
    if (call->step == 0) {
        if (!native_option_string(vm, call, 0, &command)) return NATIVE_ERROR;
        if (!command) return native_return(call, VALUE_TRUE);
        flush_output(vm);
        pid = start(command->data, -1, -1);
        if (!pid) return io_return_errno(vm, call, errno, NULL);
        call->args[0] = value_integer(pid);
    }
    Value kept = call->args[0];
    if (kept.tag != TAG_INTEGER || kept.as.integer <= 0 || kept.as.integer > INT32_MAX)
        return native_error(vm, "os.execute: bad saved state");
    pid = (int)kept.as.integer;
    return io_return_command(vm, call, &pid, 1);
}

const NativeDef LIB_POPEN[] = {
    {"io.popen", io_popen, 2, 0, 0},
    {NULL},
};

const NativeDef LIB_EXECUTE[] = {
    {"os.execute", os_execute, 1, 0, 1},
    {NULL},
};
