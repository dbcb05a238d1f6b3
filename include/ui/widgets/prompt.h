#ifndef UI_WIDGETS_PROMPT_H
#define UI_WIDGETS_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/canvas.h"
#include "ui/decoder.h"

/* One line being asked for, wherever a view draws it; hidden for what nobody
 * is to see, whose bytes are wiped. {0} is closed. */
struct prompt {
    struct editor *editor; /* owned; NULL: closed, or hidden */
    char *hidden;          /* owned: room for `most` bytes and a NUL */
    size_t length;         /* of what is hidden */
    size_t most;
    bool is_full; /* more was typed than fits, see prompt_is_full() */
    bool is_pasting;
};

/* What became of a key. */
enum prompt_turn {
    PROMPT_STAYS,   /* it was the prompt's */
    PROMPT_ENTERED, /* Enter: prompt_text() is what they mean */
    PROMPT_LEFT,    /* Esc or Ctrl-C: they want nothing */
    PROMPT_OTHERS   /* Tab, Up, Down and the like: for the view */
};

/* Opens with `text` in it and the cursor behind that; at most `most` bytes. An
 * open one is closed first. */
void prompt_open(struct prompt *prompt, const char *text, size_t most);
/* The same for what is shown as stars alone: no cursor keys, no undo; Ctrl-U
 * and Ctrl-W take all of it away. */
void prompt_open_hidden(struct prompt *prompt, size_t most);
bool prompt_is_open(const struct prompt *prompt);
/* Wipes what was hidden, and frees. Closed is fine. */
void prompt_close(struct prompt *prompt);

/* Editing is as editor.h has it. Enter within a paste does nothing, so that a
 * line pasted with its end is not sent before it was seen. */
enum prompt_turn prompt_key(struct prompt *prompt, const struct key *key);
/* Never NULL. */
const char *prompt_text(const struct prompt *prompt);
/* In place of what was typed, so for completion; not for hidden ones. */
void prompt_set(struct prompt *prompt, const char *text);
/* Whether the last key, or the last paste, did not fit. */
bool prompt_is_full(const struct prompt *prompt);
/* Draws into the spot, scrolled so that the cursor shows, and sets it. */
void prompt_draw(struct prompt *prompt, struct canvas *canvas,
    struct spot spot);

#endif
