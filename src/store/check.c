#include "store/check.h"

#include <stdio.h>

#include "base/error.h"
#include "store/internal.h"

typedef struct checking {
  ro_store_fault fault;
  void *ctx;
  readout_error *err;
} checking;

static void tell(const checking *c, ro_query *query, const char *of, ro_slice id, const char *words) {
  ro_error_clear(c->err);
  if (!c->fault(c->ctx, of, id, ro_slice_of(words))) ro_query_end(query);
}

readout_status ro_store_forgive(ro_store *store, bool forgives, readout_error *err) {
  return ro_store_exec(store, forgives ? "SELECT ro_forgive(1)" : "SELECT ro_forgive(0)", err);
}

/* -- the file --------------------------------------------------------------------------------------------------------- */

static readout_status check_integrity(ro_store *store, const checking *c) {
  ro_query query;
  ro_query_open(&query, store, "PRAGMA integrity_check", c->err);
  while (ro_query_next(&query)) {
    char words[256];
    ro_slice found = ro_query_column(&query, 0);
    if (ro_slice_equal(found, RO_LIT("ok"))) continue;
    (void)snprintf(words, sizeof words, "%.*s", (int)(found.len < 200 ? found.len : 200), found.ptr ? found.ptr : "");
    for (char *at = words; *at; at++) {
      if (*at == '\n') *at = ' ';
    }
    tell(c, &query, "file", RO_ABSENT, words);
  }
  return ro_query_close(&query);
}

static readout_status check_references(ro_store *store, const checking *c) {
  ro_query query;
  ro_query_open(&query, store, "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2",
                c->err);
  while (ro_query_next(&query)) {
    char words[200];
    ro_slice parent = ro_query_column(&query, 1);
    (void)snprintf(words, sizeof words, "%zu rows name a row of \"%.*s\" that is not there", ro_query_number(&query, 2),
                   (int)parent.len, parent.ptr);
    tell(c, &query, "table", ro_query_column(&query, 0), words);
  }
  return ro_query_close(&query);
}

readout_status ro_store_check_file(ro_store *store, ro_store_fault fault, void *ctx, readout_error *err) {
  const checking c = {fault, ctx, err};
  RO_TRY(check_integrity(store, &c));
  return check_references(store, &c);
}

/* -- keys ------------------------------------------------------------------------------------------------------------- */

static const struct rule {
  const char *of, *sql, *words;
  bool of_whole; /* not asked of a record that holds conclusions alone */
} RULES[] = {
    {"report", "SELECT id FROM report WHERE id NOT IN (SELECT report FROM findings)", "what was read of it is lost", true},
    {"report",
     "SELECT id FROM report WHERE key || char(10) || version IN (SELECT key || char(10) || version FROM report GROUP BY "
     "key, version HAVING count(*) > 1) AND NOT EXISTS (SELECT 1 FROM unsettled)",
     "its version is that of another report of its key", false},
    {"report", "SELECT id FROM report r WHERE version > (SELECT count(*) FROM report s WHERE s.key = r.key)",
     "its version is higher than there are versions", false},
    {"original", "SELECT sha256 FROM original WHERE sha256 NOT IN (SELECT sha256 FROM report)", "it is of no report", false},
    {"report",
     "SELECT id FROM report WHERE id NOT IN (SELECT id FROM settled) AND id NOT IN (SELECT id FROM unsettled) "
     "AND EXISTS (SELECT 1 FROM settled)",
     "nothing was concluded about it, and nothing says that it is to be", true},
    {"report", "SELECT id FROM settled WHERE id NOT IN (SELECT id FROM report)", "keys are kept of it, and it is not there",
     false},
    {"report", "SELECT id FROM unsettled WHERE id NOT IN (SELECT id FROM report)", "it is to be settled, and is not there",
     false},
    {"report",
     "SELECT id FROM (SELECT id, text, json_extract(" RO_REPORT_LINE
     ", '$.text') AS of_line FROM report) WHERE of_line IS NOT NULL "
     "AND of_line IS NOT text",
     "the text beside its line is another", false},
#define KEYS_OF(table)                                                                                                     \
  {                                                                                                                        \
    "table", "SELECT '" table "' WHERE EXISTS (SELECT 1 FROM " table " WHERE report NOT IN (SELECT report FROM settled))", \
        "it has keys of a report that is not settled", false                                                               \
  }
    KEYS_OF("report_key"),
    KEYS_OF("told"),
    KEYS_OF("told_key"),
    KEYS_OF("reference"),
    KEYS_OF("reference_key"),
    KEYS_OF("sideline"),
    KEYS_OF("name_use"),
    KEYS_OF("name_join"),
    KEYS_OF("word_use"),
    {"table", "SELECT 'name_use' WHERE EXISTS (SELECT 1 FROM name_use WHERE name NOT IN (SELECT name FROM name))",
     "it has uses of a name that is not there", false},
};

readout_status ro_store_check_keys(ro_store *store, bool whole, ro_store_fault fault, void *ctx, readout_error *err) {
  const checking c = {fault, ctx, err};
  for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
    const struct rule *rule = &RULES[i];
    ro_query query;
    if (rule->of_whole && !whole) continue;
    ro_query_open(&query, store, rule->sql, err);
    while (ro_query_next(&query)) tell(&c, &query, rule->of, ro_query_column(&query, 0), rule->words);
    RO_TRY(ro_query_close(&query));
  }
  return READOUT_OK;
}
