/*
 * string.format. When a value with a __tostring comes up it is replaced by what that
 * gives, and the work starts from the front again: step k means that the one of
 * argument k was called. The last time nothing calls Lua, and the text is made in one
 * go.
 */
#include "lib/format.h"
#include "lib/builder.h"
#include "lib/lib.h"
#include "lib/strings.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SPEC_SPAN_MAX = 22 }; /* flags and digits, as Lua has it */

typedef struct Format {
    VM *vm;
    NativeCall *call;
    const char *at;
    const char *end;
    uint32_t argument; /* the last one used, counted from 0 = the format */
    uint32_t done;     /* no __tostring is called for arguments up to here */
    Builder out;
} Format;

/* ---- reading conversions ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static unsigned flag_of(char c)
{
    switch (c) {
    case '-': return FLAG_LEFT;
    case '+': return FLAG_PLUS;
    case ' ': return FLAG_SPACE;
    case '#': return FLAG_PREFIX;
    case '0': return FLAG_ZEROS;
    default: return 0;
    }
}

static bool has_modifiers(const Spec *spec)
{
    return spec->length > 2;
}

static bool is_modifier(char c)
{
    return is_digit(c) || c == '.' || flag_of(c);
}

/* What stands between the % and the letter; whether it may is seen to later. */
static void read_modifiers(Spec *spec)
{
    const char *at = spec->text + 1;
    for (unsigned flag; (flag = flag_of(*at)) != 0; at++)
        spec->flags |= flag;
    for (; is_digit(*at); at++)
        spec->width = spec->width * 10 + (size_t)(*at - '0');
    if (*at != '.') return;
    spec->precision = 0;
    for (at++; is_digit(*at); at++)
        spec->precision = spec->precision * 10 + (*at - '0');
}

/* Reads a conversion; format->at stands behind its %. */
static NativeStatus read_spec(Format *format, Spec *spec)
{
    size_t span = 0;
    const size_t left = (size_t)(format->end - format->at);
    while (span < left && is_modifier(format->at[span]))
        span++;
    if (span >= SPEC_SPAN_MAX)
        return native_error(format->vm, "invalid format (too long)");
    spec->text[0] = '%';
    memcpy(spec->text + 1, format->at, span);
    spec->letter = span < left ? format->at[span] : 0;
    spec->text[span + 1] = spec->letter;
    spec->text[span + 2] = 0;
    spec->length = (uint32_t)span + 2;
    spec->flags = 0;
    spec->width = 0;
    spec->precision = PRECISION_NONE;
    if (span > 0) read_modifiers(spec);
    format->at += span < left ? span + 1 : span;
    return NATIVE_RETURN;
}

static const char *skip_digits(const char *text)
{
    if (is_digit(*text)) text++;
    if (is_digit(*text)) text++;
    return text;
}

/* "[flags][width][.precision]letter", with the flags that the letter allows. */
static NativeStatus check_spec(Format *format, const Spec *spec, const char *flags,
                               bool allows_precision)
{
    if (!has_modifiers(spec)) return NATIVE_RETURN;
    const char *text = spec->text + 1;
    text += strspn(text, flags);
    if (*text != '0') {
        text = skip_digits(text);
        if (*text == '.' && allows_precision) text = skip_digits(text + 1);
    }
    if (text == spec->text + spec->length - 1) return NATIVE_RETURN;
    return native_error(format->vm, "invalid conversion specification: '%s'", spec->text);
}

/* ---- one conversion ---- */

/* Room is made for all at once; builder_finish() tells if there is none. */
static NativeStatus put_field(Format *format, const Spec *spec, const char *text,
                              size_t length)
{
    char *to = builder_reserve(&format->out, length + spec->width);
    if (to) format->out.count += format_field(to, spec, text, length);
    return NATIVE_RETURN;
}

static NativeStatus put_char(Format *format, const Spec *spec)
{
    int64_t c;
    if (check_spec(format, spec, "-", false) == NATIVE_ERROR) return NATIVE_ERROR;
    if (!native_take_integer(format->vm, format->call, format->argument, &c))
        return NATIVE_ERROR;
    const char text = (char)c;
    return put_field(format, spec, &text, 1);
}

