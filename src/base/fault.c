/*
 * Fault points. Their visit counters are the one mutable static of this layer:
 * they count per process, must survive the store they are visited in, and exist
 * in test builds only.
 */
#include "base/fault.h"

#ifdef SPORE_FAULTS
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#endif

static const char *const NAMES[FAULT_COUNT] = {
#define FAULT(name) #name,
#include "base/faults.def"
#undef FAULT
};

const char *fault_name(Fault fault)
{
    return fault < FAULT_COUNT ? NAMES[fault] : "?";
}

#ifdef SPORE_FAULTS
static atomic_ulong visit_counts[FAULT_COUNT];

SporeStatus fault_visit(Fault fault)
{
    const unsigned long visit = atomic_fetch_add(&visit_counts[fault], 1) + 1;
    const char *wanted = getenv("SPORE_FAULT");
    if (wanted == NULL) return SPORE_OK;
    const size_t length = strlen(NAMES[fault]);
    if (strncmp(wanted, NAMES[fault], length) != 0) return SPORE_OK;
    const char *rest = wanted + length;
    if (*rest != '\0' && *rest != ':') return SPORE_OK;

    unsigned long wanted_visit = 1;
    if (*rest == ':' && rest[1] >= '0' && rest[1] <= '9') {
        char *end;
        wanted_visit = strtoul(rest + 1, &end, 10);
        rest = end;
    }
    if (visit != wanted_visit) return SPORE_OK;
    if (strcmp(rest, ":fail") == 0) return SPORE_IO;
    kill(getpid(), SIGKILL);
    return SPORE_IO; /* not reached: SIGKILL to oneself is delivered at once */
}
#endif
