#ifndef MODEL_PROGRAM_H
#define MODEL_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Slugs, what people type to name a thing: [a-z0-9-], 1 to 40 bytes. */
enum {
    SLUG_BYTES = 41,
    TITLE_BYTES = 161,
    PROGRAM_WEEKS_MOST = 520 /* on the job */
};

enum program_kind {
    PROGRAM_INSTRUCTOR_LED,
    PROGRAM_ELEARNING
};

struct program {
    int64_t id;
    char slug[SLUG_BYTES];
    char title[TITLE_BYTES];
    char goal[TITLE_BYTES];
    enum program_kind kind;
    int weeks_on_the_job;
};

struct region {
    int64_t id;
    char slug[SLUG_BYTES];
    char title[TITLE_BYTES];
    char zone[64]; /* IANA name */
};

const char *program_kind_name(enum program_kind kind); /* "elearning" */
/* False for a word that is no kind. */
bool program_kind_of(const char *name, enum program_kind *kind);

#endif