static NativeStatus put_integer(Format *format, const Spec *spec, const char *flags)
{
    int64_t n;
    if (!native_take_integer(format->vm, format->call, format->argument, &n))
        return NATIVE_ERROR;
    if (check_spec(format, spec, flags, true) == NATIVE_ERROR) return NATIVE_ERROR;
    char *to = builder_reserve(&format->out, NUMBER_BYTES);
    if (to) format->out.count += format_integer(to, spec, n);
    return NATIVE_RETURN;
}

static NativeStatus put_float(Format *format, const Spec *spec)
{
    double n;
    const bool is_hex = spec->letter == 'a' || spec->letter == 'A';
    if (is_hex && check_spec(format, spec, "-+#0 ", true) == NATIVE_ERROR)
        return NATIVE_ERROR;
    if (!native_take_number(format->vm, format->call, format->argument, &n))
        return NATIVE_ERROR;
    if (!is_hex && check_spec(format, spec, "-+#0 ", true) == NATIVE_ERROR)
        return NATIVE_ERROR;
    char *to = builder_reserve(&format->out, NUMBER_BYTES);
    if (to) format->out.count += format_float(to, spec, n);
    return NATIVE_RETURN;
}

static NativeStatus put_pointer(Format *format, const Spec *spec)
{
    char text[LIB_IDENTITY_MAX] = "(null)";
    if (check_spec(format, spec, "-", false) == NATIVE_ERROR) return NATIVE_ERROR;
    lib_identity(format->vm, format->call->args[format->argument], text);
    return put_field(format, spec, text, strlen(text));
}

static NativeStatus call_tostring(Format *format, Value function, Value v)
{
    Value *callee = native_scratch(format->vm, format->call, 2);
    if (!callee) return NATIVE_ERROR;
    callee[0] = function;
    callee[1] = v;
    return native_call(format->call, callee, 1, 1, format->argument);
}

/* NATIVE_CALL: there is a __tostring to be called first. */
static NativeStatus put_string(Format *format, const Spec *spec)
{
    const Value v = format->call->args[format->argument];
    if (format->argument > format->done) {
        const Value function = vm_metamethod(format->vm, v, NAME_TOSTRING);
        if (!value_is_nil(function)) return call_tostring(format, function, v);
    }
    String *text = lib_to_text(format->vm, v);
    if (!text) return NATIVE_ERROR;
    if (!has_modifiers(spec)) {
        builder_put_string(&format->out, text);
        return NATIVE_RETURN;
    }
    if (strlen(text->data) != text->length)
        return native_argument_error(format->vm, format->call, format->argument + 1,
                                     "string contains zeros");
    if (check_spec(format, spec, "-", true) == NATIVE_ERROR) return NATIVE_ERROR;
    uint64_t length = text->length;
    if (spec->precision != PRECISION_NONE && length > (uint64_t)spec->precision)
        length = (uint64_t)spec->precision;
    return put_field(format, spec, text->data, length);
}

/* ---- %q: text that Lua reads back ---- */

static void quote_string(Builder *out, const String *text)
{
    char code[8];
    builder_put_char(out, '"');
    for (uint64_t i = 0; i < text->length; i++) {
        const char c = text->data[i];
        if (c == '"' || c == '\\' || c == '\n') {
            builder_put_char(out, '\\');
            builder_put_char(out, c);
        } else if ((uint8_t)c < ' ' || c == 127) {
            const bool is_before_digit = is_digit(text->data[i + 1]);
            const int size = snprintf(code, sizeof code,
                                      is_before_digit ? "\\%03d" : "\\%d", (uint8_t)c);
            builder_put(out, code, (size_t)size);
        } else {
            builder_put_char(out, c);
        }
    }
    builder_put_char(out, '"');
}

static void quote_float(Builder *out, double n)
{
    char text[64];
    if (n == (double)INFINITY)
        strcpy(text, "1e9999");
    else if (n == -(double)INFINITY)
        strcpy(text, "-1e9999");
    else if (n != n)
        strcpy(text, "(0/0)");
    else
        snprintf(text, sizeof text, "%a", n);
    builder_put(out, text, strlen(text));
}

