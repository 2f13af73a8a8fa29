/*
 * The os library, but for its times (os_time.c) and os.execute (popen.c). os.exit
 * ends the whole job from any tasklet.
 */
#include "lib/os.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/io.h"
#include "lib/lib.h"

static NativeStatus os_getenv(VM *vm, NativeCall *call)
{
    String *name;
    if (!native_take_string(vm, call, 0, &name)) return NATIVE_ERROR;
    const char *value = getenv(name->data);
    if (!value) return native_return(call, VALUE_NIL);
    String *text = string_from(vm, value);
    return text ? native_return(call, string_value(text)) : NATIVE_ERROR;
}

static NativeStatus os_remove(VM *vm, NativeCall *call)
{
    String *path;
    if (!native_take_string(vm, call, 0, &path)) return NATIVE_ERROR;
    if (remove(path->data) == 0) return native_return(call, VALUE_TRUE);
    return io_return_errno(vm, call, errno, path->data);
}

static NativeStatus os_rename(VM *vm, NativeCall *call)
{
    String *from, *to;
    if (!native_take_string(vm, call, 0, &from) || !native_take_string(vm, call, 1, &to))
        return NATIVE_ERROR;
    if (rename(from->data, to->data) == 0) return native_return(call, VALUE_TRUE);
    return io_return_errno(vm, call, errno, NULL);
}

static NativeStatus os_tmpname(VM *vm, NativeCall *call)
{
    char path[] = "/tmp/lua_XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0) return native_error(vm, "unable to generate a unique filename");
    close(fd);
    String *text = string_from(vm, path);
    return text ? native_return(call, string_value(text)) : NATIVE_ERROR;
}

/* Only the "C" locale is known: text does not depend on the host. */
static NativeStatus os_setlocale(VM *vm, NativeCall *call)
{
    static const char *const CATEGORIES[] = {"all",     "collate", "ctype", "monetary",
                                             "numeric", "time",    NULL};
    String *name;
    if (!native_option_string(vm, call, 0, &name)) return NATIVE_ERROR;
    if (io_take_option(vm, call, 1, CATEGORIES, 0) < 0) return NATIVE_ERROR;
    if (name && name->length > 0 && strcmp(name->data, "C") != 0 &&
        strcmp(name->data, "POSIX") != 0)
        return native_return(call, VALUE_NIL);
    String *text = string_from(vm, "C");
    return text ? native_return(call, string_value(text)) : NATIVE_ERROR;
}

/* The run ends with RUN_EXIT; files are written and closed by the host. */
static NativeStatus os_exit(VM *vm, NativeCall *call)
{
    int64_t code = 0;
    Value v = call->args[0];
    if (v.tag == TAG_FALSE)
        code = 1;
    else if (v.tag != TAG_TRUE && !native_option_integer(vm, call, 0, 0, &code))
        return NATIVE_ERROR;
    vm->exit_code = (int)code;
    vm->exit_closes = !value_is_falsy(call->args[1]);
    vm->has_exited = true;
    vm->error = VALUE_NIL;
    return NATIVE_ERROR;
}

const NativeDef LIB_OS[] = {
    {"os.clock", os_clock, 0, 0, 0},
    {"os.date", os_date, 2, 0, 0},
    {"os.difftime", os_difftime, 2, 0, 0},
    {"os.exit", os_exit, 2, 0, 0},
    {"os.getenv", os_getenv, 1, 0, 0},
    {"os.remove", os_remove, 1, 0, 0},
    {"os.rename", os_rename, 2, 0, 0},
    {"os.setlocale", os_setlocale, 2, 0, 0},
    {"os.time", os_time, 2, 0, 0},
    {"os.tmpname", os_tmpname, 0, 0, 0},
    {NULL},
};

bool lib_open_os(VM *vm)
{
    Table *os = lib_open_module(vm, "os", LIB_OS, true);
    return os && native_register_into(vm, os, LIB_EXECUTE);
}
