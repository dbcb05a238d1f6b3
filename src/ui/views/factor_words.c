/* The second factor: its words, its secret and its codes on the screen. */

#include <string.h>

#include "base/clock.h"
#include "ui/cells.h"
#include "ui/views/factor.h"
#include "ui/views/moments.h"

enum {
    GROUP_COLUMNS = 5, /* four letters and a blank */
    GROUPS_MOST = 8,
    GROUP_LETTERS = 4,
    CODE_COLUMNS = CODE_TEXT_BYTES + 3,
    CODE_COLUMNS_MOST = 2,    /* codes side by side */
    WORDS_COLUMNS_LEAST = 30, /* beside a picture */
    WORDS_COLUMNS_MOST = 64
};

static const char what_it_is[] =
    "With it a code is wanted after your key or password, one that an app on "
    "your phone or laptop shows and that changes every 30 seconds: whoever "
    "finds the key or overhears the password still cannot come in as you.\n"
    "\n"
    "Any authenticator app does. For the day it is lost you get ten recovery "
    "codes.\n";

static const char is_demanded[] =
    "*Your role here demands a second factor, and you have none yet.* Until it "
    "is on, nothing else opens for you. It takes two minutes, and an "
    "authenticator app on your phone or laptop.\n"
    "\n";

static const char is_on_already[] =
    "Your second factor was turned on from somewhere else meanwhile. Leave, "
    "and log in anew with a code of your app.\n";

static const char with_picture
    [] = "Scan this with your authenticator app, or type the secret into it by "
         "hand. It belongs to you alone: let nobody see it.\n"
         "\n"
         "By hand it is: time-based, SHA-1, 6 digits, 30 seconds.\n"
         "\n"
         "Then type the code that the app shows. The secret:\n";

static const char without_picture[] =
    "Type this secret into your authenticator app by hand: add an account, "
    "choose to enter a key, give it any name; it is time-based, with SHA-1, 6 "
    "digits, 30 seconds. A picture to scan does not fit or cannot be drawn on "
    "this terminal. The secret belongs to you alone: let nobody see it.\n"
    "\n"
    "Then type the code that the app shows. The secret:\n";

static const char codes_words[] =
    "%s These are your recovery codes: each lets you "
    "in once in place of the app's code, on the day that the app is lost.\n"
    "\n"
    "Keep them now, they are *not shown again*: in a password manager or on "
    "paper, and not on the device that has the app. Those you had before serve "
    "no more.\n";

void
factor_row_words(struct app *app, const struct proving *proving, bool is_known,
    struct text *out)
{
    char when[MOMENT_BYTES];

    if (!is_known) {
        text_add(out, "how it stands cannot be told just now");
        return;
    }
    if (proving->is_on) {
        moment_date(proving->since, app_zone(app), when);
        text_add_format(out, "on since %s, %d recovery code%s left", when,
            proving->codes_left, proving->codes_left == 1 ? "" : "s");
    } else {
        text_add(out, "off");
    }
    if (proving->is_demanded)
        text_add(out, proving->is_on ? "; your role demands it"
                                     : ", and your role demands one");
}

static void
add_how_it_stands(struct app *app, const struct factor_state *state,
    struct text *out)
{
    const struct proving *proving = &state->proving;
    char when[MOMENT_BYTES];

    if (!state->is_known) {
        text_add(out, "How it stands cannot be told just now: the keeper of "
                      "the secrets does not answer.\n");
        return;
    }
    if (!proving->is_on) {
        text_add(out, proving->is_demanded
                          ? is_demanded
                          : "*Off.* Your key or password alone lets you "
                            "in.\n\n");
        text_add(out, what_it_is);
        return;
    }
    moment_date(proving->since, app_zone(app), when);
    text_add_format(out,
        "*On* since %s. A code of your app is wanted after your key or "
        "password.\n\nRecovery codes left: *%d* of %d.%s\n",
        when, proving->codes_left, PROVING_RECOVERY_CODES,
        proving->codes_left < 3 ? " Make new ones before they are gone." : "");
    if (app_is_confined(app))
        text_add_format(out, "\n%s", is_on_already);
    else if (proving->is_demanded)
        text_add(out, "\nYour role here demands it, so it stays on. If the app "
                      "and the codes are lost, an operator takes it away, and "
                      "you begin anew.\n");
    if (!app_is_confined(app))
        text_add(out, "\nA new phone? `e` puts another app in the place of "
                      "the one you have, which counts until the new one has "
                      "shown a right code.\n");
}

static void
add_question(const struct factor_state *state, struct text *out)
{
    static const char *const questions[FACTOR_STAGES] = {
        [FACTOR_RENEWING] = "*Ten new recovery codes.* Those you have serve no "
                            "more then.\n",
        [FACTOR_ENDING] = "*Turn it off.* Your key or password alone lets you "
                          "in then, and whoever has either.\n",
        [FACTOR_REPLACING] = "*Another app*, on a new phone, say. The one you "
                             "have counts until the new one has shown a right "
                             "code; then there are new recovery codes too.\n",
    };

    text_add(out, questions[state->stage]);
    text_add(out, "\nType a code that your app shows, one that has not served "
                  "yet, or one of your recovery codes.");
    text_add(out, state->stage == FACTOR_REPLACING
                      ? " The one that let you in within this hour does once "
                        "more.\n"
                      : "\n");
}

