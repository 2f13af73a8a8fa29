/*
 * What spore doctor found in a snapshot, for those who print it.
 */
#pragma once

#include <spore/spore.h>

typedef struct Findings {
    SporeLostCall *calls;
    size_t call_count;
    SporeLostObject *objects; /* sorted: those that are told as one stand together */
    size_t object_count;
    SporeChangedNative *natives;
    size_t native_count;
} Findings;

/* How many objects from number `first` on are told as one. */
size_t findings_count_alike(const Findings *findings, size_t first);
void findings_print_json(const Findings *findings);

/* By a resume. */
bool native_is_refused(const SporeChangedNative *native);
