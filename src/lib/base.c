/*
 * The basic functions that look at values: types, text, raw access, iteration,
 * print, and the collector's control. Errors and protected calls are in
 * protect.c, load and its kin in load.c.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "lib/base.h"
#include "lib/file.h"
#include "lib/lib.h"

enum { INDEX_CHAIN_MAX = 2000 };

/* ---- text ---- */

/* Short strings are equal when their bytes are, natives when their names are. */
bool lib_identity(VM *vm, Value v, char *text)
{
    if (v.tag == TAG_STRING && value_string(v)->is_short) {
        String *string = value_string(v);
        snprintf(text, LIB_IDENTITY_MAX, "0x02%04x%08" PRIx32, (unsigned)string->length,
                 string_hash(string));
    } else if (value_is_object(v)) {
        const uint64_t identity = object_identity(vm, v.as.object);
        snprintf(text, LIB_IDENTITY_MAX, "0x%014" PRIx64, identity);
    } else if (v.tag == TAG_NATIVE) {
        const char *name = v.as.native->name;
        snprintf(text, LIB_IDENTITY_MAX, "0x01%012" PRIx32,
                 hash_bytes(name, strlen(name)));
    } else {
        return false;
    }
    return true;
}

String *lib_to_text(VM *vm, Value v)
{
    char text[VALUE_TEXT_MAX], identity[LIB_IDENTITY_MAX];
    if (v.tag == TAG_STRING) return value_string(v);
    if (value_is_number(v)) return string_new(vm, text, value_number_to_text(v, text));
    Value name = vm_metamethod(vm, v, NAME_NAME);
    const char *kind = value_type_name(v);
    if (name.tag == TAG_STRING) kind = value_string(name)->data;
    if (lib_identity(vm, v, identity)) return string_format(vm, "%s: %s", kind, identity);
    if (v.tag == TAG_NIL) return string_from(vm, "nil");
    return string_from(vm, v.tag == TAG_TRUE ? "true" : "false");
}

/* What a __tostring gave as a string: numbers are taken too. NULL: error set. */
static String *take_text(VM *vm, const NativeCall *call)
{
    Value result = call->value_count > 0 ? call->values[0] : VALUE_NIL;
    if (result.tag == TAG_STRING || value_is_number(result))
        return lib_to_text(vm, result);
    native_error(vm, "'__tostring' must return a string");
    return NULL;
}

static NativeStatus base_tostring(VM *vm, NativeCall *call)
{
    if (call->step == 1) {
        String *result = take_text(vm, call);
        return result ? native_return(call, string_value(result)) : NATIVE_ERROR;
    }
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    Value method = vm_metamethod(vm, call->args[0], NAME_TOSTRING);
    if (value_is_nil(method)) {
        String *text = lib_to_text(vm, call->args[0]);
        return text ? native_return(call, string_value(text)) : NATIVE_ERROR;
    }
    Value *callee = native_scratch(vm, call, 2);
    if (!callee) return NATIVE_ERROR;
    callee[0] = method;
    callee[1] = call->args[0];
    return native_call(call, callee, 1, 1, 1);
}

