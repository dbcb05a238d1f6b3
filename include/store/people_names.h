#ifndef STORE_PEOPLE_NAMES_H
#define STORE_PEOPLE_NAMES_H

#include "store/store.h"

/* Binds :name and :name_skeleton, which whatever writes a name writes both. */
void people_bind_name(struct query *query, const char *name);

#endif
