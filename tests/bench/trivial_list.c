/* What sshd runs in the comparison: a list in ncurses, moved by j and k. */

#include <locale.h>
#include <ncurses.h>

int
main(void)
{
    int selected = 0;

    setlocale(LC_ALL, "");
    initscr();
    raw();
    noecho();
    curs_set(0);
    for (;;) {
        for (int row = 0; row < 22; row++) {
            mvprintw(row, 0, "%c a line of the list, number %d",
                row == selected ? '>' : ' ', row);
        }
        mvprintw(23, 0, "READY");
        refresh();
        int key = getch();
        if (key == 'j' && selected < 21)
            selected++;
        else if (key == 'k' && selected > 0)
            selected--;
        else if (key == 'q' || key == ERR)
            break;
    }
    endwin();
    return 0;
}
