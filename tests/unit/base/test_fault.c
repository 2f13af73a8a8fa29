/*
 * Fault points. Without -DSPORE_FAULTS they cost nothing and do nothing.
 */
#include "base/fault.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

Test(fault, every_point_has_a_name)
{
    for (int i = 0; i < FAULT_COUNT; i++)
        cr_assert(strlen(fault_name((Fault)i)) > 1);
    cr_assert_str_eq(fault_name(FAULT_SAVE_BEGIN), "SAVE_BEGIN");
    cr_assert_str_eq(fault_name(FAULT_COUNT), "?");
}

#ifdef SPORE_FAULTS

Test(fault, nothing_happens_unasked)
{
    unsetenv("SPORE_FAULT");
    cr_assert_eq(FAULT_POINT(SAVE_BEGIN), SPORE_OK);
    setenv("SPORE_FAULT", "STORE_COMMITTED", 1);
    cr_assert_eq(FAULT_POINT(STORE_COMMIT), SPORE_OK);
    cr_assert_eq(FAULT_POINT(SAVE_BEGIN), SPORE_OK);
}

Test(fault, a_step_fails_at_the_visit_asked_for)
{
    setenv("SPORE_FAULT", "FILE_SYNC:3:fail", 1);
    cr_assert_eq(FAULT_POINT(FILE_SYNC), SPORE_OK);
    cr_assert_eq(FAULT_POINT(FILE_SYNC), SPORE_OK);
    cr_assert_eq(FAULT_POINT(FILE_FLUSH), SPORE_OK);
    cr_assert_eq(FAULT_POINT(FILE_SYNC), SPORE_IO);
    cr_assert_eq(FAULT_POINT(FILE_SYNC), SPORE_OK);
}

Test(fault, the_process_is_killed_at_the_point, .signal = SIGKILL)
{
    setenv("SPORE_FAULT", "SAVE_ENCODE", 1);
    (void)FAULT_POINT(SAVE_ENCODE);
}

#else

Test(fault, points_are_built_out)
{
    setenv("SPORE_FAULT", "SAVE_BEGIN", 1);
    cr_assert_eq(FAULT_POINT(SAVE_BEGIN), SPORE_OK);
}

#endif
