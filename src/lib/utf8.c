/*
 * The utf8 library. Texts are looked at byte by byte, a slice at an entry; where a
 * function stands is in its argument registers, which it does not need any more.
 * Behind the bytes of every string stands a 0, which continues no sequence: so a
 * sequence that is cut off needs no care.
 */
#include "lib/builder.h"
#include "lib/lib.h"
#include "lib/slices.h"
#include "lib/strings.h"

enum {
    CODE_MAX = 0x7FFFFFFF,
    SEQUENCE_MAX = 6,
    MAX_RESULTS = 1000000, /* as Lua: what fits on its stack */
    BYTES_PER_TICK = 8,

    /* registers of char: what is kept of the text, see builder.h */
    CHAR_KEPT = 0,

    /* registers of len */
    LEN_AT = 1,
    LEN_END,
    LEN_LAX,
    LEN_COUNT,
    LEN_REGISTERS,

    /* registers and steps of offset */
    OFFSET_LEFT = 1, /* characters to go */
    OFFSET_AT,
    OFFSET_REGISTERS,
    STEP_START = 1, /* back to the start of the character */
    STEP_BACK,
    STEP_FORWARD
};

/* ---- sequences ---- */

static inline bool is_continuation(char byte)
{
    return ((uint8_t)byte & 0xC0) == 0x80;
}

/* The smallest code that needs as many bytes. */
static const uint32_t LEAST[] = {0, 0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};

/* How many bytes the sequence at `at` has, and its code; 0: it is none. */
static size_t decode(const char *at, bool is_lax, uint32_t *out_code)
{
    const uint8_t first = (uint8_t)*at;
    *out_code = first;
    if (first < 0x80) return 1;
    size_t size = 1;
    while (first >> (7 - size) & 1)
        if (++size > SEQUENCE_MAX) return 0;
    if (size < 2) return 0;
    uint32_t code = first & (0x7F >> size);
    for (size_t i = 1; i < size; i++) {
        if (!is_continuation(at[i])) return 0;
        code = code << 6 | (uint32_t)(at[i] & 0x3F);
    }
    const bool is_strict = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    if (code < LEAST[size] || !(is_strict || is_lax)) return 0;
    *out_code = code;
    return size;
}

