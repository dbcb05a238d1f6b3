/* Messages: what is put comes out the same; what breaks a bound is bad. */

#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "board/keeping_wire.h"
#include "daemon/messages.h"
#include "daemon/session.h"
#include "support/support.h"

static struct wire wire;

static void
a_login_comes_out_as_it_was_put(void **state)
{
    (void)state;
    struct login_try sent = {.request = 7}, received;

    memset(sent.user, 'u', sizeof sent.user - 1);
    memset(sent.blob, 'b', sizeof sent.blob - 1);
    memset(sent.password, 'p', sizeof sent.password - 1);
    wire_begin(&wire, MESSAGE_TRY_PASSWORD);
    login_try_put(&wire, &sent);

    assert_int_equal(wire_type(&wire), MESSAGE_TRY_PASSWORD);
    assert_true(login_try_get(&wire, &received));
    assert_int_equal(received.request, 7);
    assert_string_equal(received.user, sent.user);
    assert_string_equal(received.blob, sent.blob);
    assert_string_equal(received.password, sent.password);
}

static void
a_request_and_its_answer_come_out_as_they_were_put(void **state)
{
    (void)state;
    static struct keeping_ask sent, received;
    struct keeping_answer told = {.status = STATUS_CONFLICT}, heard;

    sent.kind = KEEPING_PASSWORD;
    memset(sent.line, 'l', sizeof sent.line - 1);
    memset(sent.old_password, 'o', sizeof sent.old_password - 1);
    memset(sent.password, 'p', sizeof sent.password - 1);
    wire_begin(&wire, MESSAGE_ASK);
    keeping_ask_put(&wire, &sent);
    assert_true(keeping_ask_get(&wire, &received));
    assert_memory_equal(&received, &sent, sizeof sent);

    strcpy(told.why, "somebody has it");
    for (int i = 0; i < KEEPING_TEXT_BYTES; i++)
        text_add(&told.text, "t");
    wire_begin(&wire, MESSAGE_ANSWER);
    keeping_answer_put(&wire, &told);
    assert_true(keeping_answer_get(&wire, &heard));
    assert_int_equal(heard.status, STATUS_CONFLICT);
    assert_string_equal(heard.why, told.why);
    assert_string_equal(text_bytes(&heard.text), text_bytes(&told.text));
    keeping_answer_clear(&heard);
    text_add(&told.text, "t");
    wire_begin(&wire, MESSAGE_ANSWER);
    keeping_answer_put(&wire, &told);
    assert_false(keeping_answer_get(&wire, &heard));
    keeping_answer_clear(&heard);
    keeping_answer_clear(&told);
}

static void
a_request_of_no_kind_is_bad(void **state)
{
    (void)state;
    static struct keeping_ask sent, received;

    sent.kind = KEEPING_KIND_COUNT;
    wire_begin(&wire, MESSAGE_ASK);
    keeping_ask_put(&wire, &sent);
    assert_false(keeping_ask_get(&wire, &received));
}

static void
a_login_behind_the_connection_number_comes_out(void **state)
{
    (void)state;
    struct login_try sent = {.request = 1, .user = "ada"}, received;

    wire_begin(&wire, MESSAGE_LOGIN_KEY);
    wire_put_int(&wire, 42);
    login_try_put(&wire, &sent);
    assert_int_equal(wire_get_int(&wire, 0, 100), 42);
    assert_true(login_try_get(&wire, &received));
    assert_string_equal(received.user, "ada");
}

static void
a_user_name_too_long_is_bad(void **state)
{
    (void)state;
    char name[MESSAGE_USER_BYTES + 1] = {0};
    struct login_try received;

    memset(name, 'u', MESSAGE_USER_BYTES);
    wire_begin(&wire, MESSAGE_TRY_PASSWORD);
    wire_put_int(&wire, 1);
    wire_put_int(&wire, 0);
    wire_put_text(&wire, name);
    wire_put_text(&wire, "");
    wire_put_text(&wire, "secret");
    assert_false(login_try_get(&wire, &received));
}

static void
a_verdict_comes_out_as_it_was_put(void **state)
{
    (void)state;
    struct verdict sent = {
        .request = 3,
        .kind = VERDICT_YES,
        .person_id = 12,
        .must_enrol = true,
        .handle = "ada",
    };
    struct verdict received;

    wire_begin(&wire, MESSAGE_VERDICT);
    verdict_put(&wire, &sent);
    assert_true(verdict_get(&wire, &received));
    assert_int_equal(received.kind, VERDICT_YES);
    assert_int_equal(received.person_id, 12);
    assert_true(received.must_enrol);
    assert_string_equal(received.handle, "ada");
}

