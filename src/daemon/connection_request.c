/* Requests: what a client may ask of a channel. What has no function here,
 * libssh refuses: forwarding, agents, X11, subsystems, signals. */

#include <string.h>

#include "base/text.h"
#include "config/config.h"
#include "daemon/connection_parts.h"
#include "daemon/session.h"

enum {
    EXIT_USAGE = 64
};

/* From the strongest on, as setlocale() asks them (POSIX 8.2). */
static const char *const locale_names[LOCALE_COUNT] = {
    [LOCALE_ALL] = "LC_ALL",
    [LOCALE_CTYPE] = "LC_CTYPE",
    [LOCALE_LANG] = "LANG",
};

/* Letters, digits and "+-._", at most 32; a name of more is not known anyhow.
 */
static void
copy_term(char clean[33], const char *term)
{
    size_t count = 0;

    for (; *term != '\0' && count < 32; term++) {
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                   "0123456789+-._",
                *term) != NULL)
            clean[count++] = *term;
    }
    clean[count] = '\0';
}

/* RFC 4254 section 6.2: 0 says nothing. libssh has it signed. */
static int
clamped(int size, int most, int otherwise)
{
    if (size == 0)
        return otherwise;
    return size < 0 || size > most ? most : size;
}

static void
set_size(struct channel *channel, int columns, int rows)
{
    const struct settings *settings = config_current();

    channel->terminal.columns = clamped(columns,
        (int)settings->terminal_columns_most, COLUMNS_DEFAULT);
    channel->terminal.rows = clamped(rows, (int)settings->terminal_rows_most,
        ROWS_DEFAULT);
}

static int
/* NOLINTNEXTLINE(readability-function-size): libssh sets the parameters */
on_terminal(ssh_session session, ssh_channel ssh, const char *term, int columns,
    int rows, int width_pixels, int height_pixels, void *channel_)
{
    struct channel *channel = channel_;
    (void)session;
    (void)ssh;
    (void)width_pixels;
    (void)height_pixels;

    if (channel->state != CHANNEL_OPENED)
        return -1;
    channel->has_terminal = true;
    copy_term(channel->terminal.term, term);
    set_size(channel, columns, rows);
    return 0;
}

static int
/* NOLINTNEXTLINE(readability-function-size): libssh sets the parameters */
on_size(ssh_session session, ssh_channel ssh, int columns, int rows,
    int width_pixels, int height_pixels, void *channel_)
{
    struct channel *channel = channel_;
    (void)session;
    (void)ssh;
    (void)width_pixels;
    (void)height_pixels;

    set_size(channel, columns, rows);
    channel->is_resized = true;
    return 0;
}

static int
on_environment(ssh_session session, ssh_channel ssh, const char *name,
    const char *value, void *channel_)
{
    struct channel *channel = channel_;
    (void)session;
    (void)ssh;

    if (channel->state != CHANNEL_OPENED)
        return -1;
    if (text_equals(name, "NO_COLOR")) {
        channel->terminal.no_color = value[0] != '\0';
        return 0;
    }
    for (int i = 0; i < LOCALE_COUNT; i++) {
        if (!text_equals(name, locale_names[i]))
            continue;
        channel->has_locale[i] = value[0] != '\0';
        channel->is_utf8[i] = strcasestr(value, "utf-8") != NULL ||
                              strcasestr(value, "utf8") != NULL;
        return 0;
    }
    return -1;
}

/* Clients that send no locale at all are, today, on terminals of UTF-8. */
static bool
channel_is_utf8(const struct channel *channel)
{
    for (int i = 0; i < LOCALE_COUNT; i++) {
        if (channel->has_locale[i])
            return channel->is_utf8[i];
    }
    return true;
}

/* Has the listener start a session, or says why there is none. */
static int
channel_ask(struct channel *channel, enum session_kind kind,
    const char *command)
{
    static struct session_request request;
    struct connection *connection = channel->connection;

    request.channel = channel->number;
    request.kind = kind;
    request.terminal = channel->terminal;
    request.terminal.is_utf8 = channel_is_utf8(channel);
    if (!text_copy(request.command, sizeof request.command, command)) {
        channel_refuse(channel, "The command is too long.", EXIT_USAGE);
        return 0;
    }
    wire_begin(&connection->wire, MESSAGE_OPEN_SESSION);
    session_request_put(&connection->wire, &request);
    if (!control_send(connection))
        return -1;
    channel->kind = kind;
    channel->state = CHANNEL_ASKED;
    return 0;
}

static bool
has_shell(const struct connection *connection)
{
    for (int i = 0; i < CHANNELS_MOST; i++) {
        const struct channel *channel = &connection->channels[i];
        bool runs = channel->state == CHANNEL_ASKED ||
                    channel->state == CHANNEL_RUNS;

        if (runs && channel->kind != SESSION_COMMAND)
            return true;
    }
    return false;
}

static bool
may_begin(const struct channel *channel)
{
    const struct connection *connection = channel->connection;

    return channel->state == CHANNEL_OPENED && connection->phase == PHASE_IN &&
           (connection->person_id > 0 || connection->is_joining) &&
           !connection->is_closing;
}

static int
on_shell(ssh_session session, ssh_channel ssh, void *channel_)
{
    struct channel *channel = channel_;
    (void)session;
    (void)ssh;

    if (!may_begin(channel))
        return -1;
    if (has_shell(channel->connection)) {
        channel_refuse(channel,
            "One session a connection: for another use ssh -S none.",
            EXIT_AGAIN);
        return 0;
    }
    bool is_screen = channel->has_terminal &&
                     !text_equals(channel->terminal.term, "dumb");
    return channel_ask(channel, is_screen ? SESSION_SCREEN : SESSION_PLAIN, "");
}

static int
on_command(ssh_session session, ssh_channel ssh, const char *command,
    void *channel_)
{
    struct channel *channel = channel_;
    (void)session;
    (void)ssh;

    if (!may_begin(channel))
        return -1;
    return channel_ask(channel, SESSION_COMMAND, command);
}

/* Leaves the bytes with libssh, whose window stands still until pump_turn()
 * takes them; a client that sends on regardless is ended. */
static int
/* NOLINTNEXTLINE(readability-function-size): libssh sets the parameters */
on_data(ssh_session session, ssh_channel ssh, void *data, uint32_t count,
    int is_errors, void *channel_)
{
    struct channel *channel = channel_;
    (void)session;
    (void)ssh;

    if (is_errors)
        return (int)count;
    channel->buffered = count;
    channel->held = data;
    if (count > BUFFERED_MOST)
        connection_over(channel->connection, "More sent than agreed.");
    return 0;
}

static void
on_eof(ssh_session session, ssh_channel ssh, void *channel_)
{
    struct channel *channel = channel_;
    (void)session;
    (void)ssh;

    channel->is_eof = true;
}

static void
on_close(ssh_session session, ssh_channel ssh, void *channel_)
{
    struct channel *channel = channel_;
    (void)session;
    (void)ssh;

    channel->is_gone = true;
}

void
request_begin(struct channel *channel)
{
    channel->callbacks = (struct ssh_channel_callbacks_struct){
        .userdata = channel,
        .channel_data_function = on_data,
        .channel_eof_function = on_eof,
        .channel_close_function = on_close,
        .channel_pty_request_function = on_terminal,
        .channel_pty_window_change_function = on_size,
        .channel_env_request_function = on_environment,
        .channel_shell_request_function = on_shell,
        .channel_exec_request_function = on_command,
    };
    ssh_callbacks_init(&channel->callbacks);
    ssh_set_channel_callbacks(channel->ssh, &channel->callbacks);
}
