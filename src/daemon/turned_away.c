/* Turned away: newcomers that are refused hear why. */

#include "daemon/turned_away.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    STAY_MILLISECONDS = 2000,
    MESSAGE_DISCONNECT = 1,
    TOO_MANY_CONNECTIONS = 12,
    BLOCK_BYTES = 8,
    PADDING_LEAST = 4,
    LENGTH_BYTES = 4
};

static const char identification[] = "SSH-2.0-Homeroom\r\n";

static uint8_t *
put_int(uint8_t *at, size_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        *at++ = (uint8_t)(value >> shift);
    return at;
}

static uint8_t *
put_text(uint8_t *at, const char *text, size_t length)
{
    at = put_int(at, length);
    memcpy(at, text, length);
    return at + length;
}

size_t
turned_away_say(const char *words, uint8_t bytes[TURNED_AWAY_BYTES])
{
    uint8_t *packet = bytes + sizeof identification - 1;
    uint8_t *payload = packet + LENGTH_BYTES + 1;

    memcpy(bytes, identification, sizeof identification - 1);
    uint8_t *end = payload;
    *end++ = MESSAGE_DISCONNECT;
    end = put_int(end, TOO_MANY_CONNECTIONS);
    end = put_text(end, words, strnlen(words, TURNED_AWAY_WORDS));
    end = put_text(end, "", 0); /* in no language that is named */

    size_t padding = PADDING_LEAST;
    while (((size_t)(end - packet) + padding) % BLOCK_BYTES != 0)
        padding++;
    memset(end, 0, padding);
    put_int(packet, (size_t)(end - packet) + padding - LENGTH_BYTES);
    packet[LENGTH_BYTES] = (uint8_t)padding;
    return (size_t)(end - bytes) + padding;
}

static void
close_one(struct turned_away *away, size_t at)
{
    if (away->until[at] != 0)
        close(away->clients[at]);
    away->until[at] = 0;
}

int64_t
turned_away_tell(struct turned_away *away, int client, const char *words,
    int64_t now)
{
    uint8_t bytes[TURNED_AWAY_BYTES];
    size_t count = turned_away_say(words, bytes);
    size_t at = away->next++ % TURNED_AWAY_MOST;

    /* Into an empty buffer: whole, or the line is gone. */
    (void)!send(client, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
    shutdown(client, SHUT_WR);
    close_one(away, at);
    away->clients[at] = client;
    away->until[at] = now + STAY_MILLISECONDS;
    return away->until[at];
}

int64_t
turned_away_close(struct turned_away *away, int64_t now)
{
    int64_t due = -1;

    for (size_t at = 0; at < TURNED_AWAY_MOST; at++) {
        if (away->until[at] != 0 && away->until[at] <= now)
            close_one(away, at);
        else if (away->until[at] != 0 && (due < 0 || away->until[at] < due))
            due = away->until[at];
    }
    return due;
}
