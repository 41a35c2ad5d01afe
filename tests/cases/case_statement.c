/*
 * case_statement FILE: holds what is read against what a case file says. A case is lines, a blank line between two cases:
 *
 *   # a comment
 *   d YYYY-MM-DD                                        the report's date
 *   h the headline, outside main
 *   o a paragraph outside main, before it (a date line)
 *   i a paragraph of the report (several make several paragraphs)
 *   c SPEAKERS | ACT STANCE STRENGTH FLAGS | clause      one a clause, in order; `-` where there is none; spans joined by " … "
 *                                                        (not checked in a case that has lines t or p and no lines c)
 *   m KIND STATUS DATE | parties | places | name         one a meeting, in order, `-` for none (only checked where they stand)
 *   t TYPE VALUE | words                                 one a time, in order, `-` for none (only checked where they stand)
 *   p TYPE MODE CAMEO FLAGS | actors | recipients | words  one a PLOVER event, in order, `-` for none; an actor is its code and
 * sector (only checked where they stand; clauses then are not) e KIND | name | forms                                must be among
 * the entities
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "sentence/model.h"
#include "statement/reader.h"

typedef struct suite {
  ro_guard guard;
  ro_arena arena;
  ro_lists *lists;
  ro_model *model;
  size_t cases, failed;
} suite;

typedef struct one_case {
  suite *s;
  ro_text text, want, got, entities;
  size_t line, main; /* where main begins in text */
  ro_span title;
  char date[11];
  bool clauses, meetings, times, events;
} one_case;

static ro_slice or_dash(ro_slice s) {
  return s.len ? s : RO_LIT("-");
}

static void add_slice(ro_text *out, ro_slice s) {
  ro_text_add(out, or_dash(s));
}

static void add_names(ro_text *out, const ro_findings *f, const ro_indexes *list) {
  for (size_t i = 0; i < list->len; i++) {
    if (i) ro_text_add(out, RO_LIT(", "));
    ro_text_add(out, f->entities.at[list->at[i]].name);
  }
  if (list->len == 0) ro_text_add(out, RO_LIT("-"));
}

static void print_clause(ro_text *out, const ro_findings *f, const ro_attribution *a, const ro_clause *c) {
  ro_text_add(out, RO_LIT("c "));
  add_names(out, f, &a->speakers);
  ro_text_addf(out, " | %s ", ro_act_name(c->act));
  add_slice(out, ro_slice_of(ro_stance_name(c->stance)));
  ro_text_add(out, RO_LIT(" "));
  add_slice(out, c->strength);
  ro_text_addf(out, "%s%s | ", c->negated ? " negated" : "", c->hypothetical ? " hypothetical" : "");
  for (size_t s = 0; s < c->spans.len; s++) {
    if (s) ro_text_add(out, RO_LIT(" … "));
    ro_text_add(out, ro_slice_span(f->report.text, c->spans.at[s]));
  }
  ro_text_add(out, RO_LIT("\n"));
}

static void print_meeting(ro_text *out, const ro_findings *f, const ro_meeting *m) {
  ro_text_addf(out, "m %s %s ", ro_event_kind_name(m->kind), ro_event_status_name(m->status));
  add_slice(out, m->date);
  ro_text_add(out, RO_LIT(" | "));
  for (size_t p = 0; p < m->parties.len; p++) {
    if (p) ro_text_add(out, RO_LIT(", "));
    if (m->parties.at[p].person != RO_NONE) ro_text_add(out, f->entities.at[m->parties.at[p].person].name);
    if (m->parties.at[p].of != RO_NONE) {
      ro_text_add(out, RO_LIT(" of "));
      ro_text_add(out, f->entities.at[m->parties.at[p].of].name);
    }
  }
  if (m->parties.len == 0) ro_text_add(out, RO_LIT("-"));
  ro_text_add(out, RO_LIT(" | "));
  add_names(out, f, &m->places);
  ro_text_add(out, RO_LIT(" | "));
  add_slice(out, m->name);
  ro_text_add(out, RO_LIT("\n"));
}

