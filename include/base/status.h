#ifndef BASE_STATUS_H
#define BASE_STATUS_H

/* What became of a call that can fail. */
enum status {
    STATUS_OK = 0,
    STATUS_NOT_FOUND, /* no such thing, or not one this person may see */
    STATUS_FORBIDDEN, /* it exists and may be seen, but not done */
    STATUS_INVALID,   /* the input breaks a rule */
    STATUS_CONFLICT,  /* it is there already, or has changed meanwhile */
    STATUS_FULL,      /* a limit is reached, or the disk */
    STATUS_AGAIN,     /* busy: the same call may succeed later */
    STATUS_FAILED     /* a fault outside the caller's hands; it is logged */
};

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(position, first) \
    __attribute__((format(printf, position, first)))

/* The status in lower case words, for logs and tests. Never NULL. */
const char *status_name(enum status status);

/* The exit status of a command that ended so (sysexits.h): 0, 66 not found,
 * 77 not allowed, 65 bad input, 69 store not reachable, 75 try again. */
int status_exit(enum status status);

/* Sets this process's reason, one cleaned line of at most 255 bytes that says
 * what was wrong and where, and returns `status`. Like errno it holds for the
 * last failed call: `return refuse(STATUS_NOT_FOUND, "no board %s", slug);`.
 * reason() may be among what it says. */
enum status refuse(enum status status, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* The reason of the last refuse(), "" after reason_clear(). Never NULL. */
const char *reason(void);
void reason_clear(void);

#endif
