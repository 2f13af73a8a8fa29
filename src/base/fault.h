/*
 * Fault points. With SPORE_FAULT=NAME[:N][:fail] in the environment the N-th
 * visit (default the first) of point NAME kills the process with SIGKILL, or
 * with `fail` makes the step return SPORE_IO. Built in only with
 * -DSPORE_FAULTS; else FAULT_POINT is SPORE_OK.
 */
#pragma once

#include "base/status.h"

typedef enum Fault {
#define FAULT(name) FAULT_##name,
#include "base/faults.def"
#undef FAULT
    FAULT_COUNT
} Fault;

const char *fault_name(Fault fault);

#ifdef SPORE_FAULTS
SporeStatus fault_visit(Fault fault);
#define FAULT_POINT(name) fault_visit(FAULT_##name)
#else
#define FAULT_POINT(name) SPORE_OK
#endif
