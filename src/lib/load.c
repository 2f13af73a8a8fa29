/*
 * load, loadfile and dofile. Text and Spore's own bytecode are taken; bytecode is
 * verified before it becomes a function.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "compiler/compile.h"
#include "lib/base.h"
#include "lib/builder.h"
#include "lib/file.h"
#include "lib/lib.h"
#include "vm/bytecode.h"

/* ---- a chunk's bytes into a function ---- */

typedef struct Source {
    const char *text;
    size_t length;
    const char *name; /* as load() takes it */
    const char *mode; /* letters that are allowed, or NULL: all */
} Source;

static Closure *make_closure(VM *vm, Proto *main, Value environment)
{
    Closure *closure = closure_new(vm, main);
    if (!closure) return NULL;
    for (uint32_t i = 0; i < main->upvalue_count; i++) {
        Value value = i == 0 ? environment : VALUE_NIL;
        if (main->upvalues[i].is_cell) {
            Upvalue *cell = upvalue_new_closed(vm, value);
            if (!cell) return NULL;
            value = value_object(TAG_UPVALUE, cell);
        }
        closure->upvalues[i] = value;
    }
    return closure;
}

static bool check_mode(VM *vm, const Source *source, bool is_binary)
{
    if (!source->mode || strchr(source->mode, is_binary ? 'b' : 't')) return true;
    return vm_fail(vm, "attempt to load a %s chunk (mode is '%.20s')",
                   is_binary ? "binary" : "text", source->mode);
}

/* false: vm->error says why, unless vm->fatal. */
static bool load_source(VM *vm, const Source *source, Value environment, Value *out)
{
    Proto *main = NULL;
    const bool is_binary = source->length > 0 && source->text[0] == '\x1b';
    if (!check_mode(vm, source, is_binary)) return false;
    if (is_binary) {
        Reader in = {(const uint8_t *)source->text,
                     (const uint8_t *)source->text + source->length, false};
        Report report = {.text = "out of memory"};
        if (bytecode_read(vm, &in, &main, &report) != SPORE_OK)
            return vm_fail(vm, "bad binary chunk: %s", report.text);
    } else if (compile_text(vm, source->text, source->length, source->name, &main) !=
               SPORE_OK) {
        return false;
    }
    Closure *closure = make_closure(vm, main, environment);
    if (closure) *out = value_object(TAG_CLOSURE, closure);
    return closure != NULL;
}

/* The function, or nil and the message. */
static NativeStatus return_loaded(VM *vm, NativeCall *call, const Source *source,
                                  Value environment)
{
    Value function;
    if (load_source(vm, source, environment, &function))
        return native_return(call, function);
    if (vm->fatal) return NATIVE_ERROR;
    return native_return2(call, VALUE_NIL, vm->error);
}

static Value environment_of(VM *vm, const NativeCall *call, uint32_t index)
{
    if (index < call->count) return call->args[index];
    return value_object(TAG_TABLE, vm->globals);
}

static const char *option_text(const NativeCall *call, uint32_t index)
{
    Value v = index < call->count ? call->args[index] : VALUE_NIL;
    return v.tag == TAG_STRING ? value_string(v)->data : NULL;
}

/* ---- load ---- */

enum {
    LOAD_KEPT = 4,  /* two registers, builder.h */
    LOAD_TRIED = 6, /* bytes compiled in tries so far */
    LOAD_REGISTERS = 7,
    LOAD_TAKE = 1,
    FREE_TRIES_BYTES = 16 * 1024
};

static Source source_of(const NativeCall *call, const char *text, size_t length,
                        const char *fallback_name)
{
    Source source = {text, length, option_text(call, 1), option_text(call, 2)};
    if (!source.name) source.name = fallback_name;
    return source;
}

static NativeStatus load_text(VM *vm, NativeCall *call, const String *text,
                              const char *fallback_name)
{
    const Source source = source_of(call, text->data, text->length, fallback_name);
    return return_loaded(vm, call, &source, environment_of(vm, call, 3));
}

static NativeStatus ask_reader(VM *vm, NativeCall *call)
{
    Value *callee = native_scratch(vm, call, 1);
    if (!callee) return NATIVE_ERROR;
    callee[0] = call->args[0];
    return native_call(call, callee, 0, 1, LOAD_TAKE);
}

/* Up to where the last token, or escape in a string, is complete whatever follows. */
static size_t complete_length(const char *text, size_t length)
{
    while (length > 0 &&
           (!text[length - 1] || !strchr(" \t\n\r;,()}]+*", text[length - 1])))
        length--;
    return length;
}

static bool ends_with(const String *text, const char *end)
{
    const size_t size = strlen(end);
    return text->length >= size && strcmp(text->data + text->length - size, end) == 0;
}

/*
 * Whether the mistake that a try found is where the text was cut off. Mistakes that
 * are told without a token are found at ends of blocks: the cut is not one, unless
 * it stands in a comment.
 */
