#include "format/json_grounds.h"

#include "format/json_out.h"

static void write_measures(ro_text *out, const ro_ground *ground) {
  ro_out_open(out, "measures", '[');
  for (size_t i = 0; i < ground->measures.len; i++) {
    const ro_measure *measure = &ground->measures.at[i];
    ro_out_open(out, NULL, '{');
    ro_out_word(out, "name", measure->name);
    ro_out_number(out, "value", measure->value);
    if (measure->weighs) {
      ro_out_number(out, "adds", measure->adds);
    } else {
      ro_out_null(out, "adds");
    }
    ro_out_close(out, '}');
  }
  ro_out_close(out, ']');
}

static void write_ground(ro_text *out, ro_exporter *exporter, const ro_ground *ground) {
  ro_out_open(out, NULL, '{');
  ro_out_word(out, "of", ro_ground_of_name(ground->of));
  ro_out_text(out, "gives", ground->gives.len > 0 ? ground->gives : RO_ABSENT);
  ro_out_word(out, "rule", ground->rule);
  ro_out_text(out, "list", ro_slice_of(ground->list));
  ro_out_text(out, "entry", ground->entry);
  write_measures(out, ground);
  ro_out_texts(out, "about", &ground->about);
  ro_export_evidence(exporter, out, ground->evidence.at, ground->evidence.len);
  ro_out_close(out, '}');
}

void ro_grounds_write(ro_text *out, ro_exporter *exporter, const ro_grounds *grounds) {
  for (size_t i = 0; i < grounds->all.len;) {
    const ro_ground *first = &grounds->all.at[i];
    ro_out_open(out, NULL, '{');
    ro_out_text(out, "id", first->id);
    ro_out_word(out, "of", ro_line_type_name(first->kind));
    ro_out_open(out, "reasons", '[');
    for (; i < grounds->all.len && ro_ground_is_of_line(&grounds->all.at[i], first); i++)
      write_ground(out, exporter, &grounds->all.at[i]);
    ro_out_close(out, ']');
    ro_out_close(out, '}');
    ro_text_add(out, RO_LIT("\n"));
  }
}
