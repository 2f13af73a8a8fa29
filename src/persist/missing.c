/*
 * What a snapshot names and is not here: natives, or those of its version, and types of
 * objects. They are collected, and a load that has come to its end is refused with all.
 */
#include <stdio.h>
#include <string.h>

#include "persist/load.h"

enum { LIST_MAX = 360 }; /* bytes that a report has room for */

void load_note_missing(Loader *loader, const uint8_t *name, size_t size, const char *note)
{
    Bytes *missing = &loader->missing;
    const size_t start = missing->count;
    if (start > LIST_MAX + 1) return; /* the report is full */
    bytes_put(missing, name, size);
    bytes_put(missing, note, strlen(note) + 1);
    if (missing->has_failed) return;
    const char *text = (const char *)missing->data + start;
    for (const char *at = (const char *)missing->data; at < text; at += strlen(at) + 1) {
        if (strcmp(at, text) != 0) continue;
        missing->count = start; /* many objects are of one type */
        return;
    }
}

/* False: not all of them went in. */
static bool join(const Bytes *missing, char out[LIST_MAX + 1])
{
    const char *at = (const char *)missing->data;
    const char *end = at + missing->count;
    size_t length = 0;
    for (; at < end; at += strlen(at) + 1) {
        const size_t room = LIST_MAX + 1 - length;
        const int size = snprintf(out + length, room, "%s%s", length ? ", " : "", at);
        if (size < 0 || (size_t)size >= room) break;
        length += (size_t)size;
    }
    if (length > 0) out[length] = 0; /* whole names, but for a first one that is longer */
    return at >= end;
}

void load_report_missing(Loader *loader)
{
    char list[LIST_MAX + 1];
    if (loader->status != SPORE_OK || loader->missing.count == 0) return;
    if (loader->missing.has_failed) {
        load_fail(loader, SPORE_NO_MEMORY, "out of memory");
        return;
    }
    const bool is_all = join(&loader->missing, list);
    loader->status =
        report_fail(loader->report, SPORE_INCOMPATIBLE,
                    "%s: not here: %s%s; register it, or give its library by --native",
                    loader->what, list, is_all ? "" : ", … (spore doctor lists all)");
}
