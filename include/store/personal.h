#ifndef STORE_PERSONAL_H
#define STORE_PERSONAL_H

#include "model/personal.h"

struct store;

/* All that is somebody's, in one list: how each table is told to the person it
 * is about, and what of it goes when they leave. A test holds the list to both
 * schemas: whatever points at people has its row here. Each statement takes
 * :person_id alone. */
struct personal_section {
    const char *name;    /* "posts" */
    const char *columns; /* that say whose it is: "threads.author_id", spaces
                          * between */
    const char *told;    /* a column a field; NULL: nothing beside another
                          * section of the same table */
    struct personal_field fields[PERSONAL_FIELDS_MOST + 1];
    bool is_shown;      /* says who they are, not what they did */
    const char *goes;   /* with their name; NULL: it stays */
    const char *erases; /* with their text; NULL: nothing more goes */
};

/* Lists of lists, which end in {0}; both end in NULL. */
extern const struct personal_section *const personal_store[];
extern const struct personal_section *const personal_secrets[];

/* To whom rows are told. */
struct personal_taker {
    personal_take *take;
    void *context;
    bool is_short; /* sections that are shown alone */
};
/* Every row, section by section. */
MUST_USE enum status personal_tell(struct store *store,
    const struct personal_section *const *lists, int64_t person_id,
    const struct personal_taker *taker);
MUST_USE enum status personal_count(struct store *store, int64_t person_id,
    struct personal_counts *counts);
/* What a person who has left is called, and how they count. */
struct personal_former {
    const char *handle;
    const char *skeleton; /* handle_skeleton() of it */
    const char *name;
};
/* Their row among people: it keeps number and region, gets this handle and
 * name, and has no address, login id, zone nor role any more, nor when they
 * were last here; they may not log in. CONFLICT: the handle is taken. */
MUST_USE enum status personal_rename(struct store *store, int64_t person_id,
    const struct personal_former *former);
/* What goes with their name, and where `is_erased` with their text; their row
 * among people is personal_rename()'s. */
MUST_USE enum status personal_part(struct store *store,
    const struct personal_section *const *lists, int64_t person_id,
    bool is_erased);

#endif
