/*
 * The writer thread. The mutex guards all fields of Saver except `image` while
 * is_busy, which is the writer's, and `failed`, which is the writer's while is_busy
 * and the job's thread's otherwise.
 */
#include "persist/saver.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "persist/commit.h"

static void free_pending(PendingImage *image)
{
    while (image != NULL) {
        PendingImage *older = image->older;
        image_deinit(&image->image);
        free(image);
        image = older;
    }
}

/* ---- on the writer thread ---- */

/* Moves the older image's code and files over. On failure nothing has changed. */
static SporeStatus fold_image(Image *newer, Image *older)
{
    const uint32_t code_count = newer->code_count + older->code_count;
    const uint32_t fd_count = newer->sync_fd_count + older->sync_fd_count;
    if (older->code_count > 0) {
        CodeBlob *codes = realloc(newer->codes, code_count * sizeof *codes);
        if (codes == NULL) return SPORE_NO_MEMORY;
        newer->codes = codes;
        newer->code_capacity = code_count;
    }
    if (older->sync_fd_count > 0) {
        int *fds = realloc(newer->sync_fds, fd_count * sizeof *fds);
        if (fds == NULL) return SPORE_NO_MEMORY;
        newer->sync_fds = fds;
    }
    const SporeStatus status = run_fold(&newer->run, &older->run);
    if (status != SPORE_OK) return status;
    for (uint32_t i = 0; i < older->code_count; i++)
        newer->codes[newer->code_count++] = older->codes[i];
    for (uint32_t i = 0; i < older->sync_fd_count; i++)
        newer->sync_fds[newer->sync_fd_count++] = older->sync_fds[i];
    older->code_count = 0;
    older->sync_fd_count = 0;
    return SPORE_OK;
}

static SporeStatus fold_failed(Saver *saver, Report *report)
{
    while (saver->failed != NULL) {
        PendingImage *older = saver->failed;
        if (fold_image(&saver->image->image, &older->image) != SPORE_OK)
            return report_fail(report, SPORE_NO_MEMORY, "out of memory");
        saver->failed = older->older;
        older->older = NULL;
        free_pending(older);
    }
    return SPORE_OK;
}

/* What the program wrote must be on the disk before a snapshot that counts on it. */
static SporeStatus sync_files(const Image *image, Report *report)
{
    for (uint32_t i = 0; i < image->sync_fd_count; i++) {
        const SporeStatus status = fault_told(FAULT_POINT(FILE_SYNC), report);
        if (status != SPORE_OK) return status;
        /* EINVAL, EROFS: a pipe or the like, which has no disk. */
        if (fdatasync(image->sync_fds[i]) != 0 && errno != EINVAL && errno != EROFS)
            return report_fail(report, SPORE_IO, "cannot sync a file of the job: %s",
                               strerror(errno));
    }
    return SPORE_OK;
}

static SporeStatus write_image(SporeJob *job, SporeSnapshotInfo *out_info, Report *report)
{
    Saver *saver = &job->saver;
    SporeStatus status = SPORE_OK;
    TRY(fault_told(FAULT_POINT(WRITER_BEGIN), report));
    TRY(fold_failed(saver, report));
    TRY(sync_files(&saver->image->image, report));
    TRY(commit_image(job, &saver->image->image, job->compaction, out_info, report));
    TRY(fault_told(FAULT_POINT(SAVE_FINISH), report));

done:
    return status;
}

/* One save; called and returns with the mutex locked. */
static void serve_image(SporeJob *job)
{
    Saver *saver = &job->saver;
    SporeSnapshotInfo info = {0};
    Report report = {0};
    pthread_mutex_unlock(&saver->mutex);

    const SporeStatus status =
        saver->is_lost
            ? report_fail(&report, SPORE_LOST, "job %s was taken over", job->name)
            : write_image(job, &info, &report);
    PendingImage *image = saver->image;
    saver->image = NULL;
    if (status == SPORE_OK || status == SPORE_LOST) {
        free_pending(image);
    } else {
        image->older = saver->failed;
        saver->failed = image;
    }

    pthread_mutex_lock(&saver->mutex);
    if (status == SPORE_OK) {
        saver->info = info;
        job->newest = info.number;
    }
    if (status == SPORE_LOST) saver->is_lost = true;
    saver->status = status;
    saver->report = report;
    saver->is_busy = false;
    const bool is_wanted = saver->is_wanted;
    pthread_cond_broadcast(&saver->changed);
    if (saver->saved == NULL) return;
    pthread_mutex_unlock(&saver->mutex);
    saver->saved(saver->saved_context, status, status == SPORE_OK ? &info : NULL,
                 report.text, is_wanted);
    pthread_mutex_lock(&saver->mutex);
}

