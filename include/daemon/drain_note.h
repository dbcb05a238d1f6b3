#ifndef DAEMON_DRAIN_NOTE_H
#define DAEMON_DRAIN_NOTE_H

#include <stdint.h>

#include "base/status.h"
#include "config/settings.h"
#include "daemon/messages.h"

/* A drain that was announced, as a file beside the store: a listener that is
 * begun again goes on with it. It is of this daemon alone, and in no backup. */

struct drain_note {
    int64_t ends_at; /* UTC seconds */
    char text[DRAIN_TEXT_BYTES];
};

/* In place of the one there was, and on disk. FULL, FAILED: with a reason. */
MUST_USE enum status drain_note_write(const struct settings *settings,
    const struct drain_note *note);
/* NOT_FOUND: there is none, or none that can be read. */
MUST_USE enum status drain_note_read(const struct settings *settings,
    struct drain_note *note);
/* There is none from now on. */
void drain_note_drop(const struct settings *settings);

#endif
