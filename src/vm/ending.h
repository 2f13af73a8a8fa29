/*
 * The end of a program: its last act is to run all finalizers that are left, and
 * before them the __tostring of an error that ends it, or after os.exit(code, true)
 * the __close of main's variables. The main
 * tasklet is what runs them; all others stand still for ever. Only then vm_run()
 * returns. All of it can be saved half-way, like the rest of the program.
 */
#pragma once

#include "vm/vm.h"

enum {
    ENDING_NOT = 0,
    ENDING_DESCRIBES = 1, /* __tostring of the error that ends the program runs */
    ENDING_CLOSES = 2,    /* main's variables are closed */
    ENDING_FINALIZES = 3, /* the last finalizers run; nothing gets one any more */
    ENDING_PHASE_COUNT
};

/*
 * The program would end with this status (DONE, FAILED, EXIT). true: something is to
 * be run first, go on with scheduler_enter(); false: it has ended.
 */
bool ending_begin(VM *vm, RunStatus status);

/* Nobody is left to run: the status that vm_run() returns, vm->error with it. */
RunStatus ending_status(VM *vm);
