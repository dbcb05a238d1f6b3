#ifndef TESTS_GLASS_H
#define TESTS_GLASS_H

#include "base/text.h"
#include "board/viewer.h"
#include "support/talk.h"
#include "ui/app.h"

/* An app on a terminal that is only glass: keys in, rows of ASCII out. It
 * understands what ncurses sends a vt100, and fails the running test at
 * anything else. */
struct glass {
    struct app *app; /* owned */
    struct viewer *viewer;
    int rows;
    int columns;
    int row;
    int column;
    int saved_row;
    int saved_column;
    int first; /* rows that scroll */
    int last;
    char cells[200][512]; /* NUL-terminated */
};

/* Opens the app for a viewer, who is borrowed, and shows it. */
void glass_open(struct glass *glass, struct viewer *viewer, int rows,
    int columns);
/* The line drops: keeps what is to be kept, and frees. */
void glass_cut(struct glass *glass);
/* Frees alone, as where the process is killed. */
void glass_kill(struct glass *glass);
/* Types, then shows. */
void glass_type(struct glass *glass, const char *keys);
/* Waits so long as the app asks to, ticks, then shows. */
void glass_wait(struct glass *glass);
void glass_resize(struct glass *glass, int rows, int columns);
/* Tells the app of what the viewer did not do, then shows. */
void glass_hear(struct glass *glass, struct viewer *other);
void glass_show(struct glass *glass);

/* A row without the spaces at its end; -1 is the last one. */
const char *glass_row(const struct glass *glass, int row);
/* The row that holds the words; -1: none does. */
int glass_find(const struct glass *glass, const char *words);
/* Fails, and prints the screen, unless some row holds the words. */
void glass_must_show(const struct glass *glass, const char *words);
void glass_must_not_show(const struct glass *glass, const char *words);
/* Fails unless the view on top is this one. */
void glass_must_be_at(const struct glass *glass, const char *view);

#endif
