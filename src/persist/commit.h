/*
 * An image becomes the next snapshot of its job, or the first one of a job that is
 * imported, in one transaction.
 */
#pragma once

#include "persist/compact.h"
#include "persist/job.h"

/*
 * Stores the image as the job's next snapshot. `compaction`: when one is done, its
 * run takes the place of those it merged; when none is active and one is due, it
 * is begun. LOST, IO, CORRUPT: nothing has changed (an error of the last moment
 * may come although the snapshot is there; storing the image once more is right
 * in both cases).
 */
SporeStatus commit_image(SporeJob *job, const Image *image, Compaction *compaction,
                         SporeSnapshotInfo *out_info, Report *report);

/*
 * Makes a job that nobody runs, with the image, which must be a whole snapshot, as its
 * only one. EXISTS and BUSY: the name is taken. On failure nothing has changed.
 */
SporeStatus commit_import(SporeStore *store, const char *name, const Image *image,
                          JobRecord *out_record, Report *report);
