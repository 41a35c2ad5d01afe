/* Reading of any text, with its reasons: no crash, no hang, every span inside the text. */
#include <stdlib.h>

#include "base/utf8.h"
#include "sentence/model.h"
#include "statement/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct task {
  ro_slice text;
  ro_lists *lists;
  ro_model *model;
  ro_arena *arena;
} task;

static void inside(const ro_spans *spans, size_t len) {
  for (size_t i = 0; i < spans->len; i++)
    if (spans->at[i].start >= spans->at[i].end || spans->at[i].end > len) abort();
}

static void read_body(void *ctx) {
  task *t = ctx;
  ro_findings f = {0};
  f.report.text = t->text;
  f.report.id = RO_LIT("fuzz");
  if (t->text.len) RO_PUSH(t->arena, &f.report.main, ((ro_span){0, t->text.len}));
  ro_trace trace = {0};
  ro_read_traced(&f, t->model, t->lists, t->arena, &trace);
  for (size_t a = 0; a < f.attributions.len; a++) {
    inside(&f.attributions.at[a].content, t->text.len);
    for (size_t s = 0; s < f.attributions.at[a].speakers.len; s++)
      if (f.attributions.at[a].speakers.at[s] >= f.entities.len) abort();
    for (size_t c = 0; c < f.attributions.at[a].clauses.len; c++) inside(&f.attributions.at[a].clauses.at[c].spans, t->text.len);
  }
  for (size_t m = 0; m < f.mentions.len; m++)
    if (f.mentions.at[m].entity >= f.entities.len || f.mentions.at[m].span.end > t->text.len) abort();
  for (size_t i = 0; i < trace.reasons.len; i++) {
    const ro_reason *reason = &trace.reasons.at[i];
    if (!reason->why.rule || reason->what.end > t->text.len || reason->why.fired.end > t->text.len) abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static ro_lists *lists;
  static ro_model *model;
  ro_guard guard = {0};
  ro_arena arena;
  if (!lists && (ro_lists_open(&lists, READOUT_DATA_DIR, NULL) != READOUT_OK ||
                 ro_model_open(&model, READOUT_DATA_DIR, NULL, NULL) != READOUT_OK))
    abort();
  ro_arena_init(&arena, &guard, (size_t)64 << 20);
  task t = {{(const char *)data, size}, lists, model, &arena};
  t.text.len = ro_utf8_check(t.text);
  ro_guard_run(&guard, read_body, &t, NULL);
  ro_arena_release(&arena);
  return 0;
}
