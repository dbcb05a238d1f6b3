#ifndef STORE_PEOPLE_NAMES_H
#define STORE_PEOPLE_NAMES_H

#include "model/person.h"
#include "store/store.h"

enum {
    NAME_SKELETON_BYTES = 2 * NAME_BYTES /* a look may be of two letters */
};

/* Binds :name and :name_skeleton, which whatever writes a name writes both. */
void people_bind_name(struct query *query, const char *name);

#endif
