#ifndef DAEMON_LISTENER_STATE_H
#define DAEMON_LISTENER_STATE_H

#include "daemon/listener_tables.h"

/* What the listener's files (listener*.c, hub.c) do for each other; nobody
 * else includes it. */

/* ---- listener_peer.c: sending, and rows -------------------------------- */

/* Where the next row may go: its number, or 0 when the table is full. Rows
 * begin with their struct peer. */
int64_t row_number(struct listener *listener, const void *rows, size_t size,
    size_t capacity);
/* NULL: not there any more. */
struct connection_row *connection_find(struct listener *listener,
    int64_t number);
struct session_row *session_find(struct listener *listener, int64_t number);
struct peer *peer_find(struct listener *listener, unsigned kind,
    int64_t number);
/* Takes the socket over and watches it. */
MUST_USE enum status peer_open(struct listener *listener, struct peer *peer,
    enum message_peer kind, int64_t number, int socket);
/* Closes all it holds, ends the process and frees the row. */
void peer_close(struct listener *listener, struct peer *peer);
/* Sends, or keeps for later with copies of the descriptors. FULL: too many
 * wait already; FAILED: the peer is going. */
MUST_USE enum status peer_send(struct listener *listener, struct peer *peer,
    const struct wire *wire);
/* The same for a word without which the peer cannot go on: ends it where it
 * does not fit. */
void peer_tell(struct listener *listener, struct peer *peer,
    const struct wire *wire);
/* Sends what waits; AGAIN: not all of it. */
MUST_USE enum status peer_flush(struct peer *peer);
/* Whether to hear when the peer takes more. */
void peer_want_output(struct listener *listener, struct peer *peer, bool wants);
/* Kills the process; the row goes when the end of its socket is heard of. */
void peer_fail(struct peer *peer);
/* Wipes and frees what waits to be sent, in a process that has no business
 * with it. */
void peer_forget(struct peer *peer);
/* Kills a process that outlives its socket; takes the pidfd over, -1: none. */
void process_end(int pidfd);

/* ---- listener_spawns.c --------------------------------------------------- */

/* Asks the spawner for the peer's process; where there is none, or it is lost,
 * whoever begins the next one asks again. What it is begun with stays in
 * `spawn`. FULL or FAILED: it will not be. */
MUST_USE enum status spawn_ask(struct listener *listener,
    struct helper *spawner, const struct peer *peer, struct spawn *spawn);
/* By SPAWNED it is there: lets it in. It is killed where the peer is gone or
 * awaits none (NULL), or has failed. */
void spawn_heard(struct peer *peer, struct spawn *spawn, struct wire *wire);
/* Closes what was held for it. */
void spawn_end(struct spawn *spawn);

/* ---- listener_connections.c -------------------------------------------- */

void connections_accept(struct listener *listener, int socket);
/* False: the message is malformed. So for all that are named _heard. */
bool connection_heard(struct listener *listener, struct peer *peer,
    struct wire *wire);
void connection_gone(struct listener *listener, struct peer *peer);
bool connection_spawner_heard(struct listener *listener, struct peer *peer,
    struct wire *wire);
/* Those that a spawner was asked for and that have no process yet are asked
 * for again: it was lost, and another is there. */
void connections_spawn_again(struct listener *listener);
/* Tells it to go, with words for its person, and ends it if it does not. */
void connection_end(struct listener *listener, struct connection_row *row,
    const char *words);
/* Grace and verdicts that are due; lowers listener->wake_at. */
void connections_wake(struct listener *listener, int64_t now);

/* ---- listener_logins.c -------------------------------------------------- */

bool login_asked(struct listener *listener, struct connection_row *row,
    struct wire *wire);
bool login_answered(struct listener *listener, struct wire *wire);
/* Somebody wants to join: whether they may is the listener's to say. */
bool join_asked(struct listener *listener, struct connection_row *row,
    struct wire *wire);
/* Who joined is in: the connection is theirs from here on. */
void join_done(struct listener *listener, struct connection_row *row,
    int64_t person_id, const char *handle);
/* Has the dialogue say that little time is left, when that is so; one that
 * begins later hears it as it begins. */
void join_hurry(struct listener *listener, struct connection_row *row,
    int64_t now);
/* The dialogue of this connection; NULL: none (any more). */
struct session_row *join_session(struct listener *listener,
    const struct connection_row *row);
