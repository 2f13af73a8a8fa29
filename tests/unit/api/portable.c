/*
 * What must come out the same on every CPU: a program is saved into a store, twice,
 * loaded from there, and runs on. Prints what the program prints, the digests of its
 * states and some bytes, which tools/cross compares. Exits 1 when something fails here.
 */
#include <spore/persist.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/hash.h"

/*
 * Values of all kinds and code that waits in many ways, across two checkpoints. No NaN
 * and no tasklet that is blocked: the sign of the one and the time of the other are the
 * CPU's.
 */
static const char PROGRAM[] =
    "local tasklet, channel = require 'tasklet', require 'channel'\n"
    "local job = require 'job'\n"
    "math.randomseed(1, 2)\n"
    "local key, all = {}, {1, 2.5, -0.0, 1 / 0, 1e-310, math.mininteger, 'x'}\n"
    "all[key], all.self, all.gone, all[2.0 ^ 60] = key, all, 1, ('long '):rep(2000)\n"
    "all.gone = nil\n"
    "all.weak = setmetatable({[key] = key, {}}, {__mode = 'k'})\n"
    "local wrapped = coroutine.wrap(function(...)\n"
    "  for i, v in ipairs {...} do coroutine.yield(i, v) end end)\n"
    "wrapped('a', 'b', 'c')\n"
    "local ch = channel.new(3)\n"
    "local sender = tasklet(function() for i = 1, 5 do ch:send(i)\n"
    "  if i == 2 then tasklet.schedule_remove() end end ch:close() end)()\n"
    "tasklet.schedule()\n"
    "local sorted = {5, 2, 4, 1, 3}\n"
    "table.sort(sorted, function(a, b)\n"
    "  if a == 4 and not all.once then all.once = true job.checkpoint() end\n"
    "  return a < b end)\n"
    "print(table.concat(sorted, ' '))\n"
    "local names = {}\n"
    "for k, v in pairs {x = 1, y = 2, z = 3} do\n"
    "  names[#names + 1] = k if k == 'y' then job.checkpoint() end\n"
    "end\n"
    "print(table.concat(names), wrapped(), all.self == all, all.weak[key] == key)\n"
    "sender:insert()\n"
    "for v in ch do io.write(v, ' ') end\n"
    "print(#all[2.0 ^ 60], all[3], all[5], all[6], math.random(1 << 40))\n"
    "print(('%a %.17g %s'):format(0.1, 1 / 3, tostring(key)))\n"
    "print((string.pack('>i8 d s2', -2, 1.5, 'abc'):gsub('.', function(c)\n"
    "  return ('%02x'):format(c:byte()) end)))\n";

static void die(const char *what, const char *text)
{
    printf("FAILED: %s: %s\n", what, text);
    exit(1);
}

static void print_bytes(const char *what, const uint8_t *bytes, size_t size)
{
    printf("%s", what);
    for (size_t i = 0; i < size; i++)
        printf("%02x", bytes[i]);
    printf("\n");
}

static void print_encodings(void)
{
    Bytes bytes = {0};
    bytes_put_u32(&bytes, 0x01020304);
    bytes_put_u64(&bytes, 0x05060708090a0b0c);
    bytes_put_varint(&bytes, 0x123456789abc);
    print_bytes("bytes ", bytes.data, bytes.count);
    bytes_deinit(&bytes);
}

static void digest(SporeVM *vm, uint8_t out[SPORE_DIGEST_BYTES])
{
    if (spore_vm_digest(vm, out) != SPORE_OK) die("digest", "no memory");
}

static void save(SporeJob *job, SporeVM *vm)
{
    const SporeSave how = {.reason = "checkpoint", .is_sync = true};
    SporeSnapshotInfo info;
    SporeReport report = {""};

    if (spore_vm_flush_files(vm, &report) != SPORE_OK ||
        spore_job_save(job, vm, &how, &info, &report) != SPORE_OK)
        die("save", report.text);
    spore_vm_set_checkpoint(vm, SPORE_OK, NULL);
}

/* A fresh VM with the newest snapshot, which must be what `saved` is. */
static SporeVM *load(SporeJob *job, SporeVM *saved)
{
    const SporeOptions blank = {.is_blank = true};
    uint8_t before[SPORE_DIGEST_BYTES], after[SPORE_DIGEST_BYTES];
    SporeSnapshotInfo info;
    SporeReport report = {""};
    SporeVM *vm = NULL;

    digest(saved, before);
    if (spore_vm_open(&blank, &vm) != SPORE_OK) die("vm", "no memory");
    if (spore_job_load(job, vm, &info, &report) != SPORE_OK) die("load", report.text);
    digest(vm, after);
    print_bytes("digest ", after, sizeof after);
    if (memcmp(before, after, sizeof after) != 0) die("digest", "not what was saved");
    if (spore_vm_open_files(vm, SPORE_FILES_IGNORE, &report) != SPORE_OK)
        die("files", report.text);
    return vm;
}

static SporeVM *run_saved(SporeJob *job)
{
    SporeReport report = {""};
    SporeVM *vm = NULL;
    SporeRun run;

    if (spore_vm_open(NULL, &vm) != SPORE_OK) die("vm", "no memory");
    if (spore_vm_load_text(vm, PROGRAM, sizeof PROGRAM - 1, "program", NULL, 0) !=
        SPORE_OK)
        die("compile", spore_vm_error(vm));
    while ((run = spore_vm_run(vm)) == SPORE_RUN_REQUEST) {
        (void)spore_vm_take_requests(vm); /* it is job.checkpoint() */
        save(job, vm);
        SporeVM *loaded = load(job, vm);
        spore_vm_close(vm);
        vm = loaded;
        spore_vm_set_checkpoint(vm, SPORE_OK, NULL);
    }
    if (run != SPORE_RUN_DONE) die("run", spore_vm_error(vm));
    if (spore_vm_end_files(vm, &report) != SPORE_OK) die("files", report.text);
    return vm;
}

int main(void)
{
    char directory[] = "/tmp/spore-portable-XXXXXX";
    char command[sizeof directory + 16];
    SporeStore *store = NULL;
    SporeJob *job = NULL;
    SporeReport report = {""};

    setvbuf(stdout, NULL, _IOLBF, 0);
    print_encodings();
    if (!mkdtemp(directory)) die(directory, "cannot be made");
    if (spore_store_open(directory, NULL, &store, &report) != SPORE_OK ||
        spore_job_create(store, "portable", NULL, NULL, &job, &report) != SPORE_OK)
        die("store", report.text);
    spore_vm_close(run_saved(job));
    spore_job_close(job);
    spore_store_close(store);
    snprintf(command, sizeof command, "rm -r %s", directory);
    if (system(command) != 0) die(directory, "cannot be removed");
    return 0;
}
