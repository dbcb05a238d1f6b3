/* Canvas: what a terminal shows, drawn by ncurses into a memory file. */

#include "ui/canvas.h"

#include <errno.h>
#include <langinfo.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "base/memory.h"
#include "ui/canvas_parts.h"

enum {
    ROWS_MOST = 200,
    COLUMNS_MOST = 500,
    COLOURS_LEAST = 8,
    BRIGHT_COLOURS = 16,
    CUBE_COLOURS = 256,
    CUBE_BLACK = 16,
    CUBE_WHITE = 231,
    TAKE_BYTES = 4096,
    SIZE_BYTES = 12
};

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

static int
clamp(int number, int most)
{
    if (number < 1)
        return 1;
    return number < most ? number : most;
}

/* A string of the terminal, NULL where it has none. */
static const char *
string_of(const char *name)
{
    const char *string = tigetstr(name);

    return (intptr_t)string == -1 ? NULL : string;
}

/* Moves what ncurses wrote to the end of `output`. */
static void
take(struct canvas *canvas, struct text *output)
{
    int file = fileno(canvas->output);
    off_t at = 0;
    char bytes[TAKE_BYTES];
    ssize_t count;

    while ((count = pread(file, bytes, sizeof bytes, at)) > 0) {
        text_add_bytes(output, bytes, (size_t)count);
        at += count;
    }
    if (at > 0 && (ftruncate(file, 0) != 0 || lseek(file, 0, SEEK_SET) != 0))
        log_error("canvas.truncate", "error=%s", strerror(errno));
}

/* ncurses makes itself at home in these; the session has its own ways. */
static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
enum {
    SIGNALS = sizeof signals / sizeof *signals
};

/* A screen for a terminal of this name, of the size that the environment has;
 * NULL: nothing is known of it, or it cannot move its cursor or erase. */
static SCREEN *
screen_new(const char *term, FILE *output, FILE *input)
{
    struct sigaction actions[SIGNALS];
    int found = 0;

    /* newterm() loses memory over a name it does not know. */
    if (setupterm(term, fileno(output), &found) != OK)
        return NULL;
    bool is_able = string_of("cup") != NULL && string_of("el") != NULL &&
                   string_of("clear") != NULL;
    del_curterm(cur_term);
    if (!is_able)
        return NULL;

    for (int i = 0; i < SIGNALS; i++)
        sigaction(signals[i], NULL, &actions[i]);
    SCREEN *screen = newterm(term, output, input);
    for (int i = 0; i < SIGNALS; i++)
        sigaction(signals[i], &actions[i], NULL);
    return screen;
}

/* The size in the environment is the only one that ncurses takes at once. */
static void
size_export(const struct canvas *canvas)
{
    char size[SIZE_BYTES];

    snprintf(size, sizeof size, "%d", canvas->rows);
    setenv("LINES", size, 1);
    snprintf(size, sizeof size, "%d", canvas->columns);
    setenv("COLUMNS", size, 1);
}

static const char *
screen_open(struct canvas *canvas, const char *term)
{
    const char *terms[] = {term[0] != '\0' ? term : "vt100", "xterm-256color",
        "vt100"};
    const char *opened = NULL;

    size_export(canvas);
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        canvas->screen = screen_new(terms[i], canvas->output, canvas->input);
        if (canvas->screen != NULL) {
            opened = terms[i];
            break;
        }
    }
    unsetenv("LINES");
    unsetenv("COLUMNS");
    return opened;
}

static void
rows_alloc(struct canvas *canvas)
{
    memory_free(canvas->row);
    memory_free(canvas->cells);
    canvas->row = memory_new((size_t)canvas->rows * sizeof *canvas->row);
    canvas->cells = memory_new(
        ((size_t)canvas->columns + 1) * sizeof *canvas->cells);
}

/* How ncurses is to draw: on newscr, and neither scroll nor shift cells, since
 * that would move characters of disputed width. */
static void
screen_prepare(struct canvas *canvas)
{
    wresize(stdscr, 1, 1);
    nonl();
    typeahead(-1);
    idlok(newscr, FALSE);
    idcok(newscr, FALSE);
    scrollok(newscr, FALSE);
    canvas->move = string_of("cup");
    canvas->erase_to_end = string_of("el");
    canvas->erase_all = string_of("clear");
    canvas->scroll_region = string_of("csr");
    canvas->wrap_off = string_of("rmam");
    canvas->wrap_on = string_of("smam");
}

/* The blackest and the whitest there are: the first sixteen look as each
 * person's theme has them, those of the cube look the same everywhere. */
static bool
paper_prepare(void)
{
    short black = COLOR_BLACK;
    short white = COLOR_WHITE;

    if (COLORS >= CUBE_COLOURS) {
        black = CUBE_BLACK;
        white = CUBE_WHITE;
    } else if (COLORS >= BRIGHT_COLOURS) {
        white = BRIGHT_COLOURS - 1;
    }
    return init_pair(PAIR_PAPER, black, white) == OK;
}

static bool
colours_prepare(void)
{
    if (!has_colors() || start_color() != OK || COLORS < COLOURS_LEAST)
        return false;
    return use_default_colors() == OK &&
           init_pair(PAIR_ACCENT, COLOR_CYAN, -1) == OK && paper_prepare();
}