static void
a_verdict_of_yes_for_nobody_is_bad(void **state)
{
    (void)state;
    struct verdict nobody = {.request = 1, .kind = VERDICT_YES};
    struct verdict refused = {.request = 1, .person_id = 12};
    struct verdict received;

    wire_begin(&wire, MESSAGE_VERDICT);
    verdict_put(&wire, &nobody);
    assert_false(verdict_get(&wire, &received));
    wire_begin(&wire, MESSAGE_VERDICT);
    verdict_put(&wire, &refused);
    assert_false(verdict_get(&wire, &received));
}

static void
a_verdict_of_an_unknown_kind_is_bad(void **state)
{
    (void)state;
    struct verdict received;

    wire_begin(&wire, MESSAGE_VERDICT);
    wire_put_int(&wire, 1);
    wire_put_int(&wire, VERDICT_BUSY + 1);
    wire_put_int(&wire, 0);
    wire_put_int(&wire, 0);
    wire_put_text(&wire, "");
    assert_false(verdict_get(&wire, &received));
}

static void
a_session_request_of_full_length_comes_out(void **state)
{
    (void)state;
    static struct session_request sent, received;

    sent = (struct session_request){
        .channel = 9,
        .kind = SESSION_COMMAND,
        .terminal = {.term = "xterm",
            .rows = MESSAGE_ROWS_MOST,
            .columns = MESSAGE_COLUMNS_MOST,
            .is_utf8 = true,
            .no_color = true},
    };
    memset(sent.command, 'c', sizeof sent.command - 1);
    wire_begin(&wire, MESSAGE_OPEN_SESSION);
    session_request_put(&wire, &sent);

    assert_true(session_request_get(&wire, &received));
    assert_int_equal(received.channel, 9);
    assert_int_equal(received.kind, SESSION_COMMAND);
    assert_int_equal(received.terminal.rows, MESSAGE_ROWS_MOST);
    assert_int_equal(received.terminal.columns, MESSAGE_COLUMNS_MOST);
    assert_true(received.terminal.is_utf8);
    assert_true(received.terminal.no_color);
    assert_string_equal(received.terminal.term, "xterm");
    assert_string_equal(received.command, sent.command);
}

static void
a_terminal_too_large_or_of_an_unknown_kind_is_bad(void **state)
{
    (void)state;
    static struct session_request sent, received;

    sent.terminal.rows = MESSAGE_ROWS_MOST + 1;
    wire_begin(&wire, MESSAGE_OPEN_SESSION);
    session_request_put(&wire, &sent);
    assert_false(session_request_get(&wire, &received));

    sent.terminal.rows = 24;
    sent.kind = SESSION_COMMAND + 1;
    wire_begin(&wire, MESSAGE_OPEN_SESSION);
    session_request_put(&wire, &sent);
    assert_false(session_request_get(&wire, &received));
}

static void
streams_and_their_descriptors_come_out(void **state)
{
    (void)state;
    struct session_streams sent = {.channel = 2}, received;

    text_copy(sent.reason, sizeof sent.reason, "three at once are enough");
    wire_begin(&wire, MESSAGE_SESSION_OPEN);
    session_streams_put(&wire, &sent);
    assert_true(session_streams_get(&wire, &received));
    assert_int_equal(received.channel, 2);
    assert_string_equal(received.reason, sent.reason);
}

static void
a_session_starts_for_somebody_only(void **state)
{
    (void)state;
    static struct session_start sent, received;

    sent.kind = SESSION_PLAIN;
    wire_begin(&wire, MESSAGE_START);
    session_start_put(&wire, &sent);
    assert_false(session_start_get(&wire, &received));

    sent.person_id = 5;
    wire_begin(&wire, MESSAGE_START);
    session_start_put(&wire, &sent);
    assert_true(session_start_get(&wire, &received));
    assert_int_equal(received.person_id, 5);
    assert_int_equal(received.kind, SESSION_PLAIN);
}

static void
a_session_goes_on_with_its_longest_place_and_command(void **state)
{
    (void)state;
    static struct session_start sent, received;

    sent = (struct session_start){
        .person_id = 5,
        .kind = SESSION_SCREEN,
        .beginning = SESSION_WAS_LOST,
    };
    memset(sent.place, 'p', sizeof sent.place - 1);
    memset(sent.command, 'c', sizeof sent.command - 1);
    wire_begin(&wire, MESSAGE_START);
    session_start_put(&wire, &sent);
    assert_true(session_start_get(&wire, &received));
    assert_int_equal(received.beginning, SESSION_WAS_LOST);
    assert_string_equal(received.place, sent.place);
    assert_string_equal(received.command, sent.command);
}

