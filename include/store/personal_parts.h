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

/* Lists, each ending in {0}. */
extern const struct personal_section personal_people[];
extern const struct personal_section personal_writing[];
extern const struct personal_section personal_kept[];
extern const struct personal_section personal_proofs[];

#endif