/* No path is opened: the sandbox would have to know it. */
static FILE *
memory_file(void)
{
    int descriptor = memfd_create("canvas", MFD_CLOEXEC);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "r+");

    if (file == NULL && descriptor >= 0)
        close(descriptor);
    return file;
}

enum status
canvas_open(const struct terminal *terminal, struct canvas **canvas)
{
    struct canvas *opened = memory_new(sizeof *opened);
    const char *term = NULL;

    opened->rows = clamp(terminal->rows, ROWS_MOST);
    opened->columns = clamp(terminal->columns, COLUMNS_MOST);
    opened->input = memory_file();
    opened->output = memory_file();
    if (opened->input != NULL && opened->output != NULL)
        term = screen_open(opened, terminal->term);
    if (term == NULL) {
        log_error("canvas.open", "term=%s error=%s", terminal->term,
            strerror(errno));
        canvas_close(opened);
        return STATUS_FAILED;
    }

    rows_alloc(opened);
    screen_prepare(opened);
    opened->is_unicode = terminal->is_utf8 &&
                         strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    opened->has_colour = !terminal->no_color && colours_prepare();
    opened->has_paste = !text_starts(term, "vt");
    curs_set(0);
    doupdate();
    *canvas = opened;
    return STATUS_OK;
}

void
canvas_close(struct canvas *canvas)
{
    if (canvas == NULL)
        return;
    if (canvas->screen != NULL)
        delscreen(canvas->screen);
    if (canvas->output != NULL)
        fclose(canvas->output);
    if (canvas->input != NULL)
        fclose(canvas->input);
    text_clear(&canvas->clean);
    memory_free(canvas->row);
    memory_free(canvas->cells);
    memory_free(canvas);
}

int
canvas_rows(const struct canvas *canvas)
{
    return canvas->rows;
}

int
canvas_columns(const struct canvas *canvas)
{
    return canvas->columns;
}

/* Lets ncurses draw, and remembers where that leaves the cursor. */
static void
update(struct canvas *canvas, int row, int column)
{
    wmove(newscr, row, column);
    doupdate();
    canvas->at_row = row;
    canvas->at_column = column;
}

/* Puts a sequence where ncurses writes, before what it writes next. */
static void
put(struct canvas *canvas, const char *string, int a, int b)
{
    text_truncate(&canvas->clean, 0);
    canvas_sequence(&canvas->clean, string, a, b);
    size_t count = canvas->clean.length;
    if (count > 0 &&
        write(fileno(canvas->output), canvas->clean.bytes, count) < 0)
        log_error("canvas.write", "error=%s", strerror(errno));
}

void
canvas_resize(struct canvas *canvas, int rows, int columns)
{
    canvas->rows = clamp(rows, ROWS_MOST);
    canvas->columns = clamp(columns, COLUMNS_MOST);
    resizeterm(canvas->rows, canvas->columns);
    wresize(stdscr, 1, 1);
    rows_alloc(canvas);
    canvas_erase(canvas);
    canvas->cursor_row = 0;
    canvas->cursor_column = 0;
    put(canvas, canvas->scroll_region, 0, canvas->rows - 1);
    clearok(curscr, TRUE);
    update(canvas, 0, 0);
}

void
canvas_redraw(struct canvas *canvas)
{
    canvas->must_redraw = true;
}

/* Empties the terminal, whatever it showed, and lets ncurses know. */
static void
start_over(struct canvas *canvas, struct text *output)
{
    canvas->must_redraw = false;
    werase(curscr);
    for (int y = 0; y < canvas->rows; y++) {
        canvas->row[y].shown = 0;
        canvas->row[y].was_wide = false;
    }
    canvas_sequence(output, canvas->scroll_region, 0, canvas->rows - 1);
    canvas_sequence(output, canvas->erase_all, 0, 0);
    canvas_sequence(output, canvas->move, canvas->at_row, canvas->at_column);
}

void
canvas_show(struct canvas *canvas, struct text *output)
{
    take(canvas, output);
    if (canvas->must_redraw)
        start_over(canvas, output);
    bool has_painted = canvas_rows_claim(canvas);
    if (canvas->has_cursor != canvas->is_cursor_shown) {
        curs_set(canvas->has_cursor);
        canvas->is_cursor_shown = canvas->has_cursor;
    }
    update(canvas, canvas->cursor_row, canvas->cursor_column);
    take(canvas, output);
    if (has_painted)
        canvas_rows_paint(canvas, output);
}

void
canvas_begin(struct canvas *canvas, struct text *output)
{
    take(canvas, output);
    if (canvas->has_paste)
        text_add(output, paste_on);
}

void
canvas_end(struct canvas *canvas, struct text *output)
{
    take(canvas, output);
    if (canvas->has_paste)
        text_add(output, paste_off);
    canvas_sequence(output, canvas->scroll_region, 0, canvas->rows - 1);
    if (string_of("rmcup") == NULL)
        canvas_sequence(output, canvas->erase_all, 0, 0);
    canvas_sequence(output, canvas->move, canvas->at_row, canvas->at_column);
    endwin();
    take(canvas, output);
}
