/* Wire: what is put is got, and a malformed packet hurts nobody. */

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/wire.h"
#include "support/support.h"

static int ends[2];

static int
open_pair(void **state)
{
    (void)state;
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
}

static int
close_pair(void **state)
{
    (void)state;
    close(ends[0]);
    return close(ends[1]);
}

static int
open_descriptors(void)
{
    int count = 0;

    for (int i = 0; i < 256; i++)
        count += fcntl(i, F_GETFD) >= 0;
    return count;
}

static void
what_is_put_is_got(void **state)
{
    static struct wire sent;
    static struct wire got;

    (void)state;
    wire_begin(&sent, 42);
    wire_put_int(&sent, INT64_MIN);
    wire_put_text(&sent, "ada");
    wire_put_text(&sent, NULL);
    wire_put_int(&sent, 7);
    assert_int_equal(wire_send(ends[0], &sent), STATUS_OK);
    assert_int_equal(wire_receive(ends[1], &got), STATUS_OK);

    assert_int_equal(wire_type(&got), 42);
    assert_true(wire_get_int(&got, INT64_MIN, INT64_MAX) == INT64_MIN);
    assert_string_equal(wire_get_text(&got, 3), "ada");
    assert_string_equal(wire_get_text(&got, 0), "");
    assert_false(wire_is_whole(&got));
    assert_int_equal(wire_get_int(&got, 0, 7), 7);
    assert_true(wire_is_whole(&got));
    assert_int_equal(wire_take_descriptor(&got), -1);
}

static void
only_the_bytes_in_use_are_sent(void **state)
{
    static struct wire sent;
    char packet[256];

    (void)state;
    wire_begin(&sent, 1);
    wire_put_int(&sent, 1);
    assert_int_equal(wire_send(ends[0], &sent), STATUS_OK);
    assert_int_equal(read(ends[1], packet, sizeof packet), 8 + 9);
}

/* To the kernel such an end is an error, told before what was said. */
static void
the_last_words_of_one_that_had_not_read_all_are_heard(void **state)
{
    static struct wire wire;

    (void)state;
    wire_begin(&wire, 42);
    assert_int_equal(wire_send(ends[0], &wire), STATUS_OK);
    assert_int_equal(wire_send(ends[1], &wire), STATUS_OK);
    close(ends[0]);
    wire_begin(&wire, 0);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_OK);
    assert_int_equal(wire_type(&wire), 42);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_NOT_FOUND);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_NOT_FOUND);
    ends[0] = dup(ends[1]); /* for close_pair() */
}

static void
descriptors_come_along_and_close_on_exec(void **state)
{
    static struct wire sent;
    static struct wire got;
    int before = open_descriptors();
    int pipes[2];
    char byte = 0;

    (void)state;
    assert_int_equal(pipe(pipes), 0);
    wire_begin(&sent, 2);
    wire_put_descriptor(&sent, pipes[0]);
    wire_put_descriptor(&sent, pipes[1]);
    assert_int_equal(wire_send(ends[0], &sent), STATUS_OK);
    assert_int_equal(wire_receive(ends[1], &got), STATUS_OK);
    close(pipes[0]);
    close(pipes[1]);

    int out = wire_take_descriptor(&got);
    assert_true(fcntl(out, F_GETFD) & FD_CLOEXEC);
    int in = wire_take_descriptor(&got);
    assert_int_equal(wire_take_descriptor(&got), -1);
    assert_int_equal(write(in, "x", 1), 1);
    assert_int_equal(read(out, &byte, 1), 1);
    assert_int_equal(byte, 'x');
    close(in);
    close(out);
    wire_clear(&got);
    assert_int_equal(open_descriptors(), before);
}

static void
descriptors_not_taken_are_closed(void **state)
{
    static struct wire sent;
    static struct wire got;
    int before = open_descriptors();

    (void)state;
    wire_begin(&sent, 2);
    for (int i = 0; i < WIRE_DESCRIPTORS; i++)
        wire_put_descriptor(&sent, ends[0]);
    assert_int_equal(wire_send(ends[0], &sent), STATUS_OK);
    assert_int_equal(wire_receive(ends[1], &got), STATUS_OK);
    assert_int_equal(open_descriptors(), before + WIRE_DESCRIPTORS);
    wire_clear(&got);
    wire_clear(&got);
    assert_int_equal(open_descriptors(), before);
}

