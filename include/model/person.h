#ifndef MODEL_PERSON_H
#define MODEL_PERSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    HANDLE_BYTES = 21,
    NAME_BYTES = 121,
    EMAIL_BYTES = 255,
    ZONE_BYTES = 64
};

/* A role in a cohort, or on the whole site (moderator, operator). */
enum role {
    ROLE_NONE = 0,
    ROLE_LEARNER,
    ROLE_MENTOR,
    ROLE_SME,
    ROLE_CHAMPION,
    ROLE_MODERATOR,
    ROLE_SPONSOR,
    ROLE_OPERATOR,
    ROLE_COUNT
};

struct person {
    int64_t id;
    char handle[HANDLE_BYTES];
    char name[NAME_BYTES];
    char zone[ZONE_BYTES]; /* their own, else their region's, else UTC */
    int64_t region_id;     /* 0: none */
    char region_title[NAME_BYTES]; /* "" : none */
    bool may_log_in;
    enum role site_role;
    int64_t last_seen_at; /* 0: never */
    bool has_own_name;    /* chosen by themselves: rosters leave it */
    bool has_moved;       /* was in another zone of late */
    bool is_plain;        /* begins in lines, by their own wish */
};

struct person_list {
    struct person *rows; /* owned */
    size_t count;
};

/* A membership: one role in one cohort, or in an eLearning program as a whole:
 * then it has no cohort, no intake and no dates. */
struct member {
    int64_t person_id;
    int64_t cohort_id; /* 0: the course's SME, staff of each of its cohorts */
    int64_t program_id;
    int64_t intake_id;
    enum role role;
    bool has_course;   /* the program is eLearning: its cohorts share a board */
    bool begins_alone; /* the dates are their own */
    char starts_on[11];    /* of their training: their own, else the cohort's */
    char ends_on[11];      /* its last day */
    char zone[ZONE_BYTES]; /* of the cohort's region: its civil date counts */
    int weeks_on_the_job;
    int64_t joined_at;
    int days_ahead; /* the region's date less the viewer's: viewer_refresh() */
};

struct member_list {
    struct member *rows; /* owned */
    size_t count;
};

void person_list_clear(struct person_list *list);
void member_list_clear(struct member_list *list);
/* "learner", "mentor", "sme", ...; "" for ROLE_NONE. */
const char *role_name(enum role role);
/* ROLE_NONE for a word that is no role. */
enum role role_of(const char *name);
/* As drawn beside a name: "mentor", "SME"; "" for learners. */
const char *role_label(enum role role);

#endif
