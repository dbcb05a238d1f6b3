#ifndef BOARD_ROSTER_HANDLES_H
#define BOARD_ROSTER_HANDLES_H

#include "board/lookup.h"
#include "model/person.h"
#include "store/store.h"

/* Handles for the people of a roster, and who has one of them already. */
struct roster_handles {
    struct lookup taken; /* handles that rows of this roster stand for */
    struct lookup next;  /* numbers to try, by the start of a handle */
};

/* A row whose address, where it has one, nobody here has. */
struct roster_stranger {
    const char *login; /* lower case */
    const char *name;
    bool has_email; /* a number after a handle then does not tell who it is */
};

/* The person of the handle that is made of the login, and of the same name.
 * Where there is none `person` is {0} but for `handle`, one that is free and
 * looks like no other's. CONFLICT with a reason: the handle is another
 * person's. */
MUST_USE enum status roster_handles_find(struct roster_handles *handles,
    struct store *store, const struct roster_stranger *stranger,
    struct person *person);
/* A handle for somebody new, made of their name: the first word of it, else all
 * of it, else with a number; free as things stand. FULL: none is. */
MUST_USE enum status roster_handles_suggest(struct store *store,
    const char *name, char handle[HANDLE_BYTES]);
/* From here on the handle stands for a row. */
void roster_handles_take(struct roster_handles *handles, const char *handle);
bool roster_handles_are_taken(const struct roster_handles *handles,
    const char *handle);
void roster_handles_clear(struct roster_handles *handles);

#endif
