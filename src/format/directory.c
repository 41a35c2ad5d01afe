#include "format/directory.h"

#include "format/labels.h"

void ro_directory_init(ro_directory *directory, const ro_plover *plover, ro_arena *arena) {
  *directory = (ro_directory){.arena = arena, .plover = plover};
  ro_directory_index(directory);
}

void ro_directory_index(ro_directory *directory) {
  ro_record_index_make(&directory->index, &directory->record, directory->arena);
}

static void take_report(ro_directory *d, const ro_record_report *report) {
  ro_record_report slim = {.id = ro_arena_copy(d->arena, report->id)};
  slim.report.outlet = ro_arena_copy(d->arena, ro_report_label(report));
  RO_PUSH(d->arena, &d->record.reports, slim);
}

static void take_entity(ro_directory *d, const ro_record_entity *entity) {
  ro_record_entity slim = {.id = ro_arena_copy(d->arena, entity->id), .kind = entity->kind};
  slim.name = ro_arena_copy(d->arena, entity->name);
  slim.iso = ro_arena_copy(d->arena, entity->iso);
  RO_PUSH(d->arena, &d->record.entities, slim);
}

static void take_event(ro_directory *d, const ro_record_event *event) {
  ro_record_event slim = {.id = ro_arena_copy(d->arena, event->id), .kind = event->kind, .status = event->status};
  slim.name = ro_arena_copy(d->arena, ro_event_label(&d->index, event, d->arena));
  slim.from = ro_arena_copy(d->arena, event->from);
  RO_PUSH(d->arena, &d->record.events, slim);
}

void ro_directory_take(ro_directory *directory, const ro_record *record) {
  for (size_t i = 0; i < record->reports.len; i++) take_report(directory, &record->reports.at[i]);
  for (size_t i = 0; i < record->entities.len; i++) take_entity(directory, &record->entities.at[i]);
  for (size_t i = 0; i < record->events.len; i++) take_event(directory, &record->events.at[i]);
}
