/* HTML: the words of a mail that has no plain text. */

#include "mail/html.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *entity;
    const char *text;
} entities[] = {
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&#39;", "'"},
    {"&nbsp;", " "},
};

/* Tags at which a line ends. */
static const char *const line_tags[] = {"br", "p", "/p", "div", "/div", "tr",
    "li", "/ul", "h1", "h2", "h3", "/h1", "/h2", "/h3", "blockquote"};

/* Tags whose content is not for people, and what ends each. */
static const struct {
    const char *tag;
    const char *end;
} hidden_tags[] = {
    {"style", "</style"},
    {"script", "</script"},
    {"head", "</head"},
    {"!--", "-->"},
};

static bool
is_tag(const char *at, const char *tag)
{
    size_t length = strlen(tag);

    return strncasecmp(at, tag, length) == 0 &&
           (tag[0] == '!' || strchr(" \t\r\n/>", at[length]) != NULL);
}

/* What follows the tag whose name is at `at`. */
static const char *
tag_skip(const char *at, struct text *text)
{
    for (size_t i = 0; i < sizeof line_tags / sizeof line_tags[0]; i++) {
        if (is_tag(at, line_tags[i]))
            text_add(text, "\n");
    }
    for (size_t i = 0; i < sizeof hidden_tags / sizeof hidden_tags[0]; i++) {
        if (!is_tag(at, hidden_tags[i].tag))
            continue;
        const char *end = strcasestr(at, hidden_tags[i].end);
        at = end == NULL ? at + strlen(at) : end;
    }
    at += strcspn(at, ">");
    return at + (*at == '>');
}

static const char *
entity_take(const char *at, struct text *text)
{
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
        size_t length = strlen(entities[i].entity);

        if (strncmp(at, entities[i].entity, length) == 0) {
            text_add(text, entities[i].text);
            return at + length;
        }
    }
    text_add_bytes(text, at, 1);
    return at + 1;
}

void
html_strip(const char *html, struct text *text)
{
    while (*html != '\0') {
        size_t plain = strcspn(html, "<&");

        text_add_bytes(text, html, plain);
        html += plain;
        if (*html == '<')
            html = tag_skip(html + 1, text);
        else if (*html == '&')
            html = entity_take(html, text);
    }
}
