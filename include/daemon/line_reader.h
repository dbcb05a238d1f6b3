#ifndef DAEMON_LINE_READER_H
#define DAEMON_LINE_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* What is typed, line by line, with the little editing that a raw terminal
 * leaves to us: Backspace, Ctrl-U, Ctrl-C, Ctrl-D. */
struct line_reader {
    int output;     /* echo goes here */
    bool is_raw;    /* the client's terminal is: echo and CRLF are ours */
    bool is_hidden; /* no echo: a password */
    /* A line has come, without its end; NULL: it was too long. */
    void (*take)(void *context, const char *line);
    /* Ctrl-C, where the terminal is raw. */
    void (*interrupt)(void *context);
    void *context;
    bool is_done; /* nothing more is taken: Ctrl-D, or a callback said so */
    /* ---- Its own ---- */
    struct text line;
    bool was_return;  /* the LF of a CRLF is no line of its own */
    bool is_too_long; /* the rest of this line is left out */
};

/* Bytes as they came. */
void line_reader_take(struct line_reader *reader, const char *bytes,
    size_t count);
/* The input is at its end: a script's last line may lack its own. */
void line_reader_end(struct line_reader *reader);
/* Shows again what is typed of a line, after words that came between. */
void line_reader_show(const struct line_reader *reader);
/* Writes with line ends as the terminal wants them. */
void line_put(int output, bool is_raw, const char *bytes, size_t count);
/* Wipes and frees; the reader may be used again. */
void line_reader_clear(struct line_reader *reader);

#endif
