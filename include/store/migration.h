#ifndef STORE_MIGRATION_H
#define STORE_MIGRATION_H

/* One file of src/store/migrations/, embedded by CMake; names sort in the
 * order in which they run: store_0001_first, secrets_0001_first. The part
 * before the number says whose it is. The array ends in a row of NULLs. */
struct migration {
    const char *name;
    const char *sql;
};

extern const struct migration migrations[];

#endif