static void
an_operation_comes_out_within_its_bounds(void **state)
{
    (void)state;
    struct operation sent = {
        .kind = OPERATION_DRAIN,
        .seconds = DRAIN_SECONDS_MOST,
    };
    struct operation received;

    memset(sent.text, 't', sizeof sent.text - 1);
    wire_begin(&wire, MESSAGE_OPERATE);
    operation_put(&wire, &sent);
    assert_true(operation_get(&wire, &received));
    assert_int_equal(received.kind, OPERATION_DRAIN);
    assert_int_equal(received.seconds, DRAIN_SECONDS_MOST);
    assert_string_equal(received.text, sent.text);

    sent.seconds++;
    wire_begin(&wire, MESSAGE_OPERATE);
    operation_put(&wire, &sent);
    assert_false(operation_get(&wire, &received));
    sent.seconds = 0;
    sent.kind = OPERATION_COUNT;
    wire_begin(&wire, MESSAGE_OPERATE);
    operation_put(&wire, &sent);
    assert_false(operation_get(&wire, &received));
}

static void
an_event_comes_out_as_it_was_put(void **state)
{
    (void)state;
    struct event sent = {
        .id = 1,
        .kind = EVENT_ANSWER,
        .board_id = 2,
        .thread_id = 3,
        .post_id = 4,
        .person_id = 5,
    };
    struct event received;

    wire_begin(&wire, MESSAGE_NEWS);
    event_put(&wire, &sent);
    assert_true(event_get(&wire, &received));
    assert_int_equal(received.kind, EVENT_ANSWER);
    assert_int_equal(received.board_id, 2);
    assert_int_equal(received.thread_id, 3);
    assert_int_equal(received.post_id, 4);
    assert_int_equal(received.person_id, 5);
}

static void
bytes_left_over_make_a_message_bad(void **state)
{
    (void)state;
    struct event sent = {.id = 1}, received;

    wire_begin(&wire, MESSAGE_NEWS);
    event_put(&wire, &sent);
    wire_put_int(&wire, 1);
    assert_false(event_get(&wire, &received));
}

static void
each_peer_may_send_its_own_messages_only(void **state)
{
    (void)state;
    const char *const rows[PEER_COUNT] = {
        [PEER_CONNECTION] = (const char[]){MESSAGE_TRY_KEY, MESSAGE_TRY_JOIN,
            MESSAGE_TRY_PASSWORD, MESSAGE_KEY_PROVED, MESSAGE_TRY_CODE,
            MESSAGE_OPEN_SESSION, MESSAGE_SIZE, 0},
        [PEER_SESSION] = (const char[]){MESSAGE_DID, MESSAGE_ASK, MESSAGE_EXIT,
            MESSAGE_PLACE, MESSAGE_SLEEP, MESSAGE_HOLD, 0},
        [PEER_KEEPER] = (const char[]){MESSAGE_LOGIN_VERDICT,
            MESSAGE_KEEPER_ANSWER, MESSAGE_DID, 0},
        [PEER_CONNECTION_SPAWNER] = (const char[]){MESSAGE_SPAWNED, 0},
        [PEER_SESSION_SPAWNER] = (const char[]){MESSAGE_SPAWNED, 0},
        [PEER_LOCAL] = (const char[]){MESSAGE_DID, MESSAGE_OPERATE, 0},
    };

    for (int peer = 0; peer < PEER_COUNT; peer++)
        for (int type = 0; type <= UINT8_MAX; type++)
            assert_int_equal(message_is_allowed((enum message_peer)peer,
                                 (uint8_t)type),
                type != 0 &&
                    memchr(rows[peer], type, strlen(rows[peer])) != NULL);
    assert_false(message_is_allowed(PEER_COUNT, MESSAGE_DID));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_login_comes_out_as_it_was_put),
        cmocka_unit_test(a_request_and_its_answer_come_out_as_they_were_put),
        cmocka_unit_test(a_request_of_no_kind_is_bad),
        cmocka_unit_test(a_login_behind_the_connection_number_comes_out),
        cmocka_unit_test(a_user_name_too_long_is_bad),
        cmocka_unit_test(a_verdict_comes_out_as_it_was_put),
        cmocka_unit_test(a_verdict_of_yes_for_nobody_is_bad),
        cmocka_unit_test(a_verdict_of_an_unknown_kind_is_bad),
        cmocka_unit_test(a_session_request_of_full_length_comes_out),
        cmocka_unit_test(a_terminal_too_large_or_of_an_unknown_kind_is_bad),
        cmocka_unit_test(streams_and_their_descriptors_come_out),
        cmocka_unit_test(a_session_starts_for_somebody_only),
        cmocka_unit_test(a_session_goes_on_with_its_longest_place_and_command),
        cmocka_unit_test(an_operation_comes_out_within_its_bounds),
        cmocka_unit_test(an_event_comes_out_as_it_was_put),
        cmocka_unit_test(bytes_left_over_make_a_message_bad),
        cmocka_unit_test(each_peer_may_send_its_own_messages_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
