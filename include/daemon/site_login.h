#ifndef DAEMON_SITE_LOGIN_H
#define DAEMON_SITE_LOGIN_H

#include <stdbool.h>

#include "base/status.h"
#include "board/viewer.h"

/* The second step of a login that OpenSSH has made the first of: asks for a
 * code at the terminal, where the person has a second factor, as often as a
 * connection may fail. `must_enrol`: they have none, and their role demands
 * one. FORBIDDEN with a reason: no right code came, there is no terminal to ask
 * at, or the secrets cannot be opened, so that nobody knows. */
MUST_USE enum status site_prove(const struct viewer *viewer, bool *must_enrol);

#endif
