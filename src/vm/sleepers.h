/*
 * The tasklets that sleep: a skew heap below vm->sleepers, ordered by wake time
 * and then by the order of falling asleep. It lives in the tasklets' own chain
 * pointers, so a save writes only those that a change has touched.
 *
 *            vm->sleepers (earliest)
 *             prev /     \ next
 *             left       right       up: the parent, NULL at the top
 */
#pragma once

#include "vm/vm.h"

/* Adds a tasklet whose wake_ns is set; gives it the next sleep_order. */
void sleepers_add(VM *vm, Tasklet *tasklet);
/* Takes one out, wherever it stands; its chain pointers are NULL then. */
void sleepers_remove(VM *vm, Tasklet *tasklet);
/* `a` wakes before `b`. */
bool sleepers_is_before(const Tasklet *a, const Tasklet *b);
