/*
 * Names of statuses, and reports.
 */
#include "base/status.h"

#include <criterion/criterion.h>
#include <string.h>

Test(status, every_status_has_a_name_of_its_own)
{
    for (int i = SPORE_OK; i <= SPORE_LIMIT; i++)
        for (int j = SPORE_OK; j < i; j++)
            cr_assert_str_neq(spore_status_name((SporeStatus)i),
                              spore_status_name((SporeStatus)j));
    const char *unknown = spore_status_name((SporeStatus)99);
    for (int i = SPORE_OK; i <= SPORE_LIMIT; i++)
        cr_assert_str_neq(spore_status_name((SporeStatus)i), unknown);
}

Test(status, a_report_is_filled_and_never_overflows)
{
    Report report = {{0}};
    cr_assert_eq(report_fail(&report, SPORE_IO, "store: %d pages", 3), SPORE_IO);
    cr_assert_str_eq(report.text, "store: 3 pages");
    cr_assert_eq(report_fail(NULL, SPORE_BUSY, "unseen"), SPORE_BUSY);
    char long_text[2000];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    report_fail(&report, SPORE_IO, "%s", long_text);
    cr_assert_eq(strlen(report.text), sizeof report.text - 1);
}
