#ifndef MODEL_PERSONAL_H
#define MODEL_PERSONAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

/* What the stores hold of one person, as it is told to them: sections of rows,
 * a row's values by their fields. */

enum {
    PERSONAL_FIELDS_MOST = 12
};

enum personal_kind {
    PERSONAL_TEXT,
    PERSONAL_NUMBER,
    PERSONAL_MOMENT, /* UTC seconds */
    PERSONAL_TRUTH
};

struct personal_field {
    const char *name; /* NULL: the fields have ended */
    enum personal_kind kind;
};

struct personal_value {
    bool is_none;
    char *text; /* PERSONAL_TEXT */
    int64_t number;
};

/* How much somebody wrote. */
struct personal_counts {
    int64_t posts;
    int64_t threads; /* that they began */
    int64_t queued;  /* questions that are not open yet */
};

/* Takes a row; the values are borrowed. NULL: the section begins. */
typedef enum status personal_take(void *context, const char *section,
    const struct personal_field *fields, const struct personal_value *values);

#endif
