/*
 * Spore's embedding interface. Everything public starts with spore_, Spore or
 * SPORE_. A function that can fail returns a SporeStatus; the message of the
 * last failure is kept where the function's comment says.
 */
#ifndef SPORE_SPORE_H
#define SPORE_SPORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SPORE_API __attribute__((visibility("default")))
#else
#define SPORE_API
#endif

#define SPORE_VERSION "0.1.0"

typedef enum SporeStatus {
    SPORE_OK = 0,
    SPORE_NO_MEMORY,    /* the host's allocator failed; the VM can only be freed */
    SPORE_ERROR,        /* the Lua program failed; the error value is kept */
    SPORE_SYNTAX,       /* source text does not compile */
    SPORE_USAGE,        /* an argument of the call is wrong */
    SPORE_CORRUPT,      /* stored or imported bytes are not what they must be */
    SPORE_NOT_FOUND,    /* no such job, snapshot, file */
    SPORE_EXISTS,       /* the name is taken */
    SPORE_IO,           /* input/output failed, or the disk is full */
    SPORE_UNAVAILABLE,  /* the store cannot be opened */
    SPORE_BUSY,         /* another process runs the job */
    SPORE_LOST,         /* another process has taken the job over */
    SPORE_INCOMPATIBLE, /* written by another version, or natives are missing */
    SPORE_NOT_RESTORABLE,
    SPORE_LIMIT         /* over a limit that was set */
} SporeStatus;

/* A short name of the status, e.g. "not found". */
SPORE_API const char *spore_status_name(SporeStatus status);

#ifdef __cplusplus
}
#endif

#endif
