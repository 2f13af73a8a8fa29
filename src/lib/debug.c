/*
 * The debug library: what it tells of functions and calls, and its odds and ends.
 */
#include "lib/debug.h"

#include <stdio.h>
#include <string.h>

#include "lib/lib.h"
#include "vm/traceback.h"

const Fiber *debug_take_fiber(const VM *vm, const NativeCall *call, uint32_t *out_next)
{
    Value v = call->count ? call->args[0] : VALUE_NIL;
    *out_next = 1;
    if (v.tag == TAG_COROUTINE) return (const Fiber *)v.as.object;
    if (v.tag == TAG_TASKLET) {
        const Tasklet *tasklet = (const Tasklet *)v.as.object;
        if (tasklet == vm->tasklet) return vm->fiber;
        if (tasklet->active) return tasklet->active;
    }
    *out_next = 0;
    return vm->fiber;
}

/* ---- getinfo ---- */

/* Everything about one level, or about a function that is not called (no fiber). */
typedef struct Info {
    VM *vm;
    Table *table;
    const Level *level;
    const Proto *proto; /* NULL: a native */
    bool has_failed;
} Info;

static void set(Info *info, const char *name, Value value)
{
    if (!info->has_failed)
        info->has_failed = !table_set_named(info->vm, info->table, name, value);
}

static void set_text(Info *info, const char *name, const char *text)
{
    String *string = string_from(info->vm, text);
    info->has_failed |= !string;
    if (string) set(info, name, string_value(string));
}

static void set_source(Info *info)
{
    const Proto *proto = info->proto;
    char source[80] = "[C]";
    int64_t first = -1, last = -1;
    const char *what = "C";
    if (proto) {
        proto_source_for_messages(proto, source, sizeof source);
        first = proto->line_defined;
        last = first ? proto->last_line : 0;
        what = first ? "Lua" : "main";
        const String *name = proto->main->source_name;
        if (name)
            set(info, "source", string_value(proto->main->source_name));
        else
            set_text(info, "source", "=?");
    } else {
        set_text(info, "source", "=[C]");
    }
    set_text(info, "short_src", source);
    set_text(info, "what", what);
    set(info, "linedefined", value_integer(first));
    set(info, "lastlinedefined", value_integer(last));
}

static void set_line(Info *info)
{
    uint32_t line = info->level->fiber ? level_line(info->level) : 0;
    set(info, "currentline", value_integer(line ? (int64_t)line : -1));
}

static void set_parameters(Info *info)
{
    const Proto *proto = info->proto;
    set(info, "nups", value_integer(proto ? proto->upvalue_count : 0));
    set(info, "nparams", value_integer(proto ? proto->parameter_count : 0));
    set(info, "isvararg", value_bool(!proto || proto->is_vararg));
}

static void set_name(Info *info)
{
    const char *name = NULL;
    const char *kind = NULL;
    if (info->level->fiber) kind = level_name(info->vm, info->level, &name);
    set_text(info, "namewhat", kind ? kind : "");
    if (kind) set_text(info, "name", name);
}

static void set_tail(Info *info)
{
    const Level *level = info->level;
    bool is_tail = level->fiber && level->kind == LEVEL_FRAME &&
                   (level->fiber->frames[level->frame].flags & FRAME_TAIL);
    set(info, "istailcall", value_bool(is_tail));
}

static void add_line(Info *info, Table *lines, uint32_t line)
{
    if (line && !info->has_failed)
        info->has_failed = !table_set_integer(info->vm, lines, line, VALUE_TRUE);
}

/* The lines that a breakpoint could stand on: those with code, and the end. */
static void set_active_lines(Info *info)
{
    const Proto *proto = info->proto;
    if (!proto) return;
    Table *lines = table_new(info->vm, 0, 0);
    info->has_failed |= !lines;
    for (uint32_t pc = 0; pc < proto->code_count; pc++)
        add_line(info, lines, proto_line(proto, pc));
    if (proto->lines && proto->line_defined) add_line(info, lines, proto->last_line);
    if (!info->has_failed) set(info, "activelines", value_object(TAG_TABLE, lines));
}

