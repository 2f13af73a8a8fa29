/*
 * A disk that is full: saves fail and say so, the store stays readable, nothing is
 * lost, and when there is room again the next save has it all. Needs a small
 * file system of its own, thus the right to mount one.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>

#include "persist/store_model.h"

static char directory[64];
static char ballast[80];

/* Leaves `left` bytes of the disk. */
static void fill_disk(size_t left)
{
    static char block[4096];
    const int fd = open(ballast, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    off_t size = 0;
    while (write(fd, block, sizeof block) == (ssize_t)sizeof block)
        size += (off_t)sizeof block;
    cr_assert(errno == ENOSPC);
    cr_assert_eq(ftruncate(fd, size > (off_t)left ? size - (off_t)left : 0), 0);
    close(fd);
}

static SporeStatus save(SporeJob *job, Model *model, Report *report)
{
    const SporeSave how = {.reason = "test", .is_sync = true};
    return spore_job_save(job, (SporeVM *)model, &how, NULL, report);
}

Test(disk, a_full_one_fails_saves_and_loses_nothing)
{
    Report report;
    SporeStore *store = NULL;
    SporeJob *job = NULL;
    static Model model;
    model_make_directory(directory);
    if (mount("tmpfs", directory, "tmpfs", 0, "size=4m") != 0) {
        rmdir(directory);
        cr_skip_test("a tmpfs cannot be mounted here");
    }
    snprintf(ballast, sizeof ballast, "%s/ballast", directory);
    model_init(&model, 4);
    cr_assert_eq(spore_store_open(directory, NULL, &store, &report), SPORE_OK);
    cr_assert_eq(spore_job_create(store, "a", NULL, NULL, &job, &report), SPORE_OK);
    for (int i = 0; i < 5; i++) {
        model_change_many(&model, 100);
        cr_assert_eq(save(job, &model, &report), SPORE_OK, "%s", report.text);
    }

    fill_disk(40 << 10);
    int failures = 0;
    for (int i = 0; i < 12; i++) {
        model_change_many(&model, 100);
        const SporeStatus status = save(job, &model, &report);
        cr_assert(status == SPORE_OK || status == SPORE_IO, "%d: %s", status,
                  report.text);
        if (status == SPORE_IO) {
            failures++;
            cr_assert(strstr(report.text, "disk is full") != NULL, "%s", report.text);
        }
    }
    cr_assert(failures > 5, "%d", failures);
    const uint64_t newest = spore_job_newest(job);
    cr_assert(model_check_all(store, "a", newest, &report), "%s", report.text);

    cr_assert_eq(unlink(ballast), 0);
    cr_assert_eq(save(job, &model, &report), SPORE_OK, "%s", report.text);
    const uint64_t digest = model_digest(&model);
    spore_job_close(job);
    spore_store_close(store);

    cr_assert_eq(spore_store_open(directory, NULL, &store, &report), SPORE_OK);
    cr_assert(model_check_all(store, "a", newest + 1, &report), "%s", report.text);
    model_init(&model, 5);
    cr_assert_eq(spore_snapshot_inspect(store, "a", 0, (SporeVM *)&model, NULL, &report),
                 SPORE_OK);
    cr_assert_eq(model_digest(&model), digest);
    spore_store_close(store);
    umount(directory);
    rmdir(directory);
}

Test(disk, a_full_one_can_be_opened_and_read)
{
    Report report;
    SporeStore *store = NULL;
    SporeJob *job = NULL;
    static Model model;
    model_make_directory(directory);
    if (mount("tmpfs", directory, "tmpfs", 0, "size=1m") != 0) {
        rmdir(directory);
        cr_skip_test("a tmpfs cannot be mounted here");
    }
    snprintf(ballast, sizeof ballast, "%s/ballast", directory);
    model_init(&model, 4);
    cr_assert_eq(spore_store_open(directory, NULL, &store, &report), SPORE_OK);
    cr_assert_eq(spore_job_create(store, "a", NULL, NULL, &job, &report), SPORE_OK);
    model_change_many(&model, 20);
    cr_assert_eq(save(job, &model, &report), SPORE_OK, "%s", report.text);
    spore_job_close(job);
    spore_store_close(store);
    fill_disk(0);
    cr_assert_eq(spore_store_open(directory, NULL, &store, &report), SPORE_OK, "%s",
                 report.text);
    cr_assert(model_check_all(store, "a", 1, &report), "%s", report.text);
    SporeJobInfo info;
    cr_assert_eq(spore_job_info(store, "a", &info, &report), SPORE_OK);
    cr_assert_eq(info.newest, 1u);
    spore_store_close(store);
    umount(directory);
    rmdir(directory);
}
