/*
 * Exit codes and the lines that go with them.
 */
#include <stdarg.h>
#include <stdio.h>

#include "cli.h"

int exit_code_of(SporeStatus status)
{
    switch (status) {
    case SPORE_OK: return EXIT_DONE;
    case SPORE_ERROR:
    case SPORE_SYNTAX: return EXIT_PROGRAM_FAILED;
    case SPORE_USAGE: return EXIT_USAGE;
    case SPORE_CORRUPT: return EXIT_CORRUPT;
    case SPORE_NOT_FOUND: return EXIT_NOT_FOUND;
    case SPORE_EXISTS: return EXIT_EXISTS;
    case SPORE_IO: return EXIT_IO;
    case SPORE_UNAVAILABLE: return EXIT_UNAVAILABLE;
    case SPORE_BUSY:
    case SPORE_LOST: return EXIT_BUSY;
    case SPORE_INCOMPATIBLE: return EXIT_INCOMPATIBLE;
    case SPORE_NOT_RESTORABLE: return EXIT_NOT_RESTORABLE;
    case SPORE_NO_MEMORY:
    case SPORE_LIMIT: return EXIT_LIMIT;
    }
    return EXIT_BUG;
}

void say_lines(const char *text)
{
    flockfile(stderr);
    for (const char *at = text; *at; at++) {
        const unsigned char byte = (unsigned char)*at;
        if (byte < 32 && byte != '\n' && byte != '\t')
            fprintf(stderr, "\\x%02x", byte);
        else
            fputc(byte, stderr);
    }
    fputc('\n', stderr);
    funlockfile(stderr);
}

static void print_line(const char *format, va_list arguments)
{
    char text[2048];

    vsnprintf(text, sizeof text, format, arguments);
    flockfile(stderr);
    fputs("spore: ", stderr);
    say_lines(text);
    funlockfile(stderr);
}

void say(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_line(format, arguments);
    va_end(arguments);
}

int say_failure(SporeStatus status, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_line(format, arguments);
    va_end(arguments);
    return exit_code_of(status);
}
