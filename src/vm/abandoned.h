/*
 * Tasklets that nobody can reach any more, but that have variables to be closed: they
 * are killed, not forgotten. Their error is tasklet.exit, raised at their next turn, as
 * if somebody had called t:kill(true).
 *
 * vm->closers is the list of all fibers that may have such variables, so that the
 * collector need not look at each. It keeps none of them alive, but a snapshot holds
 * what it holds.
 */
#pragma once

#include "vm/vm.h"

/* The fiber has a variable to be closed. false: out of memory. */
bool abandoned_note(VM *vm, Fiber *fiber);
/*
 * When all that is reachable is marked: kills those that are not; true: there were
 * some, which are to be marked now.
 */
bool abandoned_kill(VM *vm);
/* Then, before the sweep: forgets fibers that will be gone, or have nothing to close. */
void abandoned_prune(VM *vm);
/* After a load: false: vm->closers holds something else. */
bool abandoned_check(VM *vm);