/* One letter of the option; false: it is none. */
static bool set_part(Info *info, char part)
{
    switch (part) {
    case 'S': set_source(info); return true;
    case 'l': set_line(info); return true;
    case 'u': set_parameters(info); return true;
    case 'n': set_name(info); return true;
    case 't': set_tail(info); return true;
    case 'L': set_active_lines(info); return true;
    case 'f': set(info, "func", info->level->function); return true;
    case 'r':
        set(info, "ftransfer", value_integer(0));
        set(info, "ntransfer", value_integer(0));
        return true;
    default: return false;
    }
}

/* The level that getinfo was asked for; 0: found, -1: there is none. */
static NativeStatus find_level(VM *vm, NativeCall *call, Level *out, bool *out_is_there,
                               uint32_t *out_option)
{
    const Fiber *fiber = debug_take_fiber(vm, call, out_option);
    Value what = *out_option < call->count ? call->args[*out_option] : VALUE_NIL;
    *out_is_there = true;
    if (value_is_function(what)) {
        *out = (Level){.fiber = NULL, .kind = LEVEL_NATIVE, .function = what};
    } else {
        int64_t number;
        if (!native_take_integer(vm, call, *out_option, &number)) return NATIVE_ERROR;
        const NativeCall *self = fiber == vm->fiber ? call : NULL;
        *out_is_there = level_find(vm, fiber, self, number, out);
    }
    ++*out_option;
    return NATIVE_RETURN;
}

static NativeStatus debug_getinfo(VM *vm, NativeCall *call)
{
    Level level;
    bool is_there;
    uint32_t at;
    String *options;
    if (find_level(vm, call, &level, &is_there, &at) == NATIVE_ERROR) return NATIVE_ERROR;
    if (!native_option_string(vm, call, at, &options)) return NATIVE_ERROR;
    const char *parts = options ? options->data : "flnSrtu";
    if (parts[0] == '>')
        return native_argument_error(vm, call, at + 1, "invalid option '>'");
    if (!is_there) return native_return(call, VALUE_NIL);
    Info info = {.vm = vm, .table = table_new(vm, 0, 8), .level = &level};
    if (!info.table) return NATIVE_ERROR;
    info.proto = level_proto(&level);
    for (; *parts; parts++)
        if (!set_part(&info, *parts))
            return native_argument_error(vm, call, at + 1, "invalid option");
    if (info.has_failed) return NATIVE_ERROR;
    return native_return(call, value_object(TAG_TABLE, info.table));
}

/* ---- traceback ---- */

static NativeStatus debug_traceback(VM *vm, NativeCall *call)
{
    uint32_t at;
    const Fiber *fiber = debug_take_fiber(vm, call, &at);
    const NativeCall *self = fiber == vm->fiber ? call : NULL;
    Value message = at < call->count ? call->args[at] : VALUE_NIL;
    int64_t level;
    String *text = NULL;
    if (!value_is_nil(message) && message.tag != TAG_STRING && !value_is_number(message))
        return native_return(call, message);
    if (!native_option_string(vm, call, at, &text) ||
        !native_option_integer(vm, call, at + 1, self ? 1 : 0, &level))
        return NATIVE_ERROR;
    Bytes out = {0};
    if (text) {
        bytes_put(&out, text->data, text->length);
        bytes_put(&out, "\n", 1);
    }
    traceback_write(vm, fiber, self, level, &out);
    native_work(vm, out.count);
    if (out.has_failed) vm_no_memory(vm);
    String *result =
        out.has_failed ? NULL : string_new(vm, (const char *)out.data, out.count);
    bytes_deinit(&out);
    return result ? native_return(call, string_value(result)) : NATIVE_ERROR;
}

/* ---- registry, metatables, user values ---- */

static NativeStatus debug_getregistry(VM *vm, NativeCall *call)
{
    return native_return(call, value_object(TAG_TABLE, vm->registry));
}

static NativeStatus debug_getmetatable(VM *vm, NativeCall *call)
{
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    Table *metatable = vm_metatable(vm, call->args[0]);
    return native_return(call,
                         metatable ? value_object(TAG_TABLE, metatable) : VALUE_NIL);
}

