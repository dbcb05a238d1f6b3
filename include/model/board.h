#ifndef MODEL_BOARD_H
#define MODEL_BOARD_H

#include "model/person.h"
#include "model/program.h"

enum board_kind {
    BOARD_COHORT,
    BOARD_PROGRAM,
    BOARD_ALUMNI,
    BOARD_COURSE,
    BOARD_COMMONS,
    BOARD_KIND_COUNT
};

struct board {
    int64_t id;
    char slug[SLUG_BYTES];
    char title[TITLE_BYTES];
    enum board_kind kind;
    int64_t program_id; /* 0: none, as the next two */
    int64_t intake_id;
    int64_t cohort_id;
    int thread_count;
};

/* A board as the home screen lists it, for one viewer. */
struct board_row {
    struct board board;
    int unread;               /* posts, at most 1000 */
    int64_t latest_thread_id; /* 0: no thread yet, the rest is empty */
    char latest_subject[TITLE_BYTES];
    char latest_author[NAME_BYTES]; /* "" where covered */
    int64_t latest_at;
};

struct board_list {
    struct board_row *rows; /* owned */
    size_t count;
};

void board_list_clear(struct board_list *list);
const char *board_kind_name(enum board_kind kind); /* "cohort" */
/* "Alumni of New-hire", "Course: Safe handling"; cut to fit. */
void board_title_after(enum board_kind kind, const char *program,
    char title[TITLE_BYTES]);
/* BOARD_KIND_COUNT for a word that is no kind. */
enum board_kind board_kind_of(const char *name);

#endif
