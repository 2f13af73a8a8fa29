/*
 * How C code reports failures: a SporeStatus, TRY and one `done:` label.
 */
#pragma once

#include "spore/spore.h"

/* Leaves for `done:` when `call` fails; needs a local `status`. */
#define TRY(call)                                                                        \
    do {                                                                                 \
        status = (call);                                                                 \
        if (status != SPORE_OK) goto done;                                               \
    } while (0)

/*
 * What went wrong, for a person: what, where and what to do; lower case, no
 * full stop. Functions that take a Report fill it when they fail.
 */
typedef SporeReport Report;

/* Fills `report` (may be NULL) and returns `status`. */
SporeStatus report_fail(Report *report, SporeStatus status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