static void print_entity(ro_text *out, const ro_entity *e) {
  ro_text_addf(out, "e %s | ", ro_entity_kind_name(e->kind));
  ro_text_add(out, e->name);
  ro_text_add(out, RO_LIT(" | "));
  for (size_t a = 0; a < e->aliases.len; a++) {
    if (a) ro_text_add(out, RO_LIT(", "));
    ro_text_add(out, e->aliases.at[a]);
  }
  if (e->aliases.len == 0) ro_text_add(out, RO_LIT("-"));
  ro_text_add(out, RO_LIT("\n"));
}

static void print_time(ro_text *out, const ro_findings *f, const ro_time *t) {
  ro_text_addf(out, "t %s ", ro_time_type_name(t->type));
  ro_text_add(out, t->value);
  ro_text_add(out, RO_LIT(" | "));
  ro_text_add(out, ro_slice_span(f->report.text, t->span));
  ro_text_add(out, RO_LIT("\n"));
}

static void print_actors(ro_text *out, const ro_coded_actors *actors) {
  ro_text_add(out, RO_LIT(" | "));
  for (size_t i = 0; i < actors->len; i++) {
    if (i) ro_text_add(out, RO_LIT(", "));
    add_slice(out, actors->at[i].code);
    ro_text_add(out, RO_LIT(" "));
    add_slice(out, actors->at[i].sector);
  }
  if (actors->len == 0) ro_text_add(out, RO_LIT("-"));
}

static void print_event(ro_text *out, const ro_findings *f, const ro_coded_event *e) {
  ro_text_add(out, RO_LIT("p "));
  ro_text_add(out, e->type);
  ro_text_add(out, RO_LIT(" "));
  add_slice(out, e->mode);
  ro_text_add(out, RO_LIT(" "));
  add_slice(out, e->cameo);
  ro_text_addf(out, "%s%s%s%s", e->historical ? " historical" : "", e->future ? " future" : "",
               e->hypothetical ? " hypothetical" : "", e->negated ? " negated" : "");
  print_actors(out, &e->actors);
  print_actors(out, &e->recipients);
  ro_text_add(out, RO_LIT(" | "));
  ro_text_add(out, ro_slice_span(f->report.text, e->span));
  ro_text_add(out, RO_LIT("\n"));
}

static void read_body(void *ctx) {
  one_case *c = ctx;
  ro_findings f = {0};
  f.report.text = ro_text_slice(&c->text);
  f.report.id = RO_LIT("case");
  if (c->date[0]) f.report.published = ro_slice_of(c->date);
  RO_PUSH(&c->s->arena, &f.report.main, ((ro_span){c->main, f.report.text.len}));
  f.report.title = ro_slice_span(f.report.text, c->title);
  ro_read(&f, c->s->model, c->s->lists, &c->s->arena);
  for (size_t a = 0; (c->clauses || !(c->times || c->events)) && a < f.attributions.len; a++)
    for (size_t k = 0; k < f.attributions.at[a].clauses.len; k++)
      print_clause(&c->got, &f, &f.attributions.at[a], &f.attributions.at[a].clauses.at[k]);
  for (size_t m = 0; c->meetings && m < f.meetings.len; m++) print_meeting(&c->got, &f, &f.meetings.at[m]);
  for (size_t t = 0; c->times && t < f.times.len; t++) print_time(&c->got, &f, &f.times.at[t]);
  for (size_t e = 0; c->events && e < f.events.len; e++) print_event(&c->got, &f, &f.events.at[e]);
  for (size_t e = 0; e < f.entities.len; e++) print_entity(&c->entities, &f.entities.at[e]);
}

/* Each wanted entity stands among those found. */
static bool has_entities(one_case *c, ro_text *wanted) {
  ro_slice rest = ro_text_slice(wanted), found = ro_text_slice(&c->entities);
  bool all = true;
  while (rest.len > 0) {
    size_t end = ro_slice_find(rest, RO_LIT("\n"), 0);
    ro_slice line = ro_slice_part(rest, 0, end + 1);
    if (ro_slice_find(found, line, 0) == (size_t)-1) {
      printf("  no entity: %.*s", (int)line.len, line.ptr);
      all = false;
    }
    rest = ro_slice_part(rest, end + 1, rest.len);
  }
  return all;
}

