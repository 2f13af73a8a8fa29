/*
 * Who runs a job. Two things together: a lock of the operating system on a file
 * of the job in the store's directory, which ends with its process, and the owner
 * in the job's record, which tells of owners on other hosts and is checked by
 * every save.
 */
#pragma once

#include "base/status.h"
#include "spore/persist.h"

enum { MACHINE_ID_MAX = 64 };

typedef struct Owner {
    int64_t pid;      /* 0: nobody */
    uint64_t started; /* of that process, in the kernel's units: ids are used again */
    char host[SPORE_HOST_NAME_MAX + 1];
    char machine[MACHINE_ID_MAX + 1]; /* /etc/machine-id; "" where there is none */
    char boot[MACHINE_ID_MAX + 1];    /* of the running kernel */
} Owner;

/* This process. */
void owner_self(Owner *out_owner);
/* When a process of this host started; 0: it is not known, or there is none. */
uint64_t process_started(int64_t pid);
/*
 * Both have the same kernel or the same host: for whom the other's lock is free,
 * the other is dead.
 */
bool owner_is_near(const Owner *owner, const Owner *other);

/*
 * Locks a job of the store in `directory` until the descriptor is closed. BUSY:
 * another has it. The file stays for ever: removing it would let two lock it.
 */
SporeStatus lock_take(const char *directory, const char *job_name, int *out_fd,
                      Report *report);
void lock_release(int fd);
/* Somebody (in this process or another) has it. */
bool lock_is_held(const char *directory, const char *job_name);