/* Gives back the connection's place among those who join or log in. */
void login_left(struct listener *listener, struct connection_row *row);
/* Tells the connection what became of what it asked, which is over with it. */
void login_tell(struct listener *listener, struct connection_row *row,
    const struct verdict *verdict);
/* Wipes what is asked for the connection. */
void question_forget(struct connection_row *row);
/* The keeper was begun anew: what it was asked, or would have been meanwhile,
 * it is asked now. To judge a login twice does no harm: a code bears an id. */
void questions_ask_again(struct listener *listener);
/* Tells a verdict whose time has come; else when it will, or WAKE_NEVER. */
int64_t login_wake(struct listener *listener, struct connection_row *row,
    int64_t now);

/* ---- listener_opens.c -----------------------------------------------------
 */

bool session_asked(struct listener *listener, struct connection_row *row,
    struct wire *wire);
/* Begins the session that follows a dialogue by which somebody joined, on the
 * same channel; false: there is none to follow. */
bool session_follows(struct listener *listener,
    struct connection_row *connection, struct session_row *gone);
/* Has another process go on with a session, on the streams that the hold of
 * `gone` gives up; NULL: it cannot be begun. */
struct session_row *session_again(struct listener *listener,
    struct connection_row *connection, struct session_row *gone,
    const struct session_start *start);
void hold_free(struct hold *hold); /* NULL is fine */

/* ---- listener_lost.c ----------------------------------------------------- */

/* A process ended without a last word. Another goes on where it was: true; or
 * `words` are what its person is to be told. */
bool session_mended(struct listener *listener,
    struct connection_row *connection, struct session_row *gone,
    const char **words);
/* Has another process go on with the session, at this place (NULL: it told
 * none yet), on the streams that the hold of `gone` gives up; NULL: it cannot
 * be begun. */
struct session_row *session_goes_on(struct listener *listener,
    struct connection_row *connection, struct session_row *gone,
    enum session_beginning beginning, const char *place);
/* PLACE came. */
bool session_placed(struct session_row *row, struct wire *wire);
/* Tells the connection that a session has ended, with words for its person. */
void session_end_tell(struct listener *listener,
    struct connection_row *connection, const struct session_row *gone,
    const char *words);

/* ---- listener_sleep.c -----------------------------------------------------
 */

/* The process of a session has gone to have it sleep: true, and the hold of
 * `gone` is taken over. False: it ends, as one does that had to be killed. */
bool sleeper_begin(struct listener *listener, struct session_row *gone);
/* A byte has come, or the end of them; whoever has hung up is woken no more. */
void sleeper_wake(struct listener *listener, size_t index);
/* The size is noted and drawn at once, where one sleeps there. */
void sleeper_sized(struct listener *listener, int64_t connection,
    int64_t channel, const struct terminal *terminal);
int64_t sleepers_count(const struct listener *listener, int64_t person_id);
bool sleeper_is_on(const struct listener *listener, int64_t connection,
    int64_t channel);
void sleepers_of_gone_connection(struct listener *listener, int64_t number);
/* Those of a person, or all (0): their connections hear why. */
void sleepers_end(struct listener *listener, int64_t person_id,
    const char *words);
void sleepers_wake(struct listener *listener, int64_t now);
/* Frees what is held, in a process that has no business with it, or at last. */
void sleepers_forget(struct listener *listener);

/* ---- listener_sessions.c ------------------------------------------------ */

/* Whether such a session makes its person one of those who are here. */
bool counts_as_here(enum session_kind kind);
struct session_row *session_by_channel(struct listener *listener,
    int64_t connection, int64_t channel);
bool session_sized(struct listener *listener, struct connection_row *row,
    struct wire *wire);
bool session_heard(struct listener *listener, struct peer *peer,
    struct wire *wire);
void session_gone(struct listener *listener, struct peer *peer);
/* Ends all that this person has open: they came back by a code, and somebody
 * else may have their laptop. What does not end when told to is killed. */
void sessions_end(struct listener *listener, int64_t person_id,
    const char *words);
bool session_spawner_heard(struct listener *listener, struct peer *peer,
    struct wire *wire);
/* The line has gone: they end by themselves, or are ended after a while. */
void sessions_of_gone_connection(struct listener *listener, int64_t number);
/* Sends news at once; false: the session is slow and hears it when it reads
 * again, if the caller sets what it owes. */
