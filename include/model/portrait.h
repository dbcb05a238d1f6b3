#ifndef MODEL_PORTRAIT_H
#define MODEL_PORTRAIT_H

#include "model/circle.h"
#include "model/cohort.h"
#include "model/person.h"
#include "model/thread.h"

/* A person's page, as one viewer may see it. */

/* A role in a cohort, or of a course's SME: then the cohort has a program's
 * title alone, and id 0. Its slug is "" for those who do not see its board. */
struct standing {
    struct cohort cohort;
    enum role role;
    char week[WEEK_BYTES]; /* a learner's: "week 3 of 4"; else "" */
};

struct portrait {
    struct person person;
    bool is_shared; /* a board is: else they are known by a post alone */
    struct whereabouts whereabouts;
    struct standing *standings; /* owned; the one that began last first */
    size_t standing_count;
};

enum {
    EXCERPT_BYTES = 401
};

/* Where a page of what somebody wrote goes on: after this post. */
struct written_key {
    int64_t created_at;
    int64_t post_id;
};

/* A post of theirs. */
struct written {
    struct written_key key;
    int64_t thread_id;
    int number;
    int64_t board_id;
    char board_slug[SLUG_BYTES];
    char board_title[TITLE_BYTES];
    char subject[SUBJECT_BYTES];
    char excerpt[EXCERPT_BYTES]; /* how it begins, in one line */
};

struct written_list {
    struct written *rows; /* owned */
    size_t count;
};

void portrait_clear(struct portrait *portrait);
void written_list_clear(struct written_list *list);
/* How a body begins, in one line: without what it quotes, where it says more
 * than that. */
void excerpt_of(const char *body, char out[EXCERPT_BYTES]);

#endif
