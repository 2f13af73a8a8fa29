/*
 * Open files in snapshots: records that come back, records that lie, and what a
 * resume does about files that are not as they were.
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "checked_vm.h"
#include "lib/file.h"
#include "lib/lib.h"

typedef struct Place {
    char folder[64];
    char path[96];
    char cut[128];
} Place;

static Place make_place(const char *contents)
{
    Place place = {"/tmp/spore-file-XXXXXX", "", ""};
    cr_assert(mkdtemp(place.folder));
    snprintf(place.path, sizeof place.path, "%s/data", place.folder);
    snprintf(place.cut, sizeof place.cut, "%s.spore-cut-1", place.path);
    FILE *file = fopen(place.path, "w");
    cr_assert(file && fputs(contents, file) >= 0);
    fclose(file);
    return place;
}

static void remove_place(const Place *place)
{
    unlink(place->cut);
    unlink(place->path);
    rmdir(place->folder);
}

static void append(const Place *place, const char *text)
{
    FILE *file = fopen(place->path, "a");
    cr_assert(file && fputs(text, file) >= 0);
    fclose(file);
}

static void expect_contents(const char *path, const char *expected)
{
    char text[256] = "";
    FILE *file = fopen(path, "r");
    cr_assert(file, "%s is missing", path);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    cr_assert_str_eq(text, expected);
}

static VM *open_library(void)
{
    VM *vm = open_checked();
    cr_assert(lib_open(vm));
    return vm;
}

static Handle *open_place(VM *vm, const Place *place, int mode, unsigned flags)
{
    int fd = open(place->path, mode | O_CLOEXEC);
    cr_assert(fd >= 0);
    Handle *handle = file_new(vm, FILE_NAMED, fd, place->path, flags);
    cr_assert(handle);
    return handle;
}

/* The record of a file as a save would write it. */
static Bytes saved(VM *vm, Handle *handle)
{
    Bytes bytes = {0};
    Report report;
    cr_assert_eq(file_flush_all(vm, &report), SPORE_OK);
    cr_assert_eq(LIB_FILE_TYPE.save(vm, handle, &bytes, &report), SPORE_OK);
    return bytes;
}

static SporeStatus load(VM *vm, const uint8_t *data, size_t size, Handle **out)
{
    Report report;
    Handle *handle = handle_new(vm, &LIB_FILE_TYPE, sizeof(File), NULL);
    Reader in = {data, data + size, false};
    *out = handle;
    SporeStatus status = LIB_FILE_TYPE.load(vm, handle, &in, &report);
    return status == SPORE_OK && reader_left(&in) > 0 ? SPORE_CORRUPT : status;
}

/* A VM that writes "saved" into the file; then its record, loaded into another. */
static VM *write_and_load(const Place *place, Handle **out)
{
    VM *first = open_library();
    Handle *writer = open_place(first, place, O_WRONLY | O_TRUNC, FILE_WRITES);
    cr_assert(file_put(first, writer, "saved", 5));
    Bytes record = saved(first, writer);
    close_and_check(first);
    VM *second = open_library();
    cr_assert_eq(load(second, record.data, record.count, out), SPORE_OK);
    bytes_deinit(&record);
    return second;
}

Test(file_save, written_file_is_cut_back_and_goes_on)
{
    Place place = make_place("old");
    Handle *handle;
    Report report;
    VM *vm = write_and_load(&place, &handle);
    append(&place, " and more");
    cr_assert_eq(file_check_all(vm, FILES_STRICT, &report), SPORE_OK);
    expect_contents(place.path, "saved and more");
    cr_assert_eq(file_reopen_all(vm, FILES_STRICT, &report), SPORE_OK);
    expect_contents(place.path, "saved");
    expect_contents(place.cut, " and more");
    cr_assert(file_put(vm, handle, "!", 1));
    cr_assert_eq(file_drain(vm, handle), FILE_DONE);
    expect_contents(place.path, "saved!");
    close_and_check(vm);
    remove_place(&place);
}

Test(file_save, dropping_a_vm_writes_nothing)
{
    Place place = make_place("");
    VM *vm = open_library();
    Handle *handle = open_place(vm, &place, O_WRONLY, FILE_WRITES);
    cr_assert(file_put(vm, handle, "waiting", 7));
    close_and_check(vm);
    expect_contents(place.path, "");
    remove_place(&place);
}

Test(file_save, ending_a_program_writes_what_waits)
{
    Place place = make_place("");
    Report report;
    VM *vm = open_library();
    Handle *handle = open_place(vm, &place, O_WRONLY, FILE_WRITES);
    cr_assert(file_put(vm, handle, "waiting", 7));
    cr_assert_eq(file_end_all(vm, &report), SPORE_OK);
    close_and_check(vm);
    expect_contents(place.path, "waiting");
    remove_place(&place);
}

