#ifndef STORE_TODO_FACTS_H
#define STORE_TODO_FACTS_H

#include "base/status.h"
#include "model/person.h"

struct store;

/* What is so in a cohort that its champion has to act on. */

enum {
    TODO_PEOPLE_MOST = 500
};

/* Someone it is about. */
struct todo_person {
    char name[NAME_BYTES];
    int64_t since_at;   /* of the post that waits, else when they joined */
    char starts_on[11]; /* of their own training; "": the cohort's */
};

struct todo_people {
    struct todo_person *rows; /* owned */
    size_t count;             /* at most TODO_PEOPLE_MOST */
};

void todo_people_clear(struct todo_people *people);

/* Between two moments, both exclusive. */
struct todo_span {
    int64_t cohort_id;
    int64_t after;
    int64_t before;
    const char *today; /* a civil date: whoever is on leave then is left out */
};

/* Learners whose first post in the cohort's room or on the board of its intake
 * began a thread in that span which nobody else has replied to; the oldest
 * first. */
MUST_USE enum status todo_facts_first_posts(struct store *store,
    const struct todo_span *span, struct todo_people *people);
/* Learners who joined in that span, have been here, and wrote nothing on those
 * boards; but for those on leave, as below. */
MUST_USE enum status todo_facts_silent(struct store *store,
    const struct todo_span *span, struct todo_people *people);
/* Learners who joined in that span and never were here. */
MUST_USE enum status todo_facts_absent(struct store *store,
    const struct todo_span *span, struct todo_people *people);
/* Learners whose own training begins from one civil date to another, both
 * included, and who are not on leave `today`; the one who began last comes
 * first. */
struct todo_days {
    const char *from;
    const char *to;
    const char *today;
};
MUST_USE enum status todo_facts_starters(struct store *store, int64_t cohort_id,
    const struct todo_days *span, struct todo_people *people);
/* The questions that are queued for those boards from `today` on, and the date
 * of the last ("": none). */
MUST_USE enum status todo_facts_queue(struct store *store, int64_t cohort_id,
    const char *today, int *count, char last_on[11]);

#endif
