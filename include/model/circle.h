#ifndef MODEL_CIRCLE_H
#define MODEL_CIRCLE_H

#include "model/cohort.h"
#include "model/person.h"

/* A circle: people who are listed together, as a directory has them: by region,
 * in each those whom one can ask first, then by name. */
enum circle_kind {
    CIRCLE_COHORT,
    CIRCLE_INTAKE, /* all regions of it */
    CIRCLE_REACH,  /* everybody with whom somebody shares a board */
    CIRCLE_SITE,   /* everybody who is in a cohort, has a role or may log in */
    CIRCLE_KIND_COUNT
};

enum {
    CIRCLE_TITLE_BYTES = 2 * TITLE_BYTES + 4
};

struct circle {
    enum circle_kind kind;
    int64_t id;      /* of the cohort or the intake, else 0 */
    bool is_staff;   /* of these its mentors, SMEs and champions alone */
    bool is_counted; /* for a sponsor: how many they are, never who */
    char title[CIRCLE_TITLE_BYTES]; /* "EMEA, autumn 2026" */
};

struct circle_list {
    struct circle *rows; /* owned */
    size_t count;
};

/* Where somebody stands in a circle, and a page of it goes on. */
struct circle_key {
    char region[TITLE_BYTES]; /* its title; "": none, and so the first */
    int64_t region_id;
    int rank;              /* of their first role there: circle_rank() */
    char name[NAME_BYTES]; /* in lower case */
    int64_t person_id;
};

struct circle_key_list {
    struct circle_key *rows; /* owned */
    size_t count;
};

/* How many of a region have a role. */
struct circle_count {
    char region[TITLE_BYTES];
    enum role role;
    int count;
};

struct circle_count_list {
    struct circle_count *rows; /* owned */
    size_t count;
};

/* Why somebody is not here, as far as one viewer may know. */
struct whereabouts {
    char leave[48];  /* "away until 12 Dec"; "": they are not on leave */
    bool is_missing; /* not for 14 days: board/missing.h */
};

/* Somebody of a circle, as one viewer may see them. */
struct fellow {
    struct circle_key key;
    struct person person;
    char region_zone[ZONE_BYTES]; /* "": no region */
    enum role role;               /* the first of theirs in the circle */
    char week[WEEK_BYTES];        /* a learner's: "week 3 of 4"; else "" */
    struct whereabouts whereabouts;
};

struct fellow_list {
    struct fellow *rows; /* owned */
    size_t count;
};

void circle_list_clear(struct circle_list *list);
void circle_key_list_clear(struct circle_key_list *list);
void circle_count_list_clear(struct circle_count_list *list);
void fellow_list_clear(struct fellow_list *list);
/* The order of roles in a circle, from 1: mentor, SME, champion, moderator,
 * learner, sponsor, none. */
int circle_rank(enum role role);
/* As counted: "mentor", "mentors"; people without a role are "person". */
const char *circle_role_words(enum role role, int count);
/* ROLE_NONE for a rank that is no role's. */
enum role circle_role(int rank);

#endif