Test(file_save, unread_input_is_read_again)
{
    Place place = make_place("one\ntwo\n");
    Report report;
    VM *first = open_library();
    Handle *reader = open_place(first, &place, O_RDONLY, FILE_READS);
    cr_assert_eq(file_fill(first, reader), FILE_DONE);
    file_take(first, reader, 4);
    Bytes record = saved(first, reader);
    close_and_check(first);

    VM *second = open_library();
    Handle *handle;
    String *rest;
    cr_assert_eq(load(second, record.data, record.count, &handle), SPORE_OK);
    cr_assert_eq(file_of(handle)->in_end, 0u);
    cr_assert_eq(file_reopen_all(second, FILES_STRICT, &report), SPORE_OK);
    cr_assert_eq(file_take_all(second, handle, &rest), FILE_DONE);
    cr_assert_str_eq(rest->data, "two\n");
    close_and_check(second);
    bytes_deinit(&record);
    remove_place(&place);
}

Test(file_save, unread_input_of_a_pipe_is_in_the_record)
{
    int ends[2];
    cr_assert(pipe(ends) == 0 && write(ends[1], "one\ntwo\n", 8) == 8);
    VM *first = open_library();
    Handle *reader = file_new(first, FILE_STANDARD, ends[0], NULL, FILE_READS);
    cr_assert_eq(file_fill(first, reader), FILE_DONE);
    file_take(first, reader, 4);
    Bytes record = saved(first, reader);
    close_and_check(first);

    VM *second = open_library();
    Handle *handle;
    cr_assert_eq(load(second, record.data, record.count, &handle), SPORE_OK);
    const File *file = file_of(handle);
    cr_assert_eq(file_unread(file), 4u);
    cr_assert_eq(memcmp(file->in + file->in_at, "two\n", 4), 0);
    close_and_check(second);
    bytes_deinit(&record);
    close(ends[0]);
    close(ends[1]);
}

Test(file_save, renamed_file_is_found)
{
    Place place = make_place("");
    Report report;
    Handle *handle;
    char path[128], folder[80];
    VM *first = open_library();
    Handle *writer = open_place(first, &place, O_WRONLY, FILE_WRITES);
    cr_assert(file_put(first, writer, "saved", 5));
    Bytes record = saved(first, writer);
    bytes_deinit(&record);
    snprintf(folder, sizeof folder, "%s-moved", place.folder);
    snprintf(path, sizeof path, "%s/renamed", folder);
    cr_assert_eq(rename(place.folder, folder), 0);
    snprintf(place.path, sizeof place.path, "%s/data", folder);
    cr_assert_eq(rename(place.path, path), 0);
    record = saved(first, writer);
    close_and_check(first);

    VM *second = open_library();
    cr_assert_eq(load(second, record.data, record.count, &handle), SPORE_OK);
    cr_assert_str_eq(file_of(handle)->path, path);
    cr_assert_eq(file_check_all(second, FILES_STRICT, &report), SPORE_OK);
    cr_assert_eq(file_reopen_all(second, FILES_STRICT, &report), SPORE_OK);
    cr_assert(file_put(second, handle, "!", 1));
    cr_assert_eq(file_drain(second, handle), FILE_DONE);
    expect_contents(path, "saved!");
    close_and_check(second);
    bytes_deinit(&record);
    unlink(path);
    rmdir(folder);
}

Test(file_save, removed_file_is_lost)
{
    Place place = make_place("");
    Report report;
    Handle *handle;
    VM *first = open_library();
    Handle *writer = open_place(first, &place, O_WRONLY, FILE_WRITES);
    unlink(place.path);
    cr_assert(file_put(first, writer, "lost", 4));
    Bytes record = saved(first, writer);
    cr_assert_eq(file_of(writer)->state, FILE_OPEN);
    close_and_check(first);

    VM *second = open_library();
    cr_assert_eq(load(second, record.data, record.count, &handle), SPORE_OK);
    cr_assert_eq(file_check_all(second, FILES_STRICT, &report), SPORE_OK);
    cr_assert_eq(file_reopen_all(second, FILES_STRICT, &report), SPORE_OK);
    cr_assert_eq(file_of(handle)->state, FILE_LOST);
    close_and_check(second);
    bytes_deinit(&record);
    remove_place(&place);
}

