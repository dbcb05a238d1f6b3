/* Prompt: one line asked for, shown or hidden. */

#include "ui/widgets/prompt.h"

#include <string.h>

#include "base/grapheme.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/widgets/editor.h"

enum {
    STARS_MOST = 512
};

void
prompt_close(struct prompt *prompt)
{
    editor_free(prompt->editor);
    if (prompt->hidden != NULL)
        explicit_bzero(prompt->hidden, prompt->most + 1);
    memory_release(prompt->hidden);
    *prompt = (struct prompt){0};
}

void
prompt_open(struct prompt *prompt, const char *text, size_t most)
{
    prompt_close(prompt);
    prompt->most = most;
    prompt->editor = editor_new(true, most);
    editor_set(prompt->editor, text);
}

void
prompt_open_hidden(struct prompt *prompt, size_t most)
{
    prompt_close(prompt);
    prompt->most = most;
    prompt->hidden = memory_new(most + 1);
}

bool
prompt_is_open(const struct prompt *prompt)
{
    return prompt->editor != NULL || prompt->hidden != NULL;
}

const char *
prompt_text(const struct prompt *prompt)
{
    if (prompt->hidden != NULL)
        return prompt->hidden;
    return prompt->editor != NULL ? editor_text(prompt->editor) : "";
}

void
prompt_set(struct prompt *prompt, const char *text)
{
    if (prompt->editor != NULL)
        editor_set(prompt->editor, text);
}

bool
prompt_is_full(const struct prompt *prompt)
{
    return prompt->is_full;
}

/* ---- Hidden -------------------------------------------------------------- */

static void
hide(struct prompt *prompt, uint32_t point)
{
    char bytes[4];
    size_t count = utf8_encode((int32_t)point, bytes);

    if (!utf8_is_printable((int32_t)point))
        return;
    if (prompt->length + count > prompt->most) {
        prompt->is_full = true;
    } else {
        memcpy(prompt->hidden + prompt->length, bytes, count);
        prompt->length += count;
    }
    explicit_bzero(bytes, sizeof bytes);
}

static void
shorten(struct prompt *prompt, size_t count)
{
    prompt->length -= count;
    explicit_bzero(prompt->hidden + prompt->length, count);
}

static void
hidden_key(struct prompt *prompt, const struct key *key)
{
    if (key->kind == KEY_CHARACTER)
        hide(prompt, key->point);
    else if (key->kind == KEY_RUBOUT)
        shorten(prompt,
            grapheme_previous(prompt->hidden, prompt->length, prompt->length));
    else if (key->kind == KEY_CONTROL &&
             (key->point == 'u' || key->point == 'w'))
        shorten(prompt, prompt->length);
}

/* ---- Keys ---------------------------------------------------------------- */

/* What a paste left out is told when it is over. */
static void
note_paste(struct prompt *prompt, const struct key *key)
{
    if (!prompt->is_pasting && key->kind != KEY_PASTE_END)
        prompt->is_full = false;
    if (key->kind == KEY_PASTE_BEGIN)
        prompt->is_pasting = true;
    if (key->kind == KEY_PASTE_END)
        prompt->is_pasting = false;
}

static bool
is_for_others(const struct key *key)
{
    switch (key->kind) {
    case KEY_TAB:
    case KEY_BACKTAB:
    case KEY_ARROW_UP:
    case KEY_ARROW_DOWN:
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
        return true;
    default:
        return false;
    }
}

enum prompt_turn
prompt_key(struct prompt *prompt, const struct key *key)
{
    bool is_pasted = prompt->is_pasting;

    note_paste(prompt, key);
    if (key->kind == KEY_RETURN)
        return is_pasted ? PROMPT_STAYS : PROMPT_ENTERED;
    if (!is_pasted && (key->kind == KEY_ESCAPE ||
                          (key->kind == KEY_CONTROL && key->point == 'c')))
        return PROMPT_LEFT;
    if (!is_pasted && is_for_others(key))
        return PROMPT_OTHERS;
    if (prompt->hidden != NULL) {
        hidden_key(prompt, key);
    } else if (prompt->editor != NULL) {
        editor_key(prompt->editor, key);
        prompt->is_full = prompt->is_full || editor_is_full(prompt->editor);
    }
    return PROMPT_STAYS;
}

/* ---- Drawing ------------------------------------------------------------- */

static void
draw_stars(const struct prompt *prompt, struct canvas *canvas, struct spot spot)
{
    char stars[STARS_MOST + 1];
    size_t count = 0;
    size_t room = spot.width > 1 ? (size_t)spot.width - 1 : 0;

    for (size_t at = 0;
         at < prompt->length && count < STARS_MOST && count < room; count++)
        at += grapheme_next(prompt->hidden, prompt->length, at);
    memset(stars, '*', count);
    stars[count] = '\0';
    canvas_text(canvas, spot, STYLE_BOLD, stars);
    canvas_cursor(canvas, spot.row, spot.column + (int)count);
}

void
prompt_draw(struct prompt *prompt, struct canvas *canvas, struct spot spot)
{
    const struct area area = {spot.row, spot.row + 1, spot.column, spot.width};

    if (prompt->hidden != NULL)
        draw_stars(prompt, canvas, spot);
    else if (prompt->editor != NULL)
        editor_draw(prompt->editor, canvas, &area);
}
