/*
 * What the program wants to be told of: switches, actions on channels, uncaught errors.
 *
 * The schedule callback runs between two tasklets, on a fiber of its own: the one
 * before has stopped, the next one has not started. Nothing that it does can change
 * who that is; it can be saved in its middle like everything else.
 *
 *     tasklet A  |  callback(A, B)  |  tasklet B (already current)
 */
#pragma once

#include "vm/vm.h"

/*
 * Before vm->tasklet is entered: true: the schedule callback is to run first, in
 * vm->fiber.
 */
bool callback_enter(VM *vm);
/* vm_run() ends in the middle of the callback. false: it is not running. */
bool callback_leave(VM *vm);
/* A fiber of no tasklet has ended, or failed. false: it was not the callback's. */
bool callback_end(VM *vm);
/* Nobody is told of anything any more. */
void callback_stop(VM *vm);
