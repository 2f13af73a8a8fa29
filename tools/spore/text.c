/*
 * Texts for people.
 */
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

void text_time(int64_t realtime_ns, char *out, size_t size)
{
    const time_t seconds = (time_t)(realtime_ns / 1000000000);
    struct tm parts;

    if (!localtime_r(&seconds, &parts) ||
        strftime(out, size, "%Y-%m-%d %H:%M:%S", &parts) == 0)
        snprintf(out, size, "?");
}

void text_time_utc(int64_t realtime_ns, char *out, size_t size)
{
    const time_t seconds = (time_t)(realtime_ns / 1000000000);
    char whole[32];
    struct tm parts;

    if (!gmtime_r(&seconds, &parts) ||
        strftime(whole, sizeof whole, "%Y-%m-%dT%H:%M:%S", &parts) == 0)
        snprintf(out, size, "?");
    else
        snprintf(out, size, "%s.%06dZ", whole, (int)(realtime_ns % 1000000000 / 1000));
}

void text_size(uint64_t bytes, char *out, size_t size)
{
    static const char *const UNITS[] = {"kB", "MB", "GB", "TB", "PB"};
    double number = (double)bytes;
    int unit = -1;

    while (number >= 999.5 && unit < 4) {
        number /= 1000;
        unit++;
    }
    if (unit < 0)
        snprintf(out, size, "%d B", (int)bytes);
    else
        snprintf(out, size, "%.*f %s", number < 9.95 ? 1 : 0, number, UNITS[unit]);
}

void text_duration(int64_t ns, char *out, size_t size)
{
    const double number = (double)ns;

    if (number < 1e6)
        snprintf(out, size, "%.0fus", number / 1e3);
    else if (number < 1e9)
        snprintf(out, size, "%.1fms", number / 1e6);
    else
        snprintf(out, size, "%.1fs", number / 1e9);
}

void text_heading(const char *line)
{
    const char *no_color = getenv("NO_COLOR");
    const bool is_plain = !isatty(STDOUT_FILENO) || (no_color && *no_color);

    printf(is_plain ? "%s\n" : "\033[1m%s\033[0m\n", line);
}