static bool is_at_cut(Value error, bool is_after_line)
{
    if (error.tag != TAG_STRING) return true;
    const String *message = value_string(error);
    return ends_with(message, "near <eof>") || ends_with(message, "near '<\\1>'") ||
           (!is_after_line && !strstr(message->data, " near "));
}

/*
 * Compiles the text so far with a byte behind it that no text can have, to see
 * whether what is there is wrong already: then the reader is not asked for more. It
 * costs no more than compiling the text once more, and some for short ones. true:
 * the mistake is in vm->error.
 */
static bool is_wrong_already(VM *vm, NativeCall *call)
{
    const char *text = value_string(call->args[LOAD_KEPT])->data;
    const size_t length = (size_t)call->args[LOAD_KEPT + 1].as.integer;
    const int64_t tried = call->args[LOAD_TRIED].as.integer;
    const size_t cut = complete_length(text, length);
    if (cut == 0 || text[0] == '\x1b' ||
        tried > (int64_t)(length - cut) + FREE_TRIES_BYTES)
        return false;
    call->args[LOAD_TRIED] = value_integer(tried + (int64_t)cut);
    Bytes trial = {0};
    Proto *main;
    bytes_put(&trial, text, cut);
    bytes_put_u8(&trial, 1);
    const Source source = source_of(call, (char *)trial.data, trial.count, "=(load)");
    const SporeStatus status =
        trial.has_failed
            ? SPORE_OK /* what is not tried is found later */
            : compile_text(vm, source.text, source.length, source.name, &main);
    bytes_deinit(&trial);
    if (status == SPORE_OK) return false;
    return vm->fatal || !is_at_cut(vm->error, text[cut - 1] == '\n');
}

/* Appends a piece to the kept text. true: go on reading. */
static bool keep_piece(VM *vm, NativeCall *call, Value piece)
{
    char number[VALUE_TEXT_MAX];
    Builder builder;
    builder_init(&builder, vm);
    if (piece.tag == TAG_STRING)
        builder_put_string(&builder, value_string(piece));
    else
        builder_put(&builder, number, value_number_to_text(piece, number));
    const bool is_first = call->args[LOAD_KEPT].tag == TAG_NIL;
    const bool is_binary = builder.count > 0 && builder.data[0] == '\x1b';
    const Source source = source_of(call, NULL, 0, NULL);
    const bool is_kept = (!is_first || check_mode(vm, &source, is_binary)) &&
                         builder_keep(&builder, call->args + LOAD_KEPT);
    builder_deinit(&builder);
    return is_kept && !is_wrong_already(vm, call);
}

static NativeStatus finish_reading(VM *vm, NativeCall *call)
{
    Builder builder;
    builder_init(&builder, vm);
    const String *text = builder_finish(&builder, call->args + LOAD_KEPT);
    builder_deinit(&builder);
    return text ? load_text(vm, call, text, "=(load)") : NATIVE_ERROR;
}

/* A piece from the reader function: nil or "" is the end of the text. */
static NativeStatus take_piece(VM *vm, NativeCall *call)
{
    const Value piece = call->value_count > 0 ? call->values[0] : VALUE_NIL;
    if (!builder_is_kept(call->args + LOAD_KEPT) ||
        call->args[LOAD_TRIED].tag != TAG_INTEGER)
        return native_error(vm, "load: bad saved state");
    if (call->has_failed) return native_return2(call, VALUE_NIL, piece);
    if (value_is_nil(piece) ||
        (piece.tag == TAG_STRING && value_string(piece)->length == 0))
        return finish_reading(vm, call);
    if (piece.tag != TAG_STRING && !value_is_number(piece))
        native_error(vm, "reader function must return a string");
    else if (keep_piece(vm, call, piece))
        return ask_reader(vm, call);
    return vm->fatal ? NATIVE_ERROR : native_return2(call, VALUE_NIL, vm->error);
}

static NativeStatus base_load(VM *vm, NativeCall *call)
{
    if (call->step == LOAD_TAKE) return take_piece(vm, call);
    String *text, *name, *mode;
    if (!native_option_string(vm, call, 2, &mode) ||
        !native_option_string(vm, call, 1, &name))
        return NATIVE_ERROR;
    if (call->args[0].tag == TAG_STRING || value_is_number(call->args[0])) {
        if (!native_take_string(vm, call, 0, &text)) return NATIVE_ERROR;
        return load_text(vm, call, text, text->data);
    }
    if (!native_take_function(vm, call, 0)) return NATIVE_ERROR;
    call->args[LOAD_KEPT] = VALUE_NIL;
    call->args[LOAD_KEPT + 1] = VALUE_NIL;
    call->args[LOAD_TRIED] = value_integer(0);
    return ask_reader(vm, call);
}

/* ---- loadfile and dofile ---- */

