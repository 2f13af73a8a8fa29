/*
 * Names of statuses and the filling of reports.
 */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

const char *spore_status_name(SporeStatus status)
{
    switch (status) {
    case SPORE_OK: return "ok";
    case SPORE_NO_MEMORY: return "out of memory";
    case SPORE_ERROR: return "error";
    case SPORE_SYNTAX: return "syntax error";
    case SPORE_USAGE: return "usage error";
    case SPORE_CORRUPT: return "corrupt";
    case SPORE_NOT_FOUND: return "not found";
    case SPORE_EXISTS: return "exists already";
    case SPORE_IO: return "input/output error";
    case SPORE_UNAVAILABLE: return "unavailable";
    case SPORE_BUSY: return "busy";
    case SPORE_LOST: return "taken over";
    case SPORE_INCOMPATIBLE: return "incompatible";
    case SPORE_NOT_RESTORABLE: return "not restorable";
    case SPORE_LIMIT: return "over a limit";
    }
    return "unknown status";
}

SporeStatus report_fail(Report *report, SporeStatus status, const char *format, ...)
{
    if (report == NULL) return status;
    va_list args;
    va_start(args, format);
    vsnprintf(report->text, sizeof report->text, format, args);
    va_end(args);
    return status;
}
