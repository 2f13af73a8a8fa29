/*
 * The writer thread of a job: takes encoded images and commits them, so that the
 * job stands still only while it is encoded. One image is in flight; a request
 * that comes meanwhile is noted. An image that could not be committed is kept and
 * folded below the next one: nothing that was encoded is ever lost.
 */
#pragma once

#include <pthread.h>

#include "persist/run.h"
#include "spore/persist.h"

/* An encoded image on its way. */
typedef struct PendingImage PendingImage;
struct PendingImage {
    Image image;
    PendingImage *older; /* failed before this one */
};

typedef struct Saver {
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool has_thread;
    bool is_stopping;
    bool is_wanted;         /* a save was asked for while one was in flight */
    int64_t wanted_ns;      /* … first at this time */
    bool is_busy;           /* `image` is handed over and not yet finished */
    PendingImage *image;    /* the writer's while is_busy */
    PendingImage *failed;   /* encoded, not committed; newest first */
    SporeStatus status;     /* of the last save */
    SporeSnapshotInfo info; /* of the last that succeeded */
    Report report;          /* of the last when it failed */
    bool is_lost;           /* the job has another owner: no save is tried again */
    SporeSaved saved;
    void *saved_context;
} Saver;

void saver_init(Saver *saver, SporeSaved saved, void *saved_context);
/* Waits for the image in flight and ends the thread. */
void saver_deinit(Saver *saver);
/* true: an image is in flight; then the request is noted. */
bool saver_defer(Saver *saver, int64_t requested_ns);
/* Time of the earliest noted request (0: none), which is then forgotten. */
int64_t saver_take_wanted(Saver *saver);
/*
 * Hands an image (from malloc) over; none may be in flight. Adopts it in any case:
 * on failure it goes with the next one.
 */
SporeStatus saver_put_adopt(Saver *saver, SporeJob *job, PendingImage *image,
                            Report *report);
/* Forgets images that failed: the VM that they came from is given up. */
void saver_forget(Saver *saver);
/* Waits until no image is in flight; the last save's status, report and snapshot. */
SporeStatus saver_wait(Saver *saver, SporeSnapshotInfo *out_info, Report *report);
