/*
 * A native that waits and can be saved there: it is entered again at each step, and all
 * that it knows stands in its slots.
 *
 *     $ spore run --job mean --until-idle --native ./resumable.so resumable.lua
 *     sent 10 and 20
 *     spore: all tasklets of mean sleep; go on with: spore resume mean
 *     $ spore doctor mean --native ./resumable.so
 *     mean@1 can be resumed whole
 *     $ spore resume mean --native ./resumable.so
 *     the mean is 30
 *     sent 60
 *
 * When the job was saved, stats.channel_mean() had received two of its three numbers.
 */
#include <spore/spore.h>

enum { CHANNEL, COUNT, RECEIVED, LEFT, SUM }; /* slots; the arguments first */
enum { BEGIN, TAKE };                         /* steps */

/* stats.channel_mean(channel, count): of as many values as come from the channel */
static SporeStatus channel_mean(SporeCall *call)
{
    int64_t count = 0, left = 0;
    double value = 0, sum = 0;

    if (spore_count(call) != 2) return spore_fail(call, "wants a channel and a count");
    SporeStatus status = spore_get_integer(call, COUNT, &count);
    if (status != SPORE_OK) return status;
    if (count < 1) return spore_fail(call, "the mean of %lld?", (long long)count);
    if (spore_step(call) == BEGIN) {
        left = count;
    } else { /* TAKE: from a snapshot these may be anything, so they are checked */
        status = spore_get_number(call, RECEIVED, &value);
        if (status == SPORE_OK) status = spore_get_integer(call, LEFT, &left);
        if (status == SPORE_OK) status = spore_get_number(call, SUM, &sum);
        if (status != SPORE_OK) return status;
        left--;
        sum += value;
    }
    spore_set_integer(call, LEFT, left);
    spore_set_number(call, SUM, sum);
    if (left > 0) return spore_then_receive(call, CHANNEL, TAKE);
    spore_set_number(call, SUM, sum / (double)count);
    return spore_return(call, SUM, 1);
}

SporeStatus spore_open_library(SporeVM *vm)
{
    static const SporeNativeDef NATIVES[] = {
        {.name = "stats.channel_mean", .function = channel_mean, .steps = TAKE}};

    return spore_vm_register(vm, NATIVES, 1, NULL);
}