static void put_code(Builder *out, uint32_t code)
{
    char bytes[SEQUENCE_MAX];
    size_t size = 1;
    while (size < SEQUENCE_MAX && code >= (size == 1 ? 0x80 : LEAST[size + 1]))
        size++;
    for (size_t i = size - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    bytes[0] = (char)(size == 1 ? code : (0xFF00u >> size) | code);
    builder_put(out, bytes, size);
}

static NativeStatus fail_sequence(VM *vm)
{
    return native_error(vm, "invalid UTF-8 code");
}

/* Counts from 1, or from the end below 0, and 0 for what is before the text. */
static int64_t position_of(int64_t position, const String *text)
{
    if (position >= 0) return position;
    const int64_t length = (int64_t)text->length;
    return position < -length ? 0 : length + position + 1;
}

/* ---- char ---- */

static bool put_argument(VM *vm, NativeCall *call, uint32_t index, Builder *out)
{
    int64_t code;
    if (!native_take_integer(vm, call, index, &code)) return false;
    if (code < 0 || code > CODE_MAX) {
        native_argument_error(vm, call, index + 1, "value out of range");
        return false;
    }
    put_code(out, (uint32_t)code);
    return true;
}

/* Puts arguments up to `end`. false: an error is set. */
static bool put_arguments(VM *vm, NativeCall *call, uint32_t end, Builder *out)
{
    for (uint32_t i = call->step; i < end; i++)
        if (!put_argument(vm, call, i, out)) return false;
    native_work(vm, end > call->step ? end - call->step : 0);
    return !out->has_failed;
}

/* The step says how many arguments are done; their registers hold the text. */
static NativeStatus utf8_char(VM *vm, NativeCall *call)
{
    Builder out;
    builder_init(&out, vm);
    const bool is_first = call->step == 0;
    const bool is_last =
        call->step >= call->count || call->count - call->step <= (uint32_t)SLICE_ELEMENTS;
    const uint32_t end = is_last ? call->count : call->step + (uint32_t)SLICE_ELEMENTS;
    Value *kept = call->args + CHAR_KEPT;
    bool is_good = put_arguments(vm, call, end, &out);
    if (is_first) kept[0] = kept[1] = VALUE_NIL;
    String *text = NULL;
    if (is_good && is_last)
        text = builder_finish(&out, kept);
    else if (is_good)
        is_good = builder_keep(&out, kept);
    builder_deinit(&out);
    if (!is_good || (is_last && !text)) return NATIVE_ERROR;
    if (is_last) return native_return(call, string_value(text));
    call->step = end;
    return NATIVE_AGAIN;
}

/* ---- codepoint ---- */

/* The codes of the characters that start between two offsets. */
static NativeStatus return_codes(VM *vm, NativeCall *call, const String *text,
                                 int64_t from, int64_t to)
{
    const bool is_lax = !value_is_falsy(call->args[3]);
    Value *results = native_scratch(vm, call, (uint32_t)(to - from));
    if (!results) return NATIVE_ERROR;
    uint32_t count = 0;
    while (from < to) {
        uint32_t code;
        const size_t size = decode(text->data + from, is_lax, &code);
        if (size == 0) return fail_sequence(vm);
        results[count++] = value_integer(code);
        from += (int64_t)size;
    }
    native_work(vm, count);
    call->results = results;
    call->result_count = count;
    return NATIVE_RETURN;
}

static NativeStatus utf8_codepoint(VM *vm, NativeCall *call)
{
    String *text;
    int64_t first, last;
    if (!native_take_string(vm, call, 0, &text) ||
        !native_option_integer(vm, call, 1, 1, &first))
        return NATIVE_ERROR;
    first = position_of(first, text);
    if (!native_option_integer(vm, call, 2, first, &last)) return NATIVE_ERROR;
    last = position_of(last, text);
    if (first < 1) return native_argument_error(vm, call, 2, "out of bounds");
    if (last > (int64_t)text->length)
        return native_argument_error(vm, call, 3, "out of bounds");
    if (first > last) return native_return_nothing(call);
    if (last - first >= MAX_RESULTS) return native_error(vm, "string slice too long");
    return return_codes(vm, call, text, first - 1, last);
}

/* ---- len ---- */

static bool take_len_arguments(VM *vm, NativeCall *call, const String *text)
{
    int64_t first, last;
    const int64_t length = (int64_t)text->length;
    if (!native_option_integer(vm, call, 1, 1, &first)) return false;
    if (!native_option_integer(vm, call, 2, -1, &last)) return false;
    first = position_of(first, text);
    last = position_of(last, text);
    if (first < 1 || first > length + 1) {
        native_argument_error(vm, call, 2, "initial position out of bounds");
        return false;
    }
    if (last > length) {
        native_argument_error(vm, call, 3, "final position out of bounds");
        return false;
    }
    call->args[LEN_AT] = value_integer(first - 1);
    call->args[LEN_END] = value_integer(last);
    call->args[LEN_COUNT] = value_integer(0);
    return true;
}

static bool is_len_state(const NativeCall *call, const String *text)
{
    const Value *args = call->args;
    return args[LEN_AT].tag == TAG_INTEGER && args[LEN_END].tag == TAG_INTEGER &&
           args[LEN_COUNT].tag == TAG_INTEGER && args[LEN_AT].as.integer >= 0 &&
           args[LEN_AT].as.integer <= (int64_t)text->length &&
           args[LEN_END].as.integer <= (int64_t)text->length;
}

static NativeStatus utf8_len(VM *vm, NativeCall *call)
{
    String *text;
    if (!native_take_string(vm, call, 0, &text)) return NATIVE_ERROR;
    if (call->step == 0 && !take_len_arguments(vm, call, text)) return NATIVE_ERROR;
    if (!is_len_state(call, text)) return string_corrupt(vm, call);
    Value *args = call->args;
    int64_t at = args[LEN_AT].as.integer, count = args[LEN_COUNT].as.integer;
    const int64_t start = at, end = args[LEN_END].as.integer;
    const int64_t stop = end - at > SLICE_BYTES ? at + SLICE_BYTES : end;
    const bool is_lax = !value_is_falsy(args[LEN_LAX]);
    for (; at < stop; count++) {
        uint32_t code;
        const size_t size = decode(text->data + at, is_lax, &code);
        if (size == 0) return native_return2(call, VALUE_NIL, value_integer(at + 1));
        at += (int64_t)size;
    }
    native_work(vm, (uint64_t)(at - start) / BYTES_PER_TICK);
    if (at >= end) return native_return(call, value_integer(count));
    args[LEN_AT] = value_integer(at);
    args[LEN_COUNT] = value_integer(count);
    call->step = 1;
    return NATIVE_AGAIN;
}

/* ---- offset ---- */

/* Sets the step and the registers; false: an error is set. */
static bool begin_offset(VM *vm, NativeCall *call, const String *text)
{
    int64_t count, position;
    const int64_t length = (int64_t)text->length;
    if (!native_take_integer(vm, call, 1, &count)) return false;
    if (!native_option_integer(vm, call, 2, count >= 0 ? 1 : length + 1, &position))
        return false;
    const int64_t at = position_of(position, text) - 1;
    if (at < 0 || at > length) {
        native_argument_error(vm, call, 3, "position out of bounds");
        return false;
    }
    if (count != 0 && is_continuation(text->data[at])) {
        native_error(vm, "initial position is a continuation byte");
        return false;
    }
    call->step = count == 0 ? STEP_START : count < 0 ? STEP_BACK : STEP_FORWARD;
    call->args[OFFSET_LEFT] = value_integer(count > 0 ? count - 1 : count);
    call->args[OFFSET_AT] = value_integer(at);
    return true;
}

typedef struct Walk {
    const char *data;
    int64_t length;
    int64_t at;
    int64_t left;  /* characters to go */
    int64_t steps; /* bytes to go in this slice */
} Walk;

static void walk_to_start(Walk *walk)
{
    while (walk->at > 0 && is_continuation(walk->data[walk->at]) && walk->steps-- > 0)
        walk->at--;
}

static void walk_back(Walk *walk)
{
    while (walk->left < 0 && walk->at > 0 && walk->steps-- > 0) {
        walk->at--;
        if (walk->at == 0 || !is_continuation(walk->data[walk->at])) walk->left++;
    }
}

static void walk_forward(Walk *walk)
{
    while (walk->left > 0 && walk->at < walk->length && walk->steps-- > 0) {
        walk->at++;
        if (!is_continuation(walk->data[walk->at])) walk->left--;
    }
}

static NativeStatus utf8_offset(VM *vm, NativeCall *call)
{
    String *text;
    if (!native_take_string(vm, call, 0, &text)) return NATIVE_ERROR;
    if (call->step == 0 && !begin_offset(vm, call, text)) return NATIVE_ERROR;
    const Value left = call->args[OFFSET_LEFT], at = call->args[OFFSET_AT];
    const int64_t length = (int64_t)text->length;
    if (left.tag != TAG_INTEGER || at.tag != TAG_INTEGER || at.as.integer < 0 ||
        at.as.integer > length)
        return string_corrupt(vm, call);
    Walk walk = {text->data, length, at.as.integer, left.as.integer, SLICE_BYTES};
    switch (call->step) {
    case STEP_START: walk_to_start(&walk); break;
    case STEP_BACK: walk_back(&walk); break;
    default: walk_forward(&walk); break;
    }
    native_work(vm, (uint64_t)(SLICE_BYTES - walk.steps) / BYTES_PER_TICK);
    if (walk.steps < 0) {
        call->args[OFFSET_LEFT] = value_integer(walk.left);
        call->args[OFFSET_AT] = value_integer(walk.at);
        return NATIVE_AGAIN;
    }
    return native_return(call, walk.left == 0 ? value_integer(walk.at + 1) : VALUE_NIL);
}

/* ---- codes ---- */

/*
 * (text, position of the last character): the next one. Whatever else the position
 * is means the start, so that any state of a loop will do.
 */
static NativeStatus next_code(VM *vm, NativeCall *call, bool is_lax)
{
    String *text;
    int64_t at = 0;
    if (!native_take_string(vm, call, 0, &text)) return NATIVE_ERROR;
    if (!value_to_integer(call->args[1], &at)) at = 0;
    const int64_t length = (int64_t)text->length;
    if (at < 0 || at >= length) return native_return_nothing(call);
    for (int64_t stop = at + SLICE_BYTES; is_continuation(text->data[at]); at++)
        if (at == stop) {
            call->args[1] = value_integer(at);
            call->step = 1;
            native_work(vm, SLICE_BYTES / BYTES_PER_TICK);
            return NATIVE_AGAIN;
        }
    if (at >= length) return native_return_nothing(call);
    uint32_t code;
    if (decode(text->data + at, is_lax, &code) == 0) return fail_sequence(vm);
    return native_return2(call, value_integer(at + 1), value_integer(code));
}

static NativeStatus utf8_next_strict(VM *vm, NativeCall *call)
{
    return next_code(vm, call, false);
}

static NativeStatus utf8_next_lax(VM *vm, NativeCall *call)
{
    return next_code(vm, call, true);
}

const NativeDef LIB_UTF8_NEXT[] = {
    {"utf8.next_strict", utf8_next_strict, 2, NATIVE_IS_UNLISTED, 1},
    {"utf8.next_lax", utf8_next_lax, 2, NATIVE_IS_UNLISTED, 1},
    {NULL},
};

static NativeStatus utf8_codes(VM *vm, NativeCall *call)
{
    String *text;
    if (!native_take_string(vm, call, 0, &text)) return NATIVE_ERROR;
    const bool is_lax = !value_is_falsy(call->args[1]);
    Value *results = call->args - 1;
    results[0] = value_native(&LIB_UTF8_NEXT[is_lax]);
    results[1] = string_value(text);
    results[2] = value_integer(0);
    call->results = results;
    call->result_count = 3;
    return NATIVE_RETURN;
}

/* ---- the library ---- */

const NativeDef LIB_UTF8[] = {
    {"utf8.char", utf8_char, 2, 0, FIBER_MAX_SLOTS},
    {"utf8.codepoint", utf8_codepoint, 4, 0, 0},
    {"utf8.codes", utf8_codes, 2, 0, 0},
    {"utf8.len", utf8_len, LEN_REGISTERS, 0, 1},
    {"utf8.offset", utf8_offset, OFFSET_REGISTERS, 0, STEP_FORWARD},
    {NULL},
};

bool lib_open_utf8(VM *vm)
{
    static const char PATTERN[] = "[\0-\x7F\xC2-\xFD][\x80-\xBF]*";
    Table *library = lib_open_module(vm, "utf8", LIB_UTF8, true);
    String *pattern = string_new(vm, PATTERN, sizeof PATTERN - 1);
    return library && pattern && native_register(vm, LIB_UTF8_NEXT) &&
           table_set_named(vm, library, "charpattern", string_value(pattern));
}
