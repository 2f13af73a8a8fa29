/*
 * Runs: sorting what came in stretches, folding an older one below a newer one,
 * and giving out the newest records of several, against a plain model.
 */
#include "persist/run.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { IDS = 12, PIECES = 4, RUNS = 6 };

/* What a snapshot holds: 0 nothing, else the mark that its record has. */
typedef struct Model {
    uint8_t marks[IDS][PIECES];
    bool has_ended[IDS]; /* ids are not given again */
} Model;

static uint32_t seed;

static uint32_t below(uint32_t limit)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 16) % limit;
}

static void put(Run *run, uint64_t id, uint32_t piece, uint8_t mark)
{
    if (mark == 0) {
        cr_assert_eq(run_put_tombstone(run, id, piece), SPORE_OK);
        return;
    }
    cr_assert_eq(run_begin_record(run, id, piece), SPORE_OK);
    for (int i = 0; i < mark % 5 + 1; i++)
        bytes_put_u8(&run->bytes, mark);
    run_end_record(run);
}

/* A run as a save would make it: an object that ends has nothing else in it. */
static void random_run(Run *run, Model *model, uint8_t mark)
{
    for (uint64_t id = IDS; id-- > 0;) { /* descending: it has to be sorted */
        if (below(3) || model->has_ended[id]) continue;
        if (below(5) == 0) {
            put(run, id + 1, 0, 0);
            memset(model->marks[id], 0, PIECES);
            model->has_ended[id] = true;
            continue;
        }
        put(run, id + 1, 0, mark);
        model->marks[id][0] = mark;
        for (uint32_t piece = 1; piece < PIECES; piece++) {
            if (below(2)) continue;
            uint8_t value = below(4) ? mark : 0;
            put(run, id + 1, piece, value);
            model->marks[id][piece] = value;
        }
    }
    run_sort(run);
}

static void expect_sorted(const Run *run)
{
    for (uint32_t i = 1; i < run->count; i++) {
        const RunRecord *a = &run->records[i - 1];
        const RunRecord *b = &run->records[i];
        cr_assert(a->id < b->id || (a->id == b->id && a->piece < b->piece));
    }
}

static void expect_model(Image *const *images, uint32_t count, const Model *model)
{
    Model found = {0};
    RecordSource *source = memory_source_new(images, count);
    for (;;) {
        uint64_t id;
        uint32_t piece;
        const uint8_t *data;
        size_t size;
        Report report;
        cr_assert_eq(source->next(source, &id, &piece, &data, &size, &report), SPORE_OK);
        if (!data) break;
        cr_assert(size == (size_t)(data[0] % 5 + 1) && data[size - 1] == data[0]);
        cr_assert_eq(found.marks[id - 1][piece], 0);
        found.marks[id - 1][piece] = data[0];
    }
    memory_source_free(source);
    cr_assert_arr_eq(found.marks, model->marks, sizeof found.marks);
}

static void free_images(Image **images)
{
    for (uint32_t i = 0; i < RUNS; i++) {
        image_deinit(images[i]);
        free(images[i]);
    }
}

static void make_images(Image **images, Model *model)
{
    for (uint32_t i = 0; i < RUNS; i++) {
        images[i] = calloc(1, sizeof *images[i]);
        random_run(&images[i]->run, model, (uint8_t)(10 + i));
        expect_sorted(&images[i]->run);
    }
}

Test(run, a_source_gives_the_newest_records)
{
    for (seed = 1; seed < 1000000; seed += seed / 2 + 1) {
        uint32_t start = seed;
        Image *images[RUNS];
        Model model = {0};
        make_images(images, &model);
        expect_model(images, RUNS, &model);
        free_images(images);
        seed = start;
    }
}

Test(run, folding_changes_nothing)
{
    for (uint32_t start = 1; start < 300; start++) {
        seed = start;
        Image *images[RUNS];
        Model model = {0};
        make_images(images, &model);
        /* The third below the fourth, then all into the newest. */
        cr_assert_eq(run_fold(&images[3]->run, &images[2]->run), SPORE_OK);
        images[2]->run.count = 0;
        expect_sorted(&images[3]->run);
        expect_model(images, RUNS, &model);
        for (uint32_t i = RUNS - 1; i-- > 0;)
            cr_assert_eq(run_fold(&images[RUNS - 1]->run, &images[i]->run), SPORE_OK);
        expect_model(images + RUNS - 1, 1, &model);
        free_images(images);
    }
}

Test(run, an_empty_run_is_sorted)
{
    Run run = {0};
    run_sort(&run);
    cr_assert_eq(run.count, 0);
    run_deinit(&run);
}
