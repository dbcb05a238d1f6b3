/* Runs a fuzzer over the files of a folder, and over cuts of each: what a
 * build without libFuzzer can do. Fails where the folder holds none. */

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    FILE_BYTES = 1 << 20,
    CUTS = 64
};

static void
run_cut(const uint8_t *bytes, size_t count)
{
    /* A copy of just that size, so that a read past it is seen. */
    uint8_t *copy = malloc(count > 0 ? count : 1);

    if (copy == NULL)
        abort();
    memcpy(copy, bytes, count);
    LLVMFuzzerTestOneInput(copy, count);
    free(copy);
}

static int
run_file(const char *path)
{
    static uint8_t bytes[FILE_BYTES];
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        return 0;
    size_t count = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    for (size_t cut = 0; cut <= CUTS; cut++)
        run_cut(bytes, count * cut / CUTS);
    for (size_t flip = 0; flip < CUTS && count > 0; flip++) {
        size_t at = (flip * 2654435761U) % count;
        bytes[at] ^= (uint8_t)(1U << (flip % 8));
        run_cut(bytes, count);
    }
    return 1;
}

int
main(int argc, char **argv)
{
    int files = 0;
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;

    if (folder == NULL) {
        fprintf(stderr, "usage: replay FOLDER\n");
        return 64;
    }
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char path[4096];

        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        files += run_file(path);
    }
    closedir(folder);
    printf("%d files, each in %d forms\n", files, 2 * CUTS + 1);
    return files > 0 ? 0 : 1;
}