/* A slice of compaction; called and returns with the mutex locked. */
static void compact(SporeJob *job)
{
    Saver *saver = &job->saver;
    Report report = {0};
    pthread_mutex_unlock(&saver->mutex);
    const SporeStatus status = compaction_step(job, job->compaction, &report);
    /* Most failures only put it off. A damaged run is worth a word: the job itself
     * is whole, but what is stored of it is not. */
    if (status == SPORE_CORRUPT && saver->saved != NULL)
        saver->saved(saver->saved_context, status, NULL, report.text, false);
    pthread_mutex_lock(&saver->mutex);
}

static bool has_merge_work(const SporeJob *job)
{
    return job->compaction->inputs != NULL && !job->compaction->is_done;
}

static void *run_writer(void *context)
{
    SporeJob *job = context;
    Saver *saver = &job->saver;
    pthread_mutex_lock(&saver->mutex);
    for (;;) {
        while (!saver->is_busy && !saver->is_stopping && !has_merge_work(job))
            pthread_cond_wait(&saver->changed, &saver->mutex);
        if (saver->is_busy) serve_image(job);
        if (saver->is_stopping && !saver->is_busy) break;
        if (has_merge_work(job)) compact(job);
    }
    pthread_mutex_unlock(&saver->mutex);
    return NULL;
}

/* ---- on the job's thread ---- */

void saver_init(Saver *saver, SporeSaved saved, void *saved_context)
{
    *saver = (Saver){.saved = saved, .saved_context = saved_context};
    pthread_mutex_init(&saver->mutex, NULL);
    pthread_cond_init(&saver->changed, NULL);
}

void saver_deinit(Saver *saver)
{
    pthread_mutex_lock(&saver->mutex);
    saver->is_stopping = true;
    pthread_cond_broadcast(&saver->changed);
    pthread_mutex_unlock(&saver->mutex);
    if (saver->has_thread) pthread_join(saver->thread, NULL);
    saver_forget(saver);
    pthread_mutex_destroy(&saver->mutex);
    pthread_cond_destroy(&saver->changed);
}

void saver_forget(Saver *saver)
{
    free_pending(saver->failed);
    saver->failed = NULL;
}

bool saver_defer(Saver *saver, int64_t requested_ns)
{
    pthread_mutex_lock(&saver->mutex);
    const bool is_busy = saver->is_busy;
    if (is_busy && !saver->is_wanted) {
        saver->is_wanted = true;
        saver->wanted_ns = requested_ns;
    }
    pthread_mutex_unlock(&saver->mutex);
    return is_busy;
}

int64_t saver_take_wanted(Saver *saver)
{
    pthread_mutex_lock(&saver->mutex);
    const int64_t wanted_ns = saver->is_wanted ? saver->wanted_ns : 0;
    saver->is_wanted = false;
    pthread_mutex_unlock(&saver->mutex);
    return wanted_ns;
}

/* Signals are the business of the host's threads. */
static SporeStatus start_thread(Saver *saver, SporeJob *job, Report *report)
{
    if (saver->has_thread) return SPORE_OK;
    sigset_t all;
    sigset_t old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    const int code = pthread_create(&saver->thread, NULL, run_writer, job);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    if (code != 0)
        return report_fail(report, SPORE_NO_MEMORY, "cannot start the writer thread: %s",
                           strerror(code));
    saver->has_thread = true;
    return SPORE_OK;
}

SporeStatus saver_put_adopt(Saver *saver, SporeJob *job, PendingImage *image,
                            Report *report)
{
    SporeStatus status = fault_told(FAULT_POINT(SAVE_HANDOFF), report);
    if (status == SPORE_OK) status = start_thread(saver, job, report);
    if (status != SPORE_OK) {
        image->older = saver->failed;
        saver->failed = image;
        return status;
    }
    pthread_mutex_lock(&saver->mutex);
    saver->image = image;
    saver->is_busy = true;
    pthread_cond_broadcast(&saver->changed);
    pthread_mutex_unlock(&saver->mutex);
    return SPORE_OK;
}

SporeStatus saver_wait(Saver *saver, SporeSnapshotInfo *out_info, Report *report)
{
    pthread_mutex_lock(&saver->mutex);
    while (saver->is_busy)
        pthread_cond_wait(&saver->changed, &saver->mutex);
    const SporeStatus status = saver->status;
    if (status == SPORE_OK && out_info != NULL) *out_info = saver->info;
    if (status != SPORE_OK && report != NULL) *report = saver->report;
    pthread_mutex_unlock(&saver->mutex);
    return status;
}
