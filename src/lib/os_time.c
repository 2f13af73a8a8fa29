/*
 * Times and dates of the os library. os.clock is the job's clock: it does not jump
 * back when the job is resumed.
 */
#include "lib/os.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lib/lib.h"

/* ---- numbers ---- */

NativeStatus os_clock(VM *vm, NativeCall *call)
{
    return native_return(call, value_float((double)vm_clock_ns(vm) / 1e9));
}

NativeStatus os_difftime(VM *vm, NativeCall *call)
{
    int64_t later, earlier;
    if (!native_take_integer(vm, call, 0, &later) ||
        !native_take_integer(vm, call, 1, &earlier))
        return NATIVE_ERROR;
    return native_return(call, value_float(difftime((time_t)later, (time_t)earlier)));
}

/* ---- tables ---- */

/* Fields of a date table; `shift` is what C subtracts. */
static const struct {
    const char *name;
    int fallback; /* -1: must be there */
    int shift;
    size_t offset;
} FIELDS[] = {
    {"year", -1, 1900, offsetof(struct tm, tm_year)},
    {"month", -1, 1, offsetof(struct tm, tm_mon)},
    {"day", -1, 0, offsetof(struct tm, tm_mday)},
    {"hour", 12, 0, offsetof(struct tm, tm_hour)},
    {"min", 0, 0, offsetof(struct tm, tm_min)},
    {"sec", 0, 0, offsetof(struct tm, tm_sec)},
    {"wday", 0, 1, offsetof(struct tm, tm_wday)},
    {"yday", 0, 1, offsetof(struct tm, tm_yday)},
};
enum { FIELD_COUNT = 8, FIELDS_READ = 6 };

static int *field_of(struct tm *date, int i)
{
    return (int *)((char *)date + FIELDS[i].offset);
}

static Value get_named(VM *vm, const Table *table, const char *name)
{
    const String *key = string_from(vm, name);
    return key ? table_get_string(table, key) : VALUE_NIL;
}

static bool read_field(VM *vm, const Table *table, int i, int *out)
{
    const char *name = FIELDS[i].name;
    int64_t number = FIELDS[i].fallback;
    Value v = get_named(vm, table, name);
    if (!value_is_nil(v) && !value_to_integer(v, &number))
        return vm_fail_here(vm, "field '%s' is not an integer", name);
    if (value_is_nil(v) && FIELDS[i].fallback < 0)
        return vm_fail_here(vm, "field '%s' missing in date table", name);
    number = value_is_nil(v) ? number
                             : number - (number > INT64_MIN + 1900 ? FIELDS[i].shift : 0);
    if (number < INT_MIN || number > INT_MAX)
        return vm_fail_here(vm, "field '%s' is out-of-bound", name);
    *out = (int)number;
    return true;
}

static bool write_fields(VM *vm, Table *table, struct tm *date)
{
    for (int i = 0; i < FIELD_COUNT; i++) {
        Value v = value_integer((int64_t)*field_of(date, i) + FIELDS[i].shift);
        if (!table_set_named(vm, table, FIELDS[i].name, v)) return false;
    }
    if (date->tm_isdst < 0) return true;
    return table_set_named(vm, table, "isdst", value_bool(date->tm_isdst > 0));
}

NativeStatus os_time(VM *vm, NativeCall *call)
{
    if (!native_is_given(call, 0)) return native_return(call, value_integer(time(NULL)));
    Table *table;
    struct tm date = {0};
    if (!native_take_table(vm, call, 0, &table)) return NATIVE_ERROR;
    if (table->metatable) {
        call->args[1] = call->args[0];
        return lib_hand_over(vm, call, "os_time_of_object", call->args, 1);
    }
    for (int i = 0; i < FIELDS_READ; i++)
        if (!read_field(vm, table, i, field_of(&date, i))) return NATIVE_ERROR;
    Value summer = get_named(vm, table, "isdst");
    date.tm_isdst = value_is_nil(summer) ? -1 : !value_is_falsy(summer);
    errno = 0;
    time_t result = mktime(&date);
    if (!write_fields(vm, table, &date)) return NATIVE_ERROR;
    if (result == (time_t)-1 && errno)
        return native_error(vm, "time result cannot be represented in this installation");
    return native_return(call, value_integer(result));
}

/* ---- texts ---- */

/* Length of the conversion after '%' that strftime knows, or 0. */
static size_t conversion_length(const char *at, size_t left)
{
    static const char PLAIN[] = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";
    if (left == 0 || *at == 0) return 0;
    if (strchr(PLAIN, *at)) return 1;
    if (left < 2 || at[1] == 0) return 0;
    if (*at == 'E' && strchr("cCxXyY", at[1])) return 2;
    if (*at == 'O' && strchr("deHImMSuUVwWy", at[1])) return 2;
    return 0;
}

/* Lua shows all that follows the '%'. */
static NativeStatus fail_conversion(VM *vm, NativeCall *call, const char *at)
{
    char message[1000];
    snprintf(message, sizeof message, "invalid conversion specifier '%%%s'", at);
    return native_argument_error(vm, call, 1, message);
}

static NativeStatus return_date_text(VM *vm, NativeCall *call, const char *format,
                                     size_t length, const struct tm *date)
{
    Bytes text = {0};
    for (size_t i = 0; i < length; i++) {
        if (format[i] != '%') {
            bytes_put_u8(&text, (uint8_t)format[i]);
            continue;
        }
        size_t size = conversion_length(format + i + 1, length - i - 1);
        if (size == 0) {
            bytes_deinit(&text);
            return fail_conversion(vm, call, format + i + 1);
        }
        char one[4] = {'%', format[i + 1], size > 1 ? format[i + 2] : 0};
        char part[256];
        bytes_put(&text, part, strftime(part, sizeof part, one, date));
        i += size;
    }
    String *result = NULL;
    if (text.has_failed)
        vm_no_memory(vm);
    else
        result = string_new(vm, text.data ? (char *)text.data : "", text.count);
    bytes_deinit(&text);
    return result ? native_return(call, string_value(result)) : NATIVE_ERROR;
}

NativeStatus os_date(VM *vm, NativeCall *call)
{
    String *text;
    int64_t when;
    if (!native_option_string(vm, call, 0, &text) ||
        !native_option_integer(vm, call, 1, time(NULL), &when))
        return NATIVE_ERROR;
    const char *format = text ? text->data : "%c";
    size_t length = text ? text->length : 2;
    const bool is_utc = length > 0 && *format == '!';
    if (is_utc) format++, length--;
    const time_t seconds = (time_t)when;
    struct tm date;
    if (!(is_utc ? gmtime_r(&seconds, &date) : localtime_r(&seconds, &date)))
        return native_error(vm, "date result cannot be represented in this installation");
    if (strcmp(format, "*t") != 0)
        return return_date_text(vm, call, format, length, &date);
    Table *table = table_new(vm, 0, 9);
    if (!table || !write_fields(vm, table, &date)) return NATIVE_ERROR;
    return native_return(call, value_object(TAG_TABLE, table));
}