Test(file_save, record_of_version_1_has_no_place)
{
    Place place = make_place("contents");
    Handle *handle;
    VM *first = open_library();
    Handle *writer = open_place(first, &place, O_RDWR, FILE_READS | FILE_WRITES);
    strcpy(file_of(writer)->place, "a.lua:12");
    Bytes record = saved(first, writer);
    close_and_check(first);

    VM *second = open_library();
    cr_assert_eq(load(second, record.data, record.count, &handle), SPORE_OK);
    cr_assert_str_eq(file_of(handle)->place, "a.lua:12");
    record.data[0] = 1;
    cr_assert_eq(load(second, record.data, record.count, &handle), SPORE_CORRUPT);
    cr_assert_eq(load(second, record.data, record.count - 9, &handle), SPORE_OK);
    cr_assert_str_eq(file_of(handle)->place, "");
    record.data[0] = 3;
    cr_assert_eq(load(second, record.data, record.count, &handle), SPORE_INCOMPATIBLE);
    close_and_check(second);
    bytes_deinit(&record);
    remove_place(&place);
}

static void expect_check(VM *vm, FilePolicy policy, const char *problem)
{
    Report report = {""};
    SporeStatus status = file_check_all(vm, policy, &report);
    cr_assert_eq(status, problem ? SPORE_NOT_RESTORABLE : SPORE_OK, "policy %d: %s",
                 policy, report.text);
    if (problem) cr_assert(strstr(report.text, problem), "%s", report.text);
}

Test(file_save, missing_file_is_refused)
{
    Place place = make_place("");
    Handle *handle;
    Report report;
    VM *vm = write_and_load(&place, &handle);
    unlink(place.path);
    expect_check(vm, FILES_STRICT, "is missing");
    expect_check(vm, FILES_TRUNCATE, "is missing");
    expect_check(vm, FILES_VERIFY, "is missing");
    expect_check(vm, FILES_APPEND, NULL);
    expect_check(vm, FILES_IGNORE, NULL);
    cr_assert_eq(file_reopen_all(vm, FILES_IGNORE, &report), SPORE_OK);
    cr_assert_eq(file_of(handle)->state, FILE_LOST);
    close_and_check(vm);
    remove_place(&place);
}

Test(file_save, shorter_file_is_refused)
{
    Place place = make_place("");
    Handle *handle;
    VM *vm = write_and_load(&place, &handle);
    cr_assert_eq(truncate(place.path, 2), 0);
    expect_check(vm, FILES_STRICT, "is shorter");
    expect_check(vm, FILES_TRUNCATE, "is shorter");
    expect_check(vm, FILES_VERIFY, "another length");
    close_and_check(vm);
    remove_place(&place);
}

Test(file_save, another_file_of_that_name_is_refused_unless_told)
{
    Place place = make_place("");
    Handle *handle;
    Report report;
    VM *vm = write_and_load(&place, &handle);
    char other[160];
    snprintf(other, sizeof other, "%s.other", place.path);
    FILE *file = fopen(other, "w");
    cr_assert(file && fputs("copied elsewhere", file) >= 0);
    fclose(file);
    cr_assert_eq(rename(other, place.path), 0);
    expect_check(vm, FILES_STRICT, "is another file");
    expect_check(vm, FILES_TRUNCATE, NULL);
    cr_assert_eq(file_reopen_all(vm, FILES_TRUNCATE, &report), SPORE_OK);
    expect_contents(place.path, "copie");
    expect_contents(place.cut, "d elsewhere");
    close_and_check(vm);
    remove_place(&place);
}

Test(file_save, append_goes_on_at_the_end)
{
    Place place = make_place("");
    Handle *handle;
    Report report;
    VM *vm = write_and_load(&place, &handle);
    append(&place, "+");
    cr_assert_eq(file_reopen_all(vm, FILES_APPEND, &report), SPORE_OK);
    cr_assert(file_put(vm, handle, "end", 3));
    cr_assert_eq(file_drain(vm, handle), FILE_DONE);
    expect_contents(place.path, "saved+end");
    close_and_check(vm);
    remove_place(&place);
}

/* Every byte of a record changed in several ways: an error or a file, never a crash. */
Test(file_save, forged_records_do_no_harm)
{
    Place place = make_place("contents");
    VM *first = open_library();
    Handle *writer = open_place(first, &place, O_RDWR, FILE_READS | FILE_WRITES);
    memset(file_of(writer)->place, 'a', LEVEL_PLACE_MAX - 1);
    Bytes record = saved(first, writer);
    close_and_check(first);
    int refused = 0;
    for (size_t i = 0; i < record.count; i++)
        for (int bit = 0; bit < 8; bit++) {
            VM *vm = open_library();
            Handle *handle;
            record.data[i] ^= (uint8_t)(1 << bit);
            refused += load(vm, record.data, record.count, &handle) != SPORE_OK;
            record.data[i] ^= (uint8_t)(1 << bit);
            close_and_check(vm);
        }
    for (size_t size = 0; size < record.count; size++) {
        VM *vm = open_library();
        Handle *handle;
        cr_assert_neq(load(vm, record.data, size, &handle), SPORE_OK);
        close_and_check(vm);
    }
    cr_assert_gt(refused, 0);
    expect_contents(place.path, "contents");
    bytes_deinit(&record);
    remove_place(&place);
}