static void run_case(one_case *c, ro_text *entities) {
  readout_error err = {0};
  if (c->text.len == 0) return;
  c->s->cases++;
  bool ok = ro_guard_run(&c->s->guard, read_body, c, &err) == READOUT_OK;
  bool same = ok && ro_slice_equal(ro_text_slice(&c->want), ro_text_slice(&c->got));
  if (!same)
    printf("case before line %zu: wanted\n%.*sgot\n%.*s%s\n", c->line, (int)c->want.len, c->want.ptr, (int)c->got.len, c->got.ptr,
           err.message);
  if (!has_entities(c, entities)) {
    printf("  case before line %zu: found\n%.*s", c->line, (int)c->entities.len, c->entities.ptr);
    same = false;
  }
  c->s->failed += !same;
  ro_arena_clear(&c->s->arena);
  ro_text_clear(&c->text);
  ro_text_clear(&c->want);
  ro_text_clear(&c->got);
  ro_text_clear(&c->entities);
  ro_text_clear(entities);
  c->main = 0;
  c->title = (ro_span){0, 0};
  c->date[0] = '\0';
  c->clauses = c->meetings = c->times = c->events = false;
}

static int run_file(suite *s, const char *path) {
  FILE *file = fopen(path, "rb");
  char line[8192];
  if (!file) {
    perror(path);
    return 1;
  }
  one_case c = {.s = s};
  ro_text entities;
  ro_text_init(&c.text, 0);
  ro_text_init(&c.want, 0);
  ro_text_init(&c.got, 0);
  ro_text_init(&c.entities, 0);
  ro_text_init(&entities, 0);
  while (fgets(line, sizeof line, file)) {
    c.line++;
    ro_slice whole = ro_slice_of(line);
    if (line[0] == '\n') run_case(&c, &entities);
    if (line[0] == 'd' && whole.len >= 12) memcpy(c.date, line + 2, 10);
    if ((line[0] == 'i' || line[0] == 'o' || line[0] == 'h') && line[1] == ' ') {
      if (c.text.len) ro_text_add(&c.text, RO_LIT("\n\n"));
      size_t start = c.text.len;
      ro_text_add(&c.text, ro_slice_trim(ro_slice_part(whole, 2, whole.len)));
      if (line[0] != 'i') c.main = c.text.len;
      if (line[0] == 'h') c.title = (ro_span){start, c.text.len};
    }
    c.times = c.times || line[0] == 't';
    c.clauses = c.clauses || line[0] == 'c';
    c.meetings = c.meetings || line[0] == 'm';
    c.events = c.events || line[0] == 'p';
    if (line[0] == 'c' || (strchr("mtp", line[0]) && line[2] != '-')) ro_text_add(&c.want, whole);
    if (line[0] == 'e') ro_text_add(&entities, whole);
  }
  c.line++;
  run_case(&c, &entities);
  fclose(file);
  ro_text_release(&c.text);
  ro_text_release(&c.want);
  ro_text_release(&c.got);
  ro_text_release(&c.entities);
  ro_text_release(&entities);
  printf("%s: %zu cases, %zu failed\n", path, s->cases, s->failed);
  return s->cases == 0 || s->failed > 0;
}

int main(int argc, char **argv) {
  static suite s;
  readout_error err = {0};
  if (argc != 2) return 2;
  ro_arena_init(&s.arena, &s.guard, 0);
  readout_status status = ro_lists_open(&s.lists, READOUT_DATA_DIR, &err);
  if (status == READOUT_OK) status = ro_model_open(&s.model, READOUT_DATA_DIR, NULL, &err);
  int failed = 1;
  if (status == READOUT_OK)
    failed = run_file(&s, argv[1]);
  else
    printf("%s\n", err.message);
  ro_lists_close(s.lists);
  ro_model_close(s.model);
  ro_arena_release(&s.arena);
  return failed;
}