/* The whole file. NULL: done; else what could not be done, and errno says why. */
static const char *read_file(const char *path, Bytes *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return "open";
    ssize_t got = 1;
    while (got > 0) {
        uint8_t *room = bytes_reserve(out, FILE_SLICE_BYTES);
        if (!room) break;
        do
            got = read(fd, room, FILE_SLICE_BYTES);
        while (got < 0 && errno == EINTR);
        if (got > 0) out->count += (size_t)got;
    }
    int error = out->has_failed ? ENOMEM : errno;
    close(fd);
    errno = error;
    return got == 0 ? NULL : "read";
}

/* Steps over a byte order mark, and over a first line that starts with '#'. */
static void skip_head(Source *source)
{
    if (source->length >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0) {
        source->text += 3;
        source->length -= 3;
    }
    if (source->length == 0 || source->text[0] != '#') return;
    const char *line_end = memchr(source->text, '\n', source->length);
    size_t skipped = line_end ? (size_t)(line_end - source->text) : source->length;
    source->text += skipped;
    source->length -= skipped;
    if (source->length > 1 && source->text[1] == '\x1b') source->text++, source->length--;
}

/* A file's function, or false with vm->error. */
static bool load_path(VM *vm, const char *path, const char *mode, Value environment,
                      Value *out)
{
    char name[4200];
    Bytes bytes = {0};
    const char *failed = read_file(path, &bytes);
    if (failed) {
        vm_fail(vm, "cannot %s %s: %s", failed, path, strerror(errno));
        bytes_deinit(&bytes);
        return false;
    }
    snprintf(name, sizeof name, "@%s", path);
    Source source = {(const char *)bytes.data, bytes.count, name, mode};
    if (!source.text) source.text = "";
    skip_head(&source);
    bool ok = load_source(vm, &source, environment, out);
    bytes_deinit(&bytes);
    return ok;
}

/*
 * The same from what is left of stdin. FILE_AGAIN: come back after a safepoint;
 * FILE_FAILED: vm->error.
 */
static FileStatus load_stdin(VM *vm, const char *mode, Value environment, Value *out)
{
    Handle *in = file_standard(vm, 0);
    if (!in) return FILE_FAILED;
    String *text;
    FileStatus status = file_take_all(vm, in, &text);
    if (status == FILE_AGAIN) return FILE_AGAIN;
    if (status == FILE_FAILED) {
        vm_fail(vm, "cannot read stdin: %s", strerror(file_error(in)));
        return FILE_FAILED;
    }
    if (!text) return FILE_FAILED;
    Source source = {text->data, text->length, "=stdin", mode};
    skip_head(&source);
    return load_source(vm, &source, environment, out) ? FILE_DONE : FILE_FAILED;
}

static FileStatus load_named(VM *vm, const NativeCall *call, const char *mode,
                             Value environment, Value *out)
{
    const char *path = option_text(call, 0);
    if (!path) return load_stdin(vm, mode, environment, out);
    return load_path(vm, path, mode, environment, out) ? FILE_DONE : FILE_FAILED;
}

static NativeStatus base_loadfile(VM *vm, NativeCall *call)
{
    String *path, *mode;
    if (!native_option_string(vm, call, 0, &path) ||
        !native_option_string(vm, call, 1, &mode))
        return NATIVE_ERROR;
    Value function;
    Value environment = environment_of(vm, call, 2);
    FileStatus status =
        load_named(vm, call, mode ? mode->data : NULL, environment, &function);
    call->step = 1;
    if (status == FILE_AGAIN) return NATIVE_AGAIN;
    if (status == FILE_DONE) return native_return(call, function);
    if (vm->fatal) return NATIVE_ERROR;
    return native_return2(call, VALUE_NIL, vm->error);
}

enum { FILE_WAITS = 1, FILE_RAN = 2 };

/* The native stays below its chunk: for error levels it is one of its own. */
static NativeStatus base_dofile(VM *vm, NativeCall *call)
{
    String *path;
    Value function;
    if (call->step == FILE_RAN) {
        call->results = call->values;
        call->result_count = call->value_count;
        return NATIVE_RETURN;
    }
    if (!native_option_string(vm, call, 0, &path)) return NATIVE_ERROR;
    Value environment = value_object(TAG_TABLE, vm->globals);
    FileStatus status = load_named(vm, call, NULL, environment, &function);
    call->step = FILE_WAITS;
    if (status == FILE_AGAIN) return NATIVE_AGAIN;
    if (status != FILE_DONE) return NATIVE_ERROR;
    Value *callee = native_scratch(vm, call, 1);
    if (!callee) return NATIVE_ERROR;
    callee[0] = function;
    return native_call(call, callee, 0, -1, FILE_RAN);
}

const NativeDef LIB_LOAD[] = {
    {"dofile", base_dofile, 1, 0, FILE_RAN},
    {"load", base_load, LOAD_REGISTERS, NATIVE_CATCHES, LOAD_TAKE},
    {"loadfile", base_loadfile, 3, 0, 1},
    {"require", package_require, 1, 0, 0},
    {NULL},
};
