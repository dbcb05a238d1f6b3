/* Runs a fuzzer over the files of a folder, and over cuts of each: what a
 * build without libFuzzer can do. Those that libFuzzer found, and named by
 * their SHA-1, are what it made of others: they are run as they are. Fails
 * where the folder holds none. */

#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
    FILE_BYTES = 1 << 20,
    CUTS = 16,
    FOUND_NAME = 40 /* hexadecimal digits */
};

static int forms;

static bool
was_found(const char *name)
{
    return strlen(name) == FOUND_NAME &&
           strspn(name, "0123456789abcdef") == FOUND_NAME;
}

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
    forms++;
}

static int
run_file(const char *path, bool is_cut)
{
    static uint8_t bytes[FILE_BYTES];
    FILE *file = fopen(path, "rb");

    if (file == NULL)
        return 0;
    size_t count = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    if (!is_cut) {
        run_cut(bytes, count);
        return 1;
    }
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
        files += run_file(path, !was_found(entry->d_name));
    }
    closedir(folder);
    printf("%d files in %d forms\n", files, forms);
    return files > 0 ? 0 : 1;
}
