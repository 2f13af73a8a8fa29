/*
 * The message for a native that has used up its C stack. It is written in a signal
 * handler: only what may be called there, no allocation, no stdio.
 */
#include <string.h>
#include <unistd.h>

#include "api/native_call.h"

typedef struct Line {
    size_t length;
    char text[400];
} Line;

static void put(Line *line, const char *text)
{
    for (; *text && line->length < sizeof line->text; text++)
        line->text[line->length++] = (unsigned char)*text < 32 ? '?' : *text;
}

static void put_number(Line *line, uint64_t number)
{
    char digits[24];
    size_t at = sizeof digits - 1;

    digits[at] = '\0';
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    put(line, digits + at);
}

static void report(Stack *stack)
{
    const SporeCall *call = stack->owner;
    const Tasklet *tasklet = call ? call->vm->tasklet : NULL;
    Line line = {0};

    put(&line, "spore: native '");
    put(&line, call ? call->host->def.name : "?");
    put(&line, "' in tasklet ");
    put_number(&line, tasklet ? tasklet->number : 0);
    if (tasklet && tasklet_name(tasklet)) {
        put(&line, " (");
        put(&line, tasklet_name(tasklet)->data);
        put(&line, ")");
    }
    put(&line, " has used up its C stack of ");
    put_number(&line, stack_size(stack) / 1024);
    put(&line, " KiB; give natives larger ones: --stack, spore_vm_set_stack_size()");
    line.text[line.length < sizeof line.text ? line.length++ : line.length - 1] = '\n';
    (void)!write(STDERR_FILENO, line.text, line.length);
}

SporeStatus spore_catch_stack_overflow(void)
{
    return stack_catch_overflow(report) ? SPORE_OK : SPORE_NO_MEMORY;
}
