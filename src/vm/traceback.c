/*
 * Writing tracebacks. Functions are called what they are called in a loaded module,
 * or in the code that called them.
 */
#include "vm/traceback.h"

#include <stdio.h>
#include <string.h>

#include "vm/vm.h"

enum { FIRST_LEVELS = 10, LAST_LEVELS = 11 };

static void put_text(Bytes *out, const char *text)
{
    bytes_put(out, text, strlen(text));
}

/* ---- names of functions ---- */

/* The key of a field with this value, or NULL. */
static const String *find_field(const Table *table, Value function)
{
    Value key, value;
    for (uint64_t at = 0; (at = table_next(table, at, &key, &value)) != 0;)
        if (key.tag == TAG_STRING && value_equals(value, function))
            return value_string(key);
    return NULL;
}

/* "name" of a global function, "module.name" of a module's. false: it is neither. */
static bool put_loaded_name(VM *vm, Value function, Bytes *out)
{
    const Table *loaded = vm_registry_table(vm, "loaded");
    Value name, module;
    if (!loaded || value_is_nil(function)) return false;
    for (uint64_t at = 0; (at = table_next(loaded, at, &name, &module)) != 0;) {
        if (name.tag != TAG_STRING || module.tag != TAG_TABLE) continue;
        const String *field = find_field((const Table *)module.as.object, function);
        if (!field) continue;
        const String *prefix = value_string(name);
        put_text(out, "function '");
        if (strcmp(prefix->data, "_G") != 0) {
            bytes_put(out, prefix->data, prefix->length);
            put_text(out, ".");
        }
        bytes_put(out, field->data, field->length);
        put_text(out, "'");
        return true;
    }
    return false;
}

static void put_function(VM *vm, const Level *level, Bytes *out)
{
    char text[200];
    const char *name;
    const Proto *proto = level_proto(level);
    if (put_loaded_name(vm, level->function, out)) return;
    const char *kind = level_name(vm, level, &name);
    if (kind) {
        snprintf(text, sizeof text, "%s '%.150s'", kind, name);
    } else if (proto && proto->line_defined == 0) {
        snprintf(text, sizeof text, "main chunk");
    } else if (proto) {
        char source[80];
        proto_source_for_messages(proto, source, sizeof source);
        snprintf(text, sizeof text, "function <%s:%u>", source, proto->line_defined);
    } else {
        snprintf(text, sizeof text, "?");
    }
    put_text(out, text);
}

/* ---- lines ---- */

static void put_level(VM *vm, const Level *level, Bytes *out)
{
    char source[80] = "[C]";
    char text[120];
    const Proto *proto = level_proto(level);
    if (proto) proto_source_for_messages(proto, source, sizeof source);
    uint32_t line = level_line(level);
    if (line)
        snprintf(text, sizeof text, "\n\t%s:%u: in ", source, line);
    else
        snprintf(text, sizeof text, "\n\t%s: in ", source);
    put_text(out, text);
    put_function(vm, level, out);
    bool is_tail = level->kind == LEVEL_FRAME &&
                   (level->fiber->frames[level->frame].flags & FRAME_TAIL);
    if (is_tail) put_text(out, "\n\t(...tail calls...)");
}

static int64_t count_levels(const VM *vm, Level level)
{
    int64_t count = 1;
    while (level_next(vm, &level))
        count++;
    return count;
}

void traceback_write_levels(VM *vm, const Fiber *fiber, const NativeCall *call,
                            int64_t first, Bytes *out)
{
    Level level;
    if (!level_find(vm, fiber, call, first, &level)) return;
    int64_t left = count_levels(vm, level);
    int64_t shown = left > FIRST_LEVELS + LAST_LEVELS + 1 ? FIRST_LEVELS : left;
    for (bool more = true; more; more = level_next(vm, &level), left--) {
        if (shown-- == 0) {
            char text[80];
            int64_t skipped = left - LAST_LEVELS;
            /* Stock Lua does not count the one at which it begins to skip. */
            snprintf(text, sizeof text, "\n\t...\t(skipping %lld levels)",
                     (long long)skipped - 1);
            put_text(out, text);
            while (skipped-- > 0 && level_next(vm, &level))
                left--;
        }
        put_level(vm, &level, out);
    }
}

void traceback_write(VM *vm, const Fiber *fiber, const NativeCall *call, int64_t first,
                     Bytes *out)
{
    put_text(out, "stack traceback:");
    traceback_write_levels(vm, fiber, call, first, out);
}
