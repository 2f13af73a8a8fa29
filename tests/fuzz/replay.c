/*
 * Gives files, and all files of folders, to a fuzz target without libFuzzer: a program
 * for any compiler, which keeps the corpora true in each run of the tests.
 */
#include <dirent.h>

#include "fuzz.h"

static void die(const char *path, const char *what)
{
    fprintf(stderr, "replay: %s: %s\n", path, what);
    exit(1);
}

/* The bytes have a block to themselves, so that a sanitizer sees reads beyond them. */
static uint8_t *read_file(const char *path, size_t *out_size)
{
    FILE *file = fopen(path, "rb");
    if (!file) die(path, "cannot be opened");
    fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    rewind(file);
    uint8_t *data = malloc(size > 0 ? (size_t)size : 1);
    if (size < 0 || !data || fread(data, 1, (size_t)size, file) != (size_t)size)
        die(path, "cannot be read");
    fclose(file);
    *out_size = (size_t)size;
    return data;
}

static void replay_file(const char *path)
{
    size_t size;
    uint8_t *data = read_file(path, &size);
    fprintf(stderr, "%s\n", path); /* the last one named is the one that crashes */
    LLVMFuzzerTestOneInput(data, size);
    free(data);
}

static unsigned replay_folder(DIR *folder, const char *path)
{
    char file[4096];
    unsigned count = 0;
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        replay_file(file);
        count++;
    }
    closedir(folder);
    return count;
}

int main(int argc, char **argv)
{
    unsigned count = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (folder) {
            count += replay_folder(folder, argv[i]);
        } else {
            replay_file(argv[i]);
            count++;
        }
    }
    printf("checked %u inputs\n", count);
    return count == 0;
}
