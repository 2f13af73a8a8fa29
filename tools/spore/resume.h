/*
 * Going on with a job, for `resume` and `run --resume-or-start`.
 */
#pragma once

#include "session.h"

/* Owns the job, loads its newest snapshot and runs it. Returns the exit code; of a
 * job that has ended, that job's. */
int resume_job(Session *session, const char *store, const char *name, bool steal);
