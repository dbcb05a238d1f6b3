#ifndef STORE_PERSONAL_PARTS_H
#define STORE_PERSONAL_PARTS_H

#include "store/personal.h"

/* What the lists of sections are written with; no other file includes it. */

/* clang-format off */
#define TEXT(field)   {field, PERSONAL_TEXT}
#define NUMBER(field) {field, PERSONAL_NUMBER}
#define MOMENT(field) {field, PERSONAL_MOMENT}
#define TRUTH(field)  {field, PERSONAL_TRUTH}
/* clang-format on */

/* Each row of the table that is theirs. */
#define ALL_OF(table) "DELETE FROM " #table " WHERE person_id = :person_id"

/* personal_kept.c: how these are told. */
extern const char personal_sql_used[];
extern const char personal_sql_of_use[];
extern const char personal_sql_earlier[];
extern const char personal_sql_pledges[];
extern const char personal_sql_pledges_answered[];

#endif