static int digit_of(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (isalpha((unsigned char)c)) return tolower((unsigned char)c) - 'a' + 10;
    return 36;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The numeral of `text` in a base, with white space and a sign around it. */
static Value parse_in_base(const String *text, int base)
{
    const char *at = text->data;
    const char *end = at + text->length;
    while (at < end && is_space(*at))
        at++;
    bool is_negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    const char *digits = at;
    uint64_t number = 0;
    for (; at < end && digit_of(*at) < base; at++)
        number = number * (uint64_t)base + (uint64_t)digit_of(*at);
    bool has_digits = at > digits;
    while (at < end && is_space(*at))
        at++;
    if (!has_digits || at != end) return VALUE_NIL;
    return value_integer((int64_t)(is_negative ? 0 - number : number));
}

static NativeStatus base_tonumber(VM *vm, NativeCall *call)
{
    if (!native_is_given(call, 1)) {
        if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
        Value v = call->args[0];
        Value number = value_is_number(v) ? v : VALUE_NIL;
        if (v.tag == TAG_STRING)
            value_from_text(value_string(v)->data, value_string(v)->length, &number);
        return native_return(call, number);
    }
    int64_t base;
    if (!native_take_integer(vm, call, 1, &base)) return NATIVE_ERROR;
    if (call->args[0].tag != TAG_STRING) return native_type_error(vm, call, 1, "string");
    if (base < 2 || base > 36)
        return native_argument_error(vm, call, 2, "base out of range");
    return native_return(call, parse_in_base(value_string(call->args[0]), (int)base));
}

static NativeStatus base_type(VM *vm, NativeCall *call)
{
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    String *name = string_from(vm, value_type_name(call->args[0]));
    return name ? native_return(call, string_value(name)) : NATIVE_ERROR;
}

/* ---- print ---- */

enum { PRINT_DRAIN = 1 }; /* steps from 2 on: __tostring of argument step - 2 */

static bool is_plain(Value v)
{
    return v.tag == TAG_STRING || v.tag <= TAG_FLOAT;
}

/* Puts the arguments, all of them plain now, into the buffer of stdout. */
static bool put_line(VM *vm, Handle *out, const NativeCall *call)
{
    for (uint32_t i = 0; i < call->count; i++) {
        if (i > 0 && !file_put(vm, out, "\t", 1)) return false;
        if (!file_put_value(vm, out, call->args[i])) return false;
    }
    return file_put(vm, out, "\n", 1);
}

static NativeStatus print_drain(VM *vm, NativeCall *call, Handle *out)
{
    call->step = PRINT_DRAIN;
    if (file_drain_if_due(vm, out) == FILE_AGAIN) return NATIVE_AGAIN;
    return native_return_nothing(call);
}

static NativeStatus base_print(VM *vm, NativeCall *call)
{
    Handle *out = file_standard(vm, 1);
    if (!out) return NATIVE_ERROR;
    if (call->step == PRINT_DRAIN) return print_drain(vm, call, out);
    uint32_t i = 0;
    if (call->step >= 2) {
        i = call->step - 2;
        if (i >= call->count) return native_error(vm, "print: bad saved state");
        String *result = take_text(vm, call);
        if (!result) return NATIVE_ERROR;
        call->args[i++] = string_value(result);
    }
    for (; i < call->count; i++) {
        Value method = vm_metamethod(vm, call->args[i], NAME_TOSTRING);
        if (!value_is_nil(method)) {
            Value *callee = native_scratch(vm, call, 2);
            if (!callee) return NATIVE_ERROR;
            callee[0] = method;
            callee[1] = call->args[i];
            return native_call(call, callee, 1, 1, i + 2);
        }
        if (is_plain(call->args[i])) continue;
        String *text = lib_to_text(vm, call->args[i]);
        if (!text) return NATIVE_ERROR;
        call->args[i] = string_value(text);
    }
    if (!put_line(vm, out, call)) return NATIVE_ERROR;
    return print_drain(vm, call, out);
}

/* registry.warn.on: whether warnings are written. */
static NativeStatus base_warn(VM *vm, NativeCall *call)
{
    String *text;
    Table *state = vm_registry_table(vm, "warn");
    Handle *out = file_standard(vm, 2);
    if (!state || !out || !native_take_string(vm, call, 0, &text)) return NATIVE_ERROR;
    for (uint32_t i = 1; i < call->count; i++)
        if (!native_take_string(vm, call, i, &text)) return NATIVE_ERROR;
    String *on = string_from(vm, "on");
    text = value_string(call->args[0]);
    if (!on) return NATIVE_ERROR;
    if (call->count == 1 && text->data[0] == '@') {
        if (strcmp(text->data, "@on") == 0) table_set_string(vm, state, on, VALUE_TRUE);
        if (strcmp(text->data, "@off") == 0) table_set_string(vm, state, on, VALUE_NIL);
        return native_return_nothing(call);
    }
    if (value_is_nil(table_get_string(state, on))) return native_return_nothing(call);
    bool ok = file_put(vm, out, "Lua warning: ", 13);
    for (uint32_t i = 0; i < call->count && ok; i++)
        ok = file_put_value(vm, out, call->args[i]);
    if (!ok || !file_put(vm, out, "\n", 1)) return NATIVE_ERROR;
    (void)file_drain(vm, out); /* what stderr does not take now comes later */
    return native_return_nothing(call);
}

/* ---- raw access and metatables ---- */

static NativeStatus base_rawequal(VM *vm, NativeCall *call)
{
    if (!native_take_any(vm, call, 0) || !native_take_any(vm, call, 1))
        return NATIVE_ERROR;
    return native_return(call, value_bool(value_equals(call->args[0], call->args[1])));
}

static NativeStatus base_rawlen(VM *vm, NativeCall *call)
{
    Value v = call->args[0];
    if (v.tag == TAG_TABLE)
        return native_return(call, value_integer(table_length((Table *)v.as.object)));
    if (v.tag == TAG_STRING)
        return native_return(call, value_integer((int64_t)value_string(v)->length));
    return native_type_error(vm, call, 1, "table or string");
}

static NativeStatus base_rawget(VM *vm, NativeCall *call)
{
    Table *table;
    if (!native_take_table(vm, call, 0, &table) || !native_take_any(vm, call, 1))
        return NATIVE_ERROR;
    return native_return(call, table_get(table, call->args[1]));
}

static NativeStatus base_rawset(VM *vm, NativeCall *call)
{
    Table *table;
    if (!native_take_table(vm, call, 0, &table) || !native_take_any(vm, call, 1) ||
        !native_take_any(vm, call, 2))
        return NATIVE_ERROR;
    const Value key = call->args[1];
    const bool is_nan = key.tag == TAG_FLOAT && key.as.number != key.as.number;
    if (value_is_nil(key) || is_nan) {
        vm_fail(vm, "table index is %s", is_nan ? "NaN" : "nil");
        return NATIVE_ERROR;
    }
    if (!table_set(vm, table, key, call->args[2])) return NATIVE_ERROR;
    return native_return(call, call->args[0]);
}

static NativeStatus base_getmetatable(VM *vm, NativeCall *call)
{
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    Table *metatable = vm_metatable(vm, call->args[0]);
    if (!metatable) return native_return(call, VALUE_NIL);
    Value shown = vm_metamethod(vm, call->args[0], NAME_METATABLE);
    if (value_is_nil(shown)) shown = value_object(TAG_TABLE, metatable);
    return native_return(call, shown);
}

static NativeStatus base_setmetatable(VM *vm, NativeCall *call)
{
    Table *table;
    Value metatable = call->args[1];
    if (!native_take_table(vm, call, 0, &table)) return NATIVE_ERROR;
    if (call->count < 2 || (metatable.tag != TAG_NIL && metatable.tag != TAG_TABLE))
        return native_type_error(vm, call, 2, "nil or table");
    if (!value_is_nil(vm_metamethod(vm, call->args[0], NAME_METATABLE)))
        return native_error(vm, "cannot change a protected metatable");
    table_set_metatable(vm, table,
                        metatable.tag == TAG_TABLE ? (Table *)metatable.as.object : NULL);
    return native_return(call, call->args[0]);
}

static NativeStatus base_select(VM *vm, NativeCall *call)
{
    const uint32_t given = call->count > 0 ? call->count - 1 : 0;
    if (call->count > 0 && call->args[0].tag == TAG_STRING &&
        value_string(call->args[0])->data[0] == '#')
        return native_return(call, value_integer(given));
    int64_t n;
    if (!native_take_integer(vm, call, 0, &n)) return NATIVE_ERROR;
    if (n < 0) n = (int64_t)given + n + 1;
    if (n < 1) return native_argument_error(vm, call, 1, "index out of range");
    if (n > given) return native_return_nothing(call);
    call->results = call->args + n;
    call->result_count = given - (uint32_t)n + 1;
    return NATIVE_RETURN;
}

/* ---- iteration ---- */

/* A float that is an integer is no key, though it finds one. */
static bool is_no_key(Value v)
{
    int64_t integer;
    return v.tag == TAG_FLOAT && value_to_integer_exact(v, &integer);
}

static NativeStatus base_next(VM *vm, NativeCall *call)
{
    Table *table;
    uint64_t position;
    if (!native_take_table(vm, call, 0, &table)) return NATIVE_ERROR;
    Value key = call->args[1];
    if (is_no_key(key) || !table_position_after(table, key, &position)) {
        vm_fail(vm, "invalid key to 'next'");
        return NATIVE_ERROR;
    }
    Value value;
    if (table_next(table, position, &key, &value) == 0)
        return native_return(call, VALUE_NIL);
    return native_return2(call, key, value);
}

static NativeStatus base_pairs(VM *vm, NativeCall *call)
{
    if (call->step == 1) {
        call->results = call->values;
        call->result_count = call->value_count;
        return NATIVE_RETURN;
    }
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    Value *results = native_scratch(vm, call, 3);
    if (!results) return NATIVE_ERROR;
    Value method = vm_metamethod(vm, call->args[0], NAME_PAIRS);
    results[0] = method;
    results[1] = call->args[0];
    if (!value_is_nil(method)) return native_call(call, results, 1, 3, 1);
    results[0] = value_native(native_find(vm, "next", 4));
    results[2] = VALUE_NIL;
    call->results = results;
    call->result_count = 3;
    return NATIVE_RETURN;
}

/* Asks a function __index for element `key` of `v`: results in step 1. */
static NativeStatus call_index(VM *vm, NativeCall *call, Value method, Value v, Value key)
{
    Value *callee = native_scratch(vm, call, 3);
    if (!callee) return NATIVE_ERROR;
    callee[0] = method;
    callee[1] = v;
    callee[2] = key;
    call->args[1] = key;
    return native_call(call, callee, 2, 1, 1);
}

/* Without a place, as the language has it for an error inside a native. */
static NativeStatus fail_index(VM *vm, Value v)
{
    vm_fail(vm, "attempt to index a %s value", vm_type_name(vm, v));
    return NATIVE_ERROR;
}

/* One step of ipairs: (t, i) -> i + 1, t[i + 1] with __index. */
static NativeStatus ipairs_next(VM *vm, NativeCall *call)
{
    int64_t index;
    Value found = VALUE_NIL;
    if (!native_take_integer(vm, call, 1, &index)) return NATIVE_ERROR;
    Value key = value_integer(index);
    if (call->step == 1) {
        if (call->value_count > 0) found = call->values[0];
        if (value_is_nil(found)) return native_return(call, VALUE_NIL);
        return native_return2(call, key, found);
    }
    Value v = call->args[0];
    key = value_integer((int64_t)((uint64_t)index + 1));
    for (int hops = 0; hops < INDEX_CHAIN_MAX; hops++) {
        if (v.tag == TAG_TABLE) found = table_get((Table *)v.as.object, key);
        if (!value_is_nil(found)) return native_return2(call, key, found);
        Value method = vm_metamethod(vm, v, NAME_INDEX);
        if (value_is_nil(method) && v.tag == TAG_TABLE)
            return native_return(call, VALUE_NIL);
        if (value_is_nil(method)) return fail_index(vm, v);
        if (value_is_function(method)) return call_index(vm, call, method, v, key);
        v = method;
    }
    return native_error(vm, "'__index' chain too long; possibly a loop");
}

static NativeStatus base_ipairs(VM *vm, NativeCall *call)
{
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    Value *results = native_scratch(vm, call, 3);
    if (!results) return NATIVE_ERROR;
    results[0] = value_native(native_find(vm, "ipairs.next", 11));
    results[1] = call->args[0];
    results[2] = value_integer(0);
    call->results = results;
    call->result_count = 3;
    return NATIVE_RETURN;
}

/* ---- the collector ---- */

/* The collector's settings that only have a name here: registry.collector. */
static NativeStatus swap_setting(VM *vm, NativeCall *call, const char *name,
                                 Value initial, Value value)
{
    Table *settings = vm_registry_table(vm, "collector");
    String *key = string_from(vm, name);
    if (!settings || !key) return NATIVE_ERROR;
    Value old = table_get_string(settings, key);
    if (value_is_nil(old)) old = initial;
    if (!table_set_string(vm, settings, key, value)) return NATIVE_ERROR;
    return native_return(call, old);
}

static NativeStatus swap_mode(VM *vm, NativeCall *call, const char *mode)
{
    String *initial = string_from(vm, "incremental");
    String *wanted = string_from(vm, mode);
    if (!initial || !wanted) return NATIVE_ERROR;
    return swap_setting(vm, call, "mode", string_value(initial), string_value(wanted));
}

/* A step is a whole cycle: it always ends one, and the next safepoint runs it. */
static NativeStatus ask_for_cycle(VM *vm, NativeCall *call, uint32_t next_step)
{
    vm->heap.is_collect_asked = true;
    vm_poke(vm);
    call->step = next_step;
    return NATIVE_AGAIN;
}

enum { COLLECTED = 1, STEPPED = 2, COLLECT_STEPS = STEPPED + 2 };

/* The finalizers of what was found have run when collectgarbage returns. */
static NativeStatus run_finalizers(VM *vm, NativeCall *call)
{
    Value *callee = native_scratch(vm, call, 1);
    if (!callee) return NATIVE_ERROR;
    callee[0] = value_native(vm->finalize);
    return native_call(call, callee, 0, 0, call->step + 2);
}

/* Parameters of an option that have no effect: they must be integers all the same. */
static bool check_parameters(VM *vm, NativeCall *call, uint32_t count)
{
    int64_t n;
    for (uint32_t i = 1; i <= count; i++)
        if (!native_option_integer(vm, call, i, 0, &n)) return false;
    return true;
}

static NativeStatus bad_option(VM *vm, NativeCall *call, const char *what)
{
    const String *message = string_format(vm, "invalid option '%s'", what);
    if (!message) return NATIVE_ERROR;
    return native_argument_error(vm, call, 1, message->data);
}

static NativeStatus base_collectgarbage(VM *vm, NativeCall *call)
{
    if (call->step == COLLECTED || call->step == STEPPED) return run_finalizers(vm, call);
    if (call->step == COLLECTED + 2) return native_return(call, value_integer(0));
    if (call->step == STEPPED + 2) return native_return(call, VALUE_TRUE);
    String *option;
    int64_t n;
    if (!native_option_string(vm, call, 0, &option)) return NATIVE_ERROR;
    if (vm->finalizing) return native_return(call, VALUE_NIL); /* none inside another */
    const char *what = option ? option->data : "collect";
    if (strcmp(what, "collect") == 0) return ask_for_cycle(vm, call, COLLECTED);
    if (strcmp(what, "step") == 0)
        return check_parameters(vm, call, 1) ? ask_for_cycle(vm, call, STEPPED)
                                             : NATIVE_ERROR;
    if (strcmp(what, "count") == 0)
        return native_return(call, value_float((double)vm->heap.live_bytes / 1024));
    if (strcmp(what, "isrunning") == 0)
        return native_return(call, value_bool(!vm->heap.is_stopped));
    if (strcmp(what, "stop") == 0 || strcmp(what, "restart") == 0) {
        vm->heap.is_stopped = what[0] == 's';
        return native_return(call, value_integer(0));
    }
    if (strcmp(what, "incremental") == 0)
        return check_parameters(vm, call, 3) ? swap_mode(vm, call, what) : NATIVE_ERROR;
    if (strcmp(what, "generational") == 0)
        return check_parameters(vm, call, 2) ? swap_mode(vm, call, what) : NATIVE_ERROR;
    if (strcmp(what, "setpause") == 0 || strcmp(what, "setstepmul") == 0) {
        int64_t initial = what[3] == 'p' ? 200 : 100;
        if (!native_option_integer(vm, call, 1, 0, &n)) return NATIVE_ERROR;
        return swap_setting(vm, call, what, value_integer(initial), value_integer(n));
    }
    return bad_option(vm, call, what);
}

/* ---- opening ---- */

const NativeDef LIB_BASE[] = {
    {"collectgarbage", base_collectgarbage, 2, 0, COLLECT_STEPS},
    {"getmetatable", base_getmetatable, 1, 0, 0},
    {"ipairs", base_ipairs, 1, 0, 0},
    {"next", base_next, 2, NATIVE_IS_NEXT, 0},
    {"pairs", base_pairs, 1, 0, 1},
    {"print", base_print, 0, 0, FIBER_MAX_SLOTS},
    {"rawequal", base_rawequal, 2, 0, 0},
    {"rawget", base_rawget, 2, 0, 0},
    {"rawlen", base_rawlen, 1, 0, 0},
    {"rawset", base_rawset, 3, 0, 0},
    {"select", base_select, 0, 0, 0},
    {"setmetatable", base_setmetatable, 2, 0, 0},
    {"tonumber", base_tonumber, 2, 0, 0},
    {"tostring", base_tostring, 1, 0, 1},
    {"type", base_type, 1, 0, 0},
    {"warn", base_warn, 1, 0, 0},
    {NULL},
};

/* Known by name only: what ipairs returns. */
const NativeDef LIB_BASE_HIDDEN[] = {
    {"ipairs.next", ipairs_next, 2, NATIVE_IS_IPAIRS | NATIVE_IS_UNLISTED, 1},
    {NULL},
};

bool lib_open_base(VM *vm)
{
    Table *globals = vm->globals;
    Table *loaded = vm_registry_table(vm, "loaded");
    String *version = string_from(vm, "Lua 5.4");
    if (!loaded || !version) return false;
    Value self = value_object(TAG_TABLE, globals);
    return native_register_into(vm, globals, LIB_BASE) &&
           native_register(vm, LIB_BASE_HIDDEN) &&
           native_register(vm, LIB_PROTECT_HIDDEN) &&
           native_register(vm, LIB_COLLECTOR) &&
           native_register_into(vm, globals, LIB_PROTECT) &&
           native_register_into(vm, globals, LIB_LOAD) &&
           table_set_named(vm, globals, "_G", self) &&
           table_set_named(vm, globals, "_VERSION", string_value(version)) &&
           table_set_named(vm, loaded, "_G", self);
}