/* What the page says at this stage, laid for so many columns. */
static void
factor_lay(struct app *app, struct factor_state *state, int columns)
{
    struct text *words = &state->page.words;

    text_truncate(words, 0);
    if (state->stage == FACTOR_STANDS)
        add_how_it_stands(app, state, words);
    else if (state->stage == FACTOR_SHOWS)
        text_add(words,
            columns < app_columns(app) ? with_picture : without_picture);
    else if (state->stage == FACTOR_CODES)
        text_add_format(words, codes_words,
            state->replaces ? "*The new app counts from now on.*"
                            : "*Your second factor is on.*");
    else
        add_question(state, words);
    page_lay(&state->page, columns);
}

/* ---- Drawn --------------------------------------------------------------- */

static int
between(int number, int least, int most)
{
    if (number < least)
        return least;
    return number < most ? number : most;
}

/* Groups of the secret in a row: all, or half of them, or what there is room
 * for. */
static int
groups_of(int width)
{
    int groups = between((width - 1) / GROUP_COLUMNS, 1, GROUPS_MOST);

    return groups > GROUPS_MOST / 2 && groups < GROUPS_MOST ? GROUPS_MOST / 2
                                                            : groups;
}

static int
codes_beside(int width)
{
    return between((width - 1) / CODE_COLUMNS, 1, CODE_COLUMNS_MOST);
}

/* The rows of what is secret, at this width. */
static int
secret_rows(const struct factor_state *state, int width)
{
    int groups = groups_of(width);
    int beside = codes_beside(width);

    if (state->stage == FACTOR_SHOWS)
        return (GROUPS_MOST + groups - 1) / groups;
    if (state->stage == FACTOR_CODES)
        return ((int)state->code_count + beside - 1) / beside;
    return 0;
}

static void
draw_secret(const struct factor_state *state, struct canvas *canvas,
    const struct area *area)
{
    int groups = groups_of(area->width);

    for (int i = 0; i < GROUPS_MOST; i++) {
        const struct spot spot = {
            .row = area->top + i / groups,
            .column = area->column + 1 + i % groups * GROUP_COLUMNS,
            .width = GROUP_LETTERS,
        };

        if (spot.row < area->bottom)
            canvas_bytes(canvas, spot, STYLE_BOLD,
                state->secret + (size_t)i * GROUP_LETTERS, GROUP_LETTERS);
    }
}

/* From the row on that was scrolled to. */
static void
draw_codes(struct factor_state *state, struct canvas *canvas,
    const struct area *area)
{
    int rows = secret_rows(state, area->width);
    int shown = area->bottom - area->top;
    int first = between((int)state->first_row, 0,
        rows > shown ? rows - shown : 0);

    state->first_row = (size_t)first;
    for (int i = 0; i < (int)state->code_count; i++) {
        int row = i % rows - first;
        const struct spot spot = {
            .row = area->top + row,
            .column = area->column + (area->width > CODE_COLUMNS ? 1 : 0) +
                      i / rows * CODE_COLUMNS,
            .width = -1,
        };

        if (row >= 0 && row < shown)
            canvas_text(canvas, spot, STYLE_BOLD, state->codes[i]);
    }
}

static void
draw_prompt(struct factor_state *state, struct canvas *canvas,
    const struct area *area)
{
    static const char label[] = "Code: ";
    const struct spot spot = {area->top, area->column + 1, -1};
    int used = canvas_text(canvas, spot, STYLE_ACCENT, label);

    prompt_draw(&state->prompt, canvas,
        (struct spot){spot.row, spot.column + used, area->width - used - 2});
}

/* At the right, where it leaves room for words; returns the columns left. */
static int
draw_picture(const struct factor_state *state, struct canvas *canvas,
    const struct area *area)
{
    int quiet = qr_fit(&state->qr, canvas, area->bottom - area->top,
        area->width - WORDS_COLUMNS_LEAST);

    if (state->stage != FACTOR_SHOWS || quiet < 0)
        return area->width;
    int width = between(area->width - qr_columns(&state->qr, quiet), 0,
        WORDS_COLUMNS_MOST);

    qr_draw(&state->qr, quiet, canvas,
        (struct spot){area->top, area->column + width, -1});
    return width;
}

/* Words, what is secret, and the prompt, one below the other, a row between
 * where there is room; where there is not, the words scroll. */
void
factor_draw(struct app *app, struct factor_state *state, struct canvas *canvas,
    const struct area *area)
{
    struct area at = *area;
    int rows = area->bottom - area->top;
    int asked = prompt_is_open(&state->prompt) ? 1 : 0;

    at.width = draw_picture(state, canvas, area);
    factor_lay(app, state, at.width);
    int words = (int)state->page.markup.row_count;
    int secret = between(secret_rows(state, at.width), 0, rows - asked);
    bool has_gaps = words + secret + asked + 2 <= rows;

    words = between(rows - secret - asked - (has_gaps ? 2 : 0), 0, words);
    if (words > 0)
        page_draw(&state->page, canvas, at.top, at.top + words);
    at.top += words + (has_gaps ? 1 : 0);
    at.bottom = at.top + secret;
    if (state->stage == FACTOR_SHOWS)
        draw_secret(state, canvas, &at);
    if (state->stage == FACTOR_CODES)
        draw_codes(state, canvas, &at);
    at.top = at.bottom + (has_gaps && secret > 0 ? 1 : 0);
    if (asked > 0)
        draw_prompt(state, canvas, &at);
}
