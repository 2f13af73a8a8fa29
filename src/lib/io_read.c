/*
 * What read() takes: lines, numbers, counts of bytes, everything. An item is
 * looked at in the file's buffer until it is complete and then taken at once, so
 * a read that has to wait can be left and entered again without a trace.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "lib/io.h"

enum { NUMERAL_MAX = 200 };

/* ---- items ---- */

/* Takes `size` unread bytes, of which the first `kept` are the value. */
static FileStatus take_string(VM *vm, Handle *handle, size_t size, size_t kept,
                              Value *out)
{
    const File *file = file_of(handle);
    String *string = string_new(vm, file_input(file), kept);
    if (!string) return FILE_FAILED;
    file_take(vm, handle, size);
    *out = string_value(string);
    return FILE_DONE;
}

/* Reads until a newline is in the buffer; a slice at most. */
static FileStatus read_line(VM *vm, Handle *handle, bool keeps_end, Value *out)
{
    File *file = file_of(handle);
    size_t added = 0;
    for (;;) {
        size_t unread = file_unread(file);
        const char *from = file_input(file);
        const char *end = NULL;
        if (unread > file->in_scanned)
            end = memchr(from + file->in_scanned, '\n', unread - file->in_scanned);
        if (end) {
            size_t length = (size_t)(end - from);
            return take_string(vm, handle, length + 1, length + keeps_end, out);
        }
        file->in_scanned = unread;
        if (added > FILE_SLICE_BYTES) return FILE_AGAIN;
        FileStatus status = file_fill(vm, handle);
        if (status == FILE_END && unread > 0)
            return take_string(vm, handle, unread, unread, out);
        if (status != FILE_DONE) return status;
        added += file_unread(file) - unread;
    }
}

static FileStatus read_count(VM *vm, Handle *handle, int64_t count, Value *out)
{
    const File *file = file_of(handle);
    const size_t start = file_unread(file);
    const uint64_t wanted = count > 0 ? (uint64_t)count : 1;
    while (file_unread(file) < wanted) {
        if (file_unread(file) > start + FILE_SLICE_BYTES) return FILE_AGAIN;
        FileStatus status = file_fill(vm, handle);
        if (status == FILE_END && file_unread(file) > 0) break;
        if (status != FILE_DONE) return status;
    }
    size_t size = file_unread(file);
    if (size > (uint64_t)count) size = (size_t)count;
    return take_string(vm, handle, size, size, out);
}

static FileStatus read_all(VM *vm, Handle *handle, Value *out)
{
    String *text;
    FileStatus status = file_take_all(vm, handle, &text);
    if (status != FILE_DONE) return status;
    if (!text) return FILE_FAILED;
    *out = string_value(text);
    return FILE_DONE;
}

/* ---- numbers ---- */

typedef struct Scan {
    const char *at;
    const char *end; /* of what is there, but not beyond NUMERAL_MAX */
    bool is_cut;     /* there is more behind `end` */
    bool has_ended;  /* more must be read to know how it goes on */
    bool is_too_long;
} Scan;

