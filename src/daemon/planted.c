/* Planted: faults that a test has a process make, for the watchers to see. */

#include "daemon/planted.h"

#ifdef HOMEROOM_TEST_ATTACK

#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum {
    BYTES = 40
};

static volatile int seen; /* what no compiler leaves out */

static char *
room(void)
{
    char *volatile bytes = malloc(BYTES);
    char *given = bytes;

    bytes = NULL;
    return given;
}

static void
unset(void)
{
    char *bytes = room();

    /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult) */
    if (bytes != NULL && bytes[BYTES / 2] > 0)
        seen = 1;
    free(bytes);
}

/* Some, as what is left on the stack may still point at the last. */
static void
lost(void)
{
    for (int i = 0; i < BYTES; i++)
        seen = room() == NULL;
}

static void
past(void)
{
    char *bytes = room();

    if (bytes != NULL) /* NOLINTNEXTLINE(clang-analyzer-core.*) */
        seen = ((volatile unsigned char *)bytes)[BYTES];
    free(bytes);
}

static void
overflow(void)
{
    seen = INT_MAX;
    seen += 1;
}

static const struct {
    const char *name;
    void (*make)(void);
} faults[] = {
    {"unset", unset},
    {"lost", lost},
    {"past", past},
    {"overflow", overflow},
};

static void
make(const char *fault, size_t length)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        if (strlen(faults[i].name) == length &&
            strncmp(faults[i].name, fault, length) == 0)
            faults[i].make();
    }
}

void
planted(const char *kind)
{
    const char *word = getenv("HOMEROOM_PLANT");
    const size_t length = strlen(kind);

    while (word != NULL && *word != '\0') {
        size_t end = strcspn(word, " ");

        if (end > length && strncmp(word, kind, length) == 0 &&
            word[length] == ':')
            make(word + length + 1, end - length - 1);
        word += end + strspn(word + end, " ");
    }
}

#endif