static void
one_descriptor_too_many_is_not_put(void **state)
{
    static struct wire sent;

    (void)state;
    wire_begin(&sent, 2);
    for (int i = 0; i <= WIRE_DESCRIPTORS; i++)
        wire_put_descriptor(&sent, ends[0]);
    assert_int_equal(wire_send(ends[0], &sent), STATUS_INVALID);
}

/* A message as another program might forge it, with descriptors. */
static void
send_forged(const void *bytes, size_t count, int descriptors)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(16 * sizeof(int))];
    } control;
    char copy[64];
    struct iovec part = {copy, count};
    struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1};

    memcpy(copy, bytes, count);
    if (descriptors > 0) {
        size_t size = (size_t)descriptors * sizeof(int);

        memset(&control, 0, sizeof control);
        packet.msg_control = control.bytes;
        packet.msg_controllen = CMSG_SPACE(size);
        struct cmsghdr *header = CMSG_FIRSTHDR(&packet);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(size);
        for (int i = 0; i < descriptors; i++)
            memcpy(CMSG_DATA(header) + (size_t)i * sizeof(int), &ends[0],
                sizeof(int));
    }
    assert_int_equal(sendmsg(ends[0], &packet, 0), (ssize_t)count);
}

static void
a_packet_that_is_no_message_is_refused_and_leaks_nothing(void **state)
{
    static const struct {
        const char *bytes;
        size_t count;
        int descriptors;
    } forged[] = {
        {"\1", 1, 1},
        {"\1\5\0\0\10\0\0", 7, 2},
        {"\2\5\0\0\10\0\0\0", 8, 3},  /* another version */
        {"\1\5\0\0\11\0\0\0", 8, 1},  /* longer than it is */
        {"\1\5\0\0\7\0\0\0", 8, 0},   /* shorter than it is */
        {"\1\5\0\0\10\0\0\0i", 9, 0}, /* more than it says */
        {"\1\5\1\0\10\0\0\0", 8, 0},  /* what must be zero is not */
        {"\1\5\0\0\10\0\0\0", 8, 4},  /* too many descriptors */
        {"\1\5\0\0\10\0\0\0", 8, 16}, /* far too many */
        {"\0\0\0\0\xFF\xFF\xFF\xFF", 8, 0},
    };
    static struct wire got;
    int before = open_descriptors();

    (void)state;
    for (size_t i = 0; i < sizeof forged / sizeof forged[0]; i++) {
        send_forged(forged[i].bytes, forged[i].count, forged[i].descriptors);
        assert_int_equal(wire_receive(ends[1], &got), STATUS_INVALID);
        assert_int_equal(got.descriptor_count, 0);
        assert_int_equal(open_descriptors(), before);
    }
    send_forged("\1\5\0\0\10\0\0\0", 8, 3);
    assert_int_equal(wire_receive(ends[1], &got), STATUS_OK);
    assert_int_equal(wire_type(&got), 5);
    wire_clear(&got);
    assert_int_equal(open_descriptors(), before);
}

static void
a_packet_that_was_cut_is_refused(void **state)
{
    static char packet[WIRE_BYTES + 1] = {1, 5, 0, 0, 0, (char)0x80, 0, 0};
    static struct wire got;

    (void)state;
    assert_int_equal(send(ends[0], packet, sizeof packet, 0), sizeof packet);
    assert_int_equal(wire_receive(ends[1], &got), STATUS_INVALID);
}

static void
a_get_of_another_type_makes_the_message_bad(void **state)
{
    static struct wire wire;

    (void)state;
    wire_begin(&wire, 1);
    wire_put_int(&wire, 5);
    assert_string_equal(wire_get_text(&wire, 100), "");
    assert_true(wire.is_bad);
    assert_int_equal(wire_get_int(&wire, 3, 9), 3);
    assert_false(wire_is_whole(&wire));

    wire_begin(&wire, 1);
    wire_put_text(&wire, "five");
    assert_int_equal(wire_get_int(&wire, 3, 9), 3);
    assert_true(wire.is_bad);
}

static void
a_get_past_the_end_or_the_bounds_makes_the_message_bad(void **state)
{
    static struct wire wire;

    (void)state;
    wire_begin(&wire, 1);
    assert_int_equal(wire_get_int(&wire, -2, 2), -2);
    assert_true(wire.is_bad);

    wire_begin(&wire, 1);
    wire_put_int(&wire, 10);
    assert_int_equal(wire_get_int(&wire, 0, 9), 0);
    assert_true(wire.is_bad);

    wire_begin(&wire, 1);
    wire_put_text(&wire, "toolong");
    assert_string_equal(wire_get_text(&wire, 6), "");
    assert_true(wire.is_bad);
}

