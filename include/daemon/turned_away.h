#ifndef DAEMON_TURNED_AWAY_H
#define DAEMON_TURNED_AWAY_H

#include <stddef.h>
#include <stdint.h>

/* Newcomers that are refused hear why, before any key exchange: the server's
 * identification and one SSH_MSG_DISCONNECT, which clients show (RFC 4253
 * sections 4.2, 6 and 11.1). Nothing that they send is read. Since closing at
 * once would reset the line under what we said, the last few lines stay open
 * for a moment; under a flood each goes sooner, for the next. */

enum {
    TURNED_AWAY_MOST = 64,
    TURNED_AWAY_WORDS = 160, /* bytes; what is more is left out */
    TURNED_AWAY_BYTES = TURNED_AWAY_WORDS + 64
};

/* Begins as zeroes. */
struct turned_away {
    int clients[TURNED_AWAY_MOST];
    int64_t until[TURNED_AWAY_MOST]; /* ticks; 0: none is held here */
    size_t next;
};

/* What a refused newcomer is sent; returns how many bytes it is. */
size_t turned_away_say(const char *words, uint8_t bytes[TURNED_AWAY_BYTES]);
/* Says so to a client that does not block, and takes it over. Returns when
 * turned_away_close() is due, in ticks. */
int64_t turned_away_tell(struct turned_away *away, int client,
    const char *words, int64_t now);
/* Closes those whose moment is over; INT64_MAX: all. Returns when the next is
 * due, or -1. */
int64_t turned_away_close(struct turned_away *away, int64_t now);

#endif
