#ifndef CONFIG_RULES_H
#define CONFIG_RULES_H

#include "config/settings.h"

/* What the texts of a configuration must hold beyond being texts. Both give
 * NULL for what is right, else the reason: "no log level: loud". It holds until
 * the next call. */
const char *rules_broken_by(const char *key, const char *value);
/* Rules between settings. */
const char *rules_broken_among(const struct settings *settings);

#endif