static void
a_text_with_a_nul_inside_or_none_at_its_end_is_bad(void **state)
{
    static struct wire wire;

    (void)state;
    wire_begin(&wire, 1);
    wire_put_text(&wire, "abcd");
    wire.bytes[8 + 5 + 1] = '\0';
    assert_string_equal(wire_get_text(&wire, 10), "");
    assert_true(wire.is_bad);

    wire_begin(&wire, 1);
    wire_put_text(&wire, "abcd");
    wire.bytes[8 + 5 + 4] = 'e';
    assert_string_equal(wire_get_text(&wire, 10), "");
    assert_true(wire.is_bad);

    wire_begin(&wire, 1);
    wire_put_text(&wire, "abcd");
    memset(wire.bytes + 8 + 1, 0xFF, 4);
    assert_string_equal(wire_get_text(&wire, SIZE_MAX), "");
    assert_true(wire.is_bad);
}

static void
a_message_put_too_long_is_not_sent(void **state)
{
    static char long_text[WIRE_BYTES];
    static struct wire wire;

    (void)state;
    memset(long_text, 'x', sizeof long_text - 1);
    wire_begin(&wire, 1);
    wire_put_text(&wire, long_text);
    wire_put_int(&wire, 1);
    assert_int_equal(wire_send(ends[0], &wire), STATUS_INVALID);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_AGAIN);

    wire_begin(&wire, 1);
    long_text[WIRE_BYTES - 8 - 6] = '\0'; /* a header; tag, count, NUL */
    wire_put_text(&wire, long_text);
    assert_int_equal(wire.length, WIRE_BYTES);
    assert_int_equal(wire_send(ends[0], &wire), STATUS_OK);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_OK);
    assert_int_equal(wire.length, WIRE_BYTES);
}

static void
a_full_socket_says_again_and_an_end_says_so(void **state)
{
    static struct wire wire;
    enum status status = STATUS_OK;
    int sent = 0;

    (void)state;
    wire_begin(&wire, 1);
    wire_put_text(&wire, "news");
    for (; status == STATUS_OK && sent < 100000; sent++)
        status = wire_send(ends[0], &wire);
    assert_int_equal(status, STATUS_AGAIN);

    for (int i = 1; i < sent; i++)
        assert_int_equal(wire_receive(ends[1], &wire), STATUS_OK);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_AGAIN);
    shutdown(ends[0], SHUT_RDWR);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_NOT_FOUND);
    wire_begin(&wire, 1);
    assert_int_equal(wire_send(ends[1], &wire), STATUS_NOT_FOUND);
}

static void
a_received_message_can_be_passed_on(void **state)
{
    static struct wire wire;

    (void)state;
    wire_begin(&wire, 9);
    wire_put_text(&wire, "again");
    wire_put_descriptor(&wire, ends[0]);
    assert_int_equal(wire_send(ends[0], &wire), STATUS_OK);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_OK);
    assert_int_equal(wire_send(ends[0], &wire), STATUS_OK);
    wire_clear(&wire);
    assert_int_equal(wire_receive(ends[1], &wire), STATUS_OK);
    assert_string_equal(wire_get_text(&wire, 5), "again");
    close(wire_take_descriptor(&wire));
    assert_true(wire_is_whole(&wire));
}

#define ON_A_PAIR(test) \
    cmocka_unit_test_setup_teardown(test, open_pair, close_pair)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_PAIR(what_is_put_is_got),
        ON_A_PAIR(only_the_bytes_in_use_are_sent),
        ON_A_PAIR(the_last_words_of_one_that_had_not_read_all_are_heard),
        ON_A_PAIR(descriptors_come_along_and_close_on_exec),
        ON_A_PAIR(descriptors_not_taken_are_closed),
        ON_A_PAIR(one_descriptor_too_many_is_not_put),
        ON_A_PAIR(a_packet_that_is_no_message_is_refused_and_leaks_nothing),
        ON_A_PAIR(a_packet_that_was_cut_is_refused),
        ON_A_PAIR(a_get_of_another_type_makes_the_message_bad),
        ON_A_PAIR(a_get_past_the_end_or_the_bounds_makes_the_message_bad),
        ON_A_PAIR(a_text_with_a_nul_inside_or_none_at_its_end_is_bad),
        ON_A_PAIR(a_message_put_too_long_is_not_sent),
        ON_A_PAIR(a_full_socket_says_again_and_an_end_says_so),
        ON_A_PAIR(a_received_message_can_be_passed_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
