/*
 * The tasklets that sleep, or wait with a timeout: a skew heap below vm->sleepers,
 * ordered by wake time and then by ticket. It lives in pointers of the tasklets, so a
 * save writes only those that a change has touched.
 *
 *            vm->sleepers (earliest)
 *             left /     \ right
 *             left       right       up: the parent, NULL at the top
 */
#pragma once

#include "vm/vm.h"

/* Adds a tasklet whose wake_ns and ticket are set. */
void sleepers_add(VM *vm, Tasklet *tasklet);
/* Takes one out, wherever it stands; its pointers are NULL then. */
void sleepers_remove(VM *vm, Tasklet *tasklet);
/* `a` wakes before `b`. */
bool sleepers_is_before(const Tasklet *a, const Tasklet *b);
