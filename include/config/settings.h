#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

/* Every setting of homeroom.conf: C name, key in the file, default, least,
 * most, help. Paths are relative to the configuration file's folder. The
 * manual page homeroom.conf(5) lists the same; a lint test compares. */
#define SETTINGS_NUMBERS(X)                                                    \
    X(port, "port", 2222, 1, 65535, "TCP port to listen on")                   \
    X(login_grace_seconds, "login_grace_seconds", 90, 5, 600,                  \
        "time to log in")                                                      \
    X(idle_seconds, "idle_seconds", 28800, 60, 604800,                         \
        "an idle session ends after this")                                     \
    X(sleep_seconds, "sleep_seconds", 1800, 5, 604800,                         \
        "an idle session gives its memory back after this")                    \
    X(idle_connection_seconds, "idle_connection_seconds", 600, 10, 86400,      \
        "a connection without a shell or command ends after this")             \
    X(sessions_per_person, "sessions_per_person", 3, 1, 100,                   \
        "sessions one person may have at once")                                \
    X(unauthenticated_free, "unauthenticated_free", 10, 1, 10000,              \
        "connections not logged in before some are refused")                   \
    X(unauthenticated_most, "unauthenticated_most", 60, 1, 10000,              \
        "connections not logged in from where all are refused")                \
    X(unauthenticated_per_source, "unauthenticated_per_source", 8, 1, 10000,   \
        "of these from one source (IPv6: one /64)")                            \
    X(unauthenticated_refused_percent, "unauthenticated_refused_percent", 30,  \
        0, 100, "of newcomers past the free ones; more as more wait")          \
    X(failed_logins, "failed_logins", 6, 1, 20,                                \
        "failed tries before a connection is closed")                          \
    X(penalty_seconds, "penalty_seconds", 15, 1, 3600,                         \
        "how long a source is refused after three failed logins")              \
    X(penalty_most_seconds, "penalty_most_seconds", 600, 1, 86400,             \
        "the same at most: it doubles with each three more")                   \
    X(login_floor_milliseconds, "login_floor_milliseconds", 300, 0, 5000,      \
        "least time until a login is refused")                                 \
    X(password_memory_mib, "password_memory_mib", 64, 8, 160,                  \
        "memory that hashing a password takes (argon2id), in MiB")             \
    X(password_passes, "password_passes", 3, 1, 20, "passes over that memory") \
    X(passwords_at_once, "passwords_at_once", 2, 1, 8,                         \
        "passwords hashed at once")                                            \
    X(passwords_waiting, "passwords_waiting", 16, 1, 64,                       \
        "passwords that may wait to be hashed")                                \
    X(password_wait_seconds, "password_wait_seconds", 5, 1, 7,                 \
        "how long one may wait")                                               \
    X(code_tries, "code_tries", 5, 1, 100,                                     \
        "codes that nobody has before a source may try no more")               \
    X(code_tries_minutes, "code_tries_minutes", 10, 1, 1440,                   \
        "how long it may not, and tries are remembered")                       \
    X(joining_seconds, "joining_seconds", 600, 30, 3600,                       \
        "time to join with an enrolment code")                                 \
    X(joining_most, "joining_most", 200, 1, 10000,                             \
        "people who may be joining at once")                                   \
    X(connections_most, "connections_most", 2000, 1, 20000,                    \
        "connections at once")                                                 \
    X(post_interval_seconds, "post_interval_seconds", 5, 0, 3600,              \
        "least time between two posts of a person")                            \
    X(posts_per_ten_minutes, "posts_per_ten_minutes", 30, 1, 10000,            \
        "posts of a person in ten minutes")                                    \
    X(post_kilobytes, "post_kilobytes", 64, 1, 64,                             \
        "most that one post holds, in KiB")                                    \
    X(post_lines, "post_lines", 2000, 10, 2000, "most lines of one post")      \
    X(edit_minutes, "edit_minutes", 30, 0, 10080,                              \
        "how long authors change a post silently")                             \
    X(question_minute, "question_minute", 480, 0, 1439,                        \
        "minute of the day at which questions open")                           \
    X(question_window_hours, "question_window_hours", 24, 1, 744,              \
        "how long a daily question stays open for a person")                   \
    X(agreement_days, "agreement_days", 7, 3, 28,                              \
        "days for which a cohort's vote on its agreement is open")             \
    X(agreement_quorum_percent, "agreement_quorum_percent", 33, 1, 100,        \
        "how many of its learners are to vote that it counts")                 \
    X(agreement_again_weeks, "agreement_again_weeks", 6, 0, 52,                \
        "week after a vote in which it is asked again; 0: never")              \
    X(terminal_columns_most, "terminal_columns_most", 500, 80, 500,            \
        "columns of a terminal that are drawn on")                             \
    X(terminal_rows_most, "terminal_rows_most", 200, 24, 200,                  \
        "rows of a terminal that are drawn on")                                \
    X(session_descriptors, "session_descriptors", 32, 24, 1024,                \
        "descriptors that a session's process may hold")                       \
    X(session_memory_mib, "session_memory_mib", 256, 128, 4096,                \
        "address space of what faces people, and of hashing, in MiB")

#define SETTINGS_TEXTS(X)                                                  \
    X(name, "name", "Homeroom", "what the site calls itself in titles")    \
    X(listen, "listen", "127.0.0.1",                                       \
        "addresses to listen on, comma-separated: 0.0.0.0, :: are all")    \
    X(host_key, "host_key", "host_ed25519", "private host key, mode 0600") \
    X(store, "store", "store", "folder of store.db and the local socket")  \
    X(secrets, "secrets", "secrets", "folder of secrets.db, mode 0700")    \
    X(screens, "screens", "",                                              \
        "folder of screen files; empty: those that came with the program") \
    X(holidays, "holidays", "",                                            \
        "file of holidays by region (CSV); empty: none")                   \
    X(user, "user", "", "Unix user to become after binding; empty: stay")  \
    X(public_host, "public_host", "",                                      \
        "host that people type after ssh; empty: this machine's name")     \
    X(exempt_sources, "exempt_sources", "",                                \
        "comma-separated CIDR ranges without limits per source")           \
    X(second_factor_roles, "second_factor_roles", "",                      \
        "roles that demand a second factor, comma-separated; empty: none") \
    X(log_level, "log_level", "info", "error, warning, info or debug")     \
    X(log_to, "log_to", "stderr", "stderr, or journald: systemd's journal")

#define SETTINGS_TRUTHS(X)                                        \
    X(login_key, "login_key", true, "public keys log in")         \
    X(login_password, "login_password", true, "passwords log in") \
    X(join, "join", true, "ssh join@host takes enrolment codes")  \
    X(login_unix_user, "login_unix_user", false,                  \
        "session --login takes the Unix user for the handle")

struct settings {
#define X(field, key, value, least, most, help) int64_t field;
    SETTINGS_NUMBERS(X)
#undef X
#define X(field, key, value, help) char *field; /* owned */
    SETTINGS_TEXTS(X)
#undef X
#define X(field, key, value, help) bool field;
    SETTINGS_TRUTHS(X)
#undef X
};

#endif