static NativeStatus put_quoted(Format *format, const Spec *spec)
{
    char text[VALUE_TEXT_MAX];
    const Value v = format->call->args[format->argument];
    if (has_modifiers(spec))
        return native_error(format->vm, "specifier '%%q' cannot have modifiers");
    switch (v.tag) {
    case TAG_STRING: quote_string(&format->out, value_string(v)); break;
    case TAG_FLOAT: quote_float(&format->out, v.as.number); break;
    case TAG_INTEGER:
        if (v.as.integer == INT64_MIN)
            snprintf(text, sizeof text, "0x%" PRIx64, v.as.integer);
        else
            snprintf(text, sizeof text, "%" PRId64, v.as.integer);
        builder_put(&format->out, text, strlen(text));
        break;
    case TAG_NIL: builder_put(&format->out, "nil", 3); break;
    case TAG_TRUE: builder_put(&format->out, "true", 4); break;
    case TAG_FALSE: builder_put(&format->out, "false", 5); break;
    default:
        return native_argument_error(format->vm, format->call, format->argument + 1,
                                     "value has no literal form");
    }
    return NATIVE_RETURN;
}

/* ---- the loop ---- */

static NativeStatus put_conversion(Format *format)
{
    Spec spec;
    format->argument++;
    if (format->argument >= format->call->count)
        return native_argument_error(format->vm, format->call, format->argument + 1,
                                     "no value");
    if (read_spec(format, &spec) == NATIVE_ERROR) return NATIVE_ERROR;
    switch (spec.letter) {
    case 'c': return put_char(format, &spec);
    case 'd':
    case 'i': return put_integer(format, &spec, "-+0 ");
    case 'u': return put_integer(format, &spec, "-0");
    case 'x':
    case 'X':
    case 'o': return put_integer(format, &spec, "-#0");
    case 'a':
    case 'A':
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G': return put_float(format, &spec);
    case 'p': return put_pointer(format, &spec);
    case 'q': return put_quoted(format, &spec);
    case 's': return put_string(format, &spec);
    default:
        return native_error(format->vm, "invalid conversion '%s' to 'format'", spec.text);
    }
}

static NativeStatus put_all(Format *format)
{
    while (format->at < format->end) {
        const char *percent = memchr(format->at, '%', (size_t)(format->end - format->at));
        if (!percent) percent = format->end;
        builder_put(&format->out, format->at, (size_t)(percent - format->at));
        format->at = percent;
        if (percent == format->end) break;
        format->at++;
        if (format->at < format->end && *format->at == '%') {
            builder_put_char(&format->out, '%');
            format->at++;
            continue;
        }
        const NativeStatus status = put_conversion(format);
        if (status != NATIVE_RETURN) return status;
    }
    native_work(format->vm, format->out.count / 64);
    String *text = builder_finish(&format->out, NULL);
    return text ? native_return(format->call, string_value(text)) : NATIVE_ERROR;
}

/* What the __tostring of argument number call->step gave takes its place. */
static NativeStatus take_text(VM *vm, NativeCall *call)
{
    const Value text = call->value_count > 0 ? call->values[0] : VALUE_NIL;
    if (call->step >= call->count) return string_corrupt(vm, call);
    if (text.tag != TAG_STRING && !value_is_number(text))
        return native_error(vm, "'__tostring' must return a string");
    call->args[call->step] = text;
    return NATIVE_RETURN;
}

NativeStatus string_do_format(VM *vm, NativeCall *call)
{
    String *text;
    if (!native_take_string(vm, call, 0, &text)) return NATIVE_ERROR;
    if (call->step > 0 && take_text(vm, call) == NATIVE_ERROR) return NATIVE_ERROR;
    Format format = {.vm = vm, .call = call, .done = call->step};
    format.at = text->data;
    format.end = text->data + text->length;
    builder_init(&format.out, vm);
    const NativeStatus result = put_all(&format);
    builder_deinit(&format.out);
    return result;
}
