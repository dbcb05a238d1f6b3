#ifndef BOARD_ADMITTING_H
#define BOARD_ADMITTING_H

#include <stddef.h>

#include "board/viewer.h"

/* Somebody new with how they prove who they are: the operator's program
 * writes to store and secrets at once. */
struct admission {
    const char *handle;
    const char *name;
    const char *email;    /* NULL: none, as the next two */
    const char *password; /* of password_bytes */
    size_t password_bytes;
    const char *key; /* one line of an id_x.pub file */
};

/* Adds the person, and then their password and key; nobody is added where one
 * of these is refused. As enrolling_add_person() and credentials.h say. */
MUST_USE enum status admitting_add(struct viewer *viewer,
    const struct admission *admission, int64_t *person_id);

#endif