/* Of a basic type: for all of its values, whatever their tags. */
static void set_type_metatable(VM *vm, Value v, Table *metatable)
{
    const char *type = value_type_name(v);
    for (uint64_t tag = 0; tag < TAG_COUNT; tag++) {
        Value sample = {.tag = tag};
        bool is_own = tag == TAG_TABLE || tag == TAG_HANDLE || tag == TAG_TASKLET ||
                      tag == TAG_CHANNEL; /* these have theirs, or may not change it */
        if (!is_own && strcmp(value_type_name(sample), type) == 0)
            vm->metatables[tag] = metatable;
    }
}

static NativeStatus debug_setmetatable(VM *vm, NativeCall *call)
{
    Value v = call->args[0];
    Value given = call->args[1];
    if (call->count < 2 || (given.tag != TAG_NIL && given.tag != TAG_TABLE))
        return native_type_error(vm, call, 2, "nil or table");
    Table *metatable = given.tag == TAG_TABLE ? (Table *)given.as.object : NULL;
    if (v.tag == TAG_TABLE) {
        table_set_metatable(vm, (Table *)v.as.object, metatable);
    } else if (v.tag == TAG_HANDLE) {
        ((Handle *)v.as.object)->metatable = metatable;
        heap_barrier(vm, v.as.object, given);
    } else {
        set_type_metatable(vm, v, metatable);
    }
    return native_return(call, v);
}

/* Nothing has user values; a handle is full userdata without any. */
static NativeStatus debug_getuservalue(VM *vm, NativeCall *call)
{
    int64_t n;
    if (!native_option_integer(vm, call, 1, 1, &n)) return NATIVE_ERROR;
    return native_return(call, VALUE_NIL);
}

static NativeStatus debug_setuservalue(VM *vm, NativeCall *call)
{
    int64_t n;
    if (!native_option_integer(vm, call, 2, 1, &n)) return NATIVE_ERROR;
    if (call->args[0].tag != TAG_HANDLE)
        return native_type_error(vm, call, 1, "userdata");
    if (!native_take_any(vm, call, 1)) return NATIVE_ERROR;
    return native_return(call, VALUE_NIL);
}

/* There is no C stack to limit; the number is stock Lua's. */
static NativeStatus debug_setcstacklimit(VM *vm, NativeCall *call)
{
    int64_t limit;
    if (!native_take_integer(vm, call, 0, &limit)) return NATIVE_ERROR;
    return native_return(call, value_integer(200));
}

const NativeDef LIB_DEBUG[] = {
    {"debug.gethook", debug_gethook, 1, 0, 0},
    {"debug.getinfo", debug_getinfo, 3, 0, 0},
    {"debug.getlocal", debug_getlocal, 3, 0, 0},
    {"debug.getmetatable", debug_getmetatable, 1, 0, 0},
    {"debug.getregistry", debug_getregistry, 0, 0, 0},
    {"debug.getupvalue", debug_getupvalue, 2, 0, 0},
    {"debug.getuservalue", debug_getuservalue, 2, 0, 0},
    {"debug.setcstacklimit", debug_setcstacklimit, 1, 0, 0},
    {"debug.sethook", debug_sethook, 4, 0, 1},
    {"debug.setlocal", debug_setlocal, 4, 0, 0},
    {"debug.setmetatable", debug_setmetatable, 2, 0, 0},
    {"debug.setupvalue", debug_setupvalue, 3, 0, 0},
    {"debug.setuservalue", debug_setuservalue, 3, 0, 0},
    {"debug.traceback", debug_traceback, 3, 0, 0},
    {"debug.upvalueid", debug_upvalueid, 2, 0, 0},
    {"debug.upvaluejoin", debug_upvaluejoin, 4, 0, 0},
    {NULL, NULL, 0, 0, 0},
};

bool lib_open_debug(VM *vm)
{
    return lib_open_module(vm, "debug", LIB_DEBUG, true) &&
           handle_register_type(vm, &LIB_UPVALUE_ID);
}
