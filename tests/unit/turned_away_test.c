/* Who is turned away hears why, in one packet that any client reads. */

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/turned_away.h"
#include "support/support.h"

static const char words[] = "Too many. Come back in a minute.";

static size_t
int_of(const uint8_t *at)
{
    return (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 |
           at[3];
}

/* RFC 4253 section 6: blocks of eight, four bytes of padding at least. */
static void
it_is_an_identification_and_one_whole_packet(void **state)
{
    static const char banner[] = "SSH-2.0-Homeroom\r\n";
    char text[TURNED_AWAY_WORDS + 40];
    (void)state;

    memset(text, 'x', sizeof text);
    for (size_t length = 0; length < sizeof text; length++) {
        uint8_t bytes[TURNED_AWAY_BYTES];
        size_t kept = length < TURNED_AWAY_WORDS ? length : TURNED_AWAY_WORDS;

        text[length] = '\0';
        size_t count = turned_away_say(text, bytes);
        assert_true(count <= sizeof bytes);
        assert_memory_equal(bytes, banner, sizeof banner - 1);
        const uint8_t *packet = bytes + sizeof banner - 1;
        count -= sizeof banner - 1;
        assert_int_equal(int_of(packet), count - 4);
        assert_int_equal(count % 8, 0);
        size_t padding = packet[4];
        assert_true(padding >= 4);
        assert_int_equal(packet[5], 1);           /* SSH_MSG_DISCONNECT */
        assert_int_equal(int_of(packet + 6), 12); /* TOO_MANY_CONNECTIONS */
        assert_int_equal(int_of(packet + 10), kept);
        assert_memory_equal(packet + 14, text, kept);
        assert_int_equal(int_of(packet + 14 + kept), 0);
        assert_int_equal(14 + kept + 4 + padding, count);
        text[length] = 'x';
    }
}

static bool
is_closed(int end)
{
    return send(end, "x", 1, MSG_NOSIGNAL) < 0 && errno == EPIPE;
}

static void
the_line_stays_a_moment_and_says_no_more(void **state)
{
    struct turned_away away = {0};
    uint8_t bytes[TURNED_AWAY_BYTES];
    int ends[2];
    (void)state;

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    int64_t until = turned_away_tell(&away, ends[0], words, 5000);
    assert_true(until > 5500 && until <= 10000);
    assert_int_equal(turned_away_close(&away, 5000), until);
    assert_true(recv(ends[1], bytes, sizeof bytes, 0) > (ssize_t)strlen(words));
    assert_int_equal(recv(ends[1], bytes, sizeof bytes, 0), 0);
    assert_false(is_closed(ends[1]));
    assert_int_equal(turned_away_close(&away, until), -1);
    assert_true(is_closed(ends[1]));
    assert_int_equal(turned_away_close(&away, INT64_MAX), -1);
    close(ends[1]);
}

static void
under_a_flood_each_goes_for_the_next(void **state)
{
    struct turned_away away = {0};
    int others[TURNED_AWAY_MOST + 1];
    (void)state;

    for (int i = 0; i <= TURNED_AWAY_MOST; i++) {
        int ends[2];
        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
        others[i] = ends[1];
        assert_true(turned_away_tell(&away, ends[0], words, 1000 + i) > 0);
    }
    assert_true(is_closed(others[0]));
    for (int i = 1; i <= TURNED_AWAY_MOST; i++)
        assert_false(is_closed(others[i]));
    assert_int_equal(turned_away_close(&away, INT64_MAX), -1);
    for (int i = 0; i <= TURNED_AWAY_MOST; i++) {
        assert_true(is_closed(others[i]));
        close(others[i]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_an_identification_and_one_whole_packet),
        cmocka_unit_test(the_line_stays_a_moment_and_says_no_more),
        cmocka_unit_test(under_a_flood_each_goes_for_the_next),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
