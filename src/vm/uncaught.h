/*
 * Errors that nothing in their tasklet catches. Before its calls are gone, they are
 * written down: Tasklet.traceback. It goes with the error to the tasklet that gets it,
 * so that the end of a program can tell where its end began.
 */
#pragma once

#include "vm/vm.h"

/*
 * vm->error was raised in vm->fiber, whose frames all stand. Keeps a traceback in the
 * tasklet when nothing there catches the error. Without memory for it there is none;
 * vm->error stays.
 */
void uncaught_note(VM *vm);

/* The dead tasklet's error goes to `taker`, and its traceback with it. */
void uncaught_hand_over(VM *vm, const Tasklet *tasklet, Tasklet *taker);
