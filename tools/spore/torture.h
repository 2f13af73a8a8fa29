/*
 * --torture N and --torture-keep N: see design.md section 2. At every N-th
 * safepoint the job is saved onto one chain in a temporary store, loaded into a
 * fresh VM, and both VMs' digests are compared. --torture goes on with the fresh
 * VM, --torture-keep with the old one.
 */
#pragma once

#include "session.h"

/* The temporary store of a tortured session; removed by torture_end. */
typedef struct TortureStore {
    char path[256]; /* "": none */
} TortureStore;

/* Opens a temporary store and a job in it. Returns an exit code, 0: fine. */
int torture_open(Session *session, TortureStore *store);
/* Sets the first tick limit. */
void torture_begin(Session *session);
/* At the tick limit. -1: go on; else the exit code. */
int torture_turn(Session *session);
/* After session_close(): removes the store. */
void torture_end(TortureStore *store);
