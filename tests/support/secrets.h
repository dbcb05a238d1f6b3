#ifndef TESTS_SECRETS_H
#define TESTS_SECRETS_H

#include "config/settings.h"

struct store;

/* The settings in use from here on: defaults, in a support_folder(), with
 * empty secrets there. */
struct settings *secrets_begin(void);
void secrets_end(void);
/* A connection to them; store_close() it. */
struct store *secrets_connect(void);

#endif