bool session_offer(struct listener *listener, struct session_row *row,
    const struct wire *wire);
/* Sends what a session has still to hear, as far as it takes it. */
void session_flush(struct listener *listener, struct session_row *row);
void sessions_wake(struct listener *listener, int64_t now);
/* As those of connections. */
void sessions_spawn_again(struct listener *listener);
/* Lowers wake_at to a moment. */
void wake_at(struct listener *listener, int64_t at);

/* ---- listener_asks.c ------------------------------------------------------
 */

/* What a session asks goes on to the keeper in its person's name, one at a
 * time, and the answer comes back. */
bool ask_heard(struct listener *listener, struct session_row *row,
    struct wire *wire);
bool ask_answered(struct listener *listener, struct wire *wire);
/* The keeper was begun anew: it is asked what the lost one was asked. */
void asks_again(struct listener *listener);
/* Whoever waits for a keeper that does not come hears so; lowers wake_at. */
void asks_wake(struct listener *listener, int64_t now);
/* Wipes what it asks. */
void asked_forget(struct session_row *row);

/* ---- listener_drain.c -----------------------------------------------------
 */

/* The operator's program asks. */
bool operate_heard(struct listener *listener, struct peer *peer,
    struct wire *wire);
/* Goes on with a drain that is noted, before the sandbox: one whose time has
 * come while there was no listener is carried out, at another start of the
 * daemon dropped. */
void drain_recall(struct listener *listener, bool is_begun_again);
/* Puts the notice that stands. */
void drain_put(const struct listener *listener, struct wire *wire);
/* Why nobody begins a session any more; NULL: they may. */
const char *drain_refusal(const struct listener *listener);
/* What those inside hear at the end. */
void drain_reason(const struct listener *listener,
    char reason[MESSAGE_REASON_BYTES]);
void drain_wake(struct listener *listener, int64_t now);

/* ---- hub.c --------------------------------------------------------------- */

/* Tells everybody but `teller` (NULL: everybody), once an event. */
void hub_news(struct listener *listener, const struct event *event,
    const struct peer *teller);
/* What a session says of another person is left to the keeper to find. False
 * too for a number that no event can have yet: it would keep the true one from
 * being told. */
bool hub_heard(struct listener *listener, const struct peer *peer,
    struct wire *wire);
/* A session of this person began, or ended: told to all where it was the first
 * or the last. */
void hub_came(struct listener *listener, int64_t person_id);
void hub_went(struct listener *listener, int64_t person_id);
void hub_wake(struct listener *listener, int64_t now);
/* Puts who is here into a message. */
void hub_here_put(const struct listener *listener, struct wire *wire);
/* Tells those here when the site goes down, or that it does not. */
void hub_notice(struct listener *listener);
void hub_accept_local(struct listener *listener);
void local_gone(struct listener *listener, struct peer *peer);

/* ---- listener_helpers.c -------------------------------------------------- */

/* There are none yet. */
void helpers_init(struct listener *listener);
/* Forks keeper and spawners and waits until they are ready. */
MUST_USE enum status listener_fork_helpers(struct listener *listener);
/* It is begun again, at once or, when it is lost again and again, later. */
void helper_gone(struct listener *listener, struct peer *peer);
void helpers_wake(struct listener *listener, int64_t now);
/* All of them end and others begin, which take the settings as they are now.
 * Nobody waits for longer than that takes. */
void helpers_renew(struct listener *listener);
/* Closes their sockets, at which they end, and waits until they have. */
void helpers_end(struct listener *listener);

/* ---- listener_reload.c ----------------------------------------------------
 */

/* Reads the configuration anew: good, it holds for newcomers, for limits and
 * for the log; bad, the old stays. The status and reason() say which,
 * listener->kept what could not be followed. */
enum status listener_reload(struct listener *listener);

/* ---- listener_start.c, listener_end.c ------------------------------------ */

MUST_USE enum status listener_watch_newcomers(struct listener *listener);
void supervisor_tell(const struct listener *listener, enum listener_word word);
struct throttle_limits throttle_limits_of(const struct settings *settings);
void listener_bind_local(struct listener *listener);
/* Begins to end. */
void listener_begin_end(struct listener *listener);
/* Goes on with it, where it has begun. */
void listener_go_on_ending(struct listener *listener, int64_t now);
/* Ends the helpers and frees all. */
void listener_finish(struct listener *listener);

#endif