static bool is_digit(char c, bool is_hex)
{
    return (c >= '0' && c <= '9') ||
           (is_hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
}

static bool scan_one_of(Scan *scan, const char *wanted)
{
    const bool is_end = scan->at == scan->end;
    scan->has_ended |= is_end && !scan->is_cut;
    if (scan->has_ended || !*scan->at || !strchr(wanted, *scan->at)) return false;
    scan->is_too_long |= is_end;
    scan->at += !is_end;
    return !is_end;
}

static int scan_digits(Scan *scan, bool is_hex)
{
    const char *start = scan->at;
    while (scan->at < scan->end && is_digit(*scan->at, is_hex))
        scan->at++;
    if (scan->at == scan->end) {
        scan->has_ended |= !scan->is_cut;
        scan->is_too_long |= scan->is_cut && is_digit(*scan->at, is_hex);
    }
    return (int)(scan->at - start);
}

/* Steps over the longest start of what is there that looks like a numeral. */
static void scan_numeral(Scan *scan)
{
    (void)scan_one_of(scan, "+-");
    int count = 0;
    bool is_hex = false;
    if (scan_one_of(scan, "0")) {
        is_hex = scan_one_of(scan, "xX");
        count = !is_hex;
    }
    count += scan_digits(scan, is_hex);
    if (scan_one_of(scan, ".")) count += scan_digits(scan, is_hex);
    if (count == 0 || !scan_one_of(scan, is_hex ? "pP" : "eE")) return;
    (void)scan_one_of(scan, "+-");
    (void)scan_digits(scan, false);
}

static void skip_space(VM *vm, Handle *handle)
{
    const File *file = file_of(handle);
    size_t count = 0;
    while (count < file_unread(file) && isspace(file->in[file->in_at + count]))
        count++;
    if (count > 0) file_take(vm, handle, count);
}

static FileStatus read_number(VM *vm, Handle *handle, Value *out)
{
    const File *file = file_of(handle);
    FileStatus status = FILE_DONE;
    for (;;) {
        skip_space(vm, handle);
        const char *from = file_input(file);
        const size_t unread = file_unread(file);
        Scan scan = {.at = from, .end = from + unread, .is_cut = unread > NUMERAL_MAX};
        if (scan.is_cut) scan.end = from + NUMERAL_MAX;
        scan_numeral(&scan);
        const size_t length = (size_t)(scan.at - from);
        if (!scan.has_ended || status == FILE_END) {
            Value number = VALUE_NIL;
            if (!scan.is_too_long) value_from_text(from, length, &number);
            file_take(vm, handle, length);
            *out = number;
            return FILE_DONE;
        }
        status = file_fill(vm, handle);
        if (status == FILE_AGAIN || status == FILE_FAILED) return status;
    }
}

/* ---- formats ---- */

typedef enum Item {
    ITEM_BAD,
    ITEM_LINE,
    ITEM_WHOLE_LINE,
    ITEM_NUMBER,
    ITEM_ALL,
    ITEM_COUNT
} Item;

static Item item_of(const String *format)
{
    const char *letter = format->data;
    if (*letter == '*') letter++;
    switch (*letter) {
    case 'l': return ITEM_LINE;
    case 'L': return ITEM_WHOLE_LINE;
    case 'n': return ITEM_NUMBER;
    case 'a': return ITEM_ALL;
    default: return ITEM_BAD;
    }
}

/* The format in args[index]. ITEM_BAD: the error is set. */
static Item take_item(VM *vm, NativeCall *call, uint32_t index, int64_t *out_count)
{
    const Value format = call->args[index];
    if (format.tag == TAG_STRING) {
        const Item item = item_of(value_string(format));
        if (item == ITEM_BAD)
            native_argument_error(vm, call, index + 1, "invalid format");
        return item;
    }
    if (!value_is_number(format)) {
        native_type_error(vm, call, index + 1, "string");
        return ITEM_BAD;
    }
    if (!native_take_integer(vm, call, index, out_count)) return ITEM_BAD;
    if (*out_count >= 0) return ITEM_COUNT;
    vm_fail(vm, "not enough memory"); /* Lua takes it for a huge one */
    return ITEM_BAD;
}

static FileStatus read_item(VM *vm, Handle *handle, Item item, int64_t count, Value *out)
{
    switch (item) {
    case ITEM_LINE: return read_line(vm, handle, false, out);
    case ITEM_WHOLE_LINE: return read_line(vm, handle, true, out);
    case ITEM_NUMBER: return read_number(vm, handle, out);
    case ITEM_ALL: return read_all(vm, handle, out);
    default: return read_count(vm, handle, count, out);
    }
}

/*
 * Each format in args[first …] is replaced by what it took; the step says how many
 * are done.
 */
NativeStatus io_read_formats(VM *vm, NativeCall *call, Handle *handle, uint32_t first)
{
    const bool has_none = call->count <= first;
    const uint32_t count = has_none ? 1 : call->count - first;
    uint32_t done = call->step > 0 ? call->step - 1 : 0;
    if (done >= count) return native_error(vm, "read: bad saved state");
    for (; done < count; done++) {
        int64_t size = 0;
        Item item = has_none ? ITEM_LINE : take_item(vm, call, first + done, &size);
        if (item == ITEM_BAD) return NATIVE_ERROR;
        Value value = VALUE_NIL;
        FileStatus status = read_item(vm, handle, item, size, &value);
        call->step = done + 1;
        if (status == FILE_AGAIN) return NATIVE_AGAIN;
        if (vm->fatal) return NATIVE_ERROR;
        if (status == FILE_FAILED) return io_return_failure(vm, call, handle, NULL);
        call->args[first + done] = value;
        if (value_is_nil(value)) {
            done++;
            break;
        }
    }
    call->results = call->args + first;
    call->result_count = done;
    return NATIVE_RETURN;
}

/* ---- natives ---- */

NativeStatus io_read(VM *vm, NativeCall *call)
{
    Handle *handle = io_open_default(vm, true);
    return handle ? io_read_formats(vm, call, handle, 0) : NATIVE_ERROR;
}

NativeStatus file_read(VM *vm, NativeCall *call)
{
    Handle *handle = io_take_file(vm, call, 0);
    return handle ? io_read_formats(vm, call, handle, 1) : NATIVE_ERROR;
}
