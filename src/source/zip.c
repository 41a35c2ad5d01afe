#include "source/zip.h"

#include <errno.h>
#include <stdlib.h>
#include <zip.h>

#include "source/sniff.h"

enum { MOST_RATIO = 200 };
#define BOMB_FROM ((uint64_t)32 << 20)

bool ro_zip_begins(ro_slice bytes) {
  return ro_slice_starts(bytes, RO_LIT("PK\x03\x04")) || ro_slice_starts(bytes, RO_LIT("PK\x05\x06"));
}

readout_status ro_zip_open(ro_zip *zip, const char *path, readout_error *err) {
  *zip = (ro_zip){.name = path};
  int code = 0;
  zip_t *opened = zip_open(path, ZIP_RDONLY, &code);
  if (!opened) {
    zip_error_t why;
    zip_error_init_with_code(&why, code);
    (void)ro_fail(err, READOUT_ERR_INPUT, "\"%s\" cannot be read as a zip: %s; is the file whole", path,
                  zip_error_strerror(&why));
    zip_error_fini(&why);
    return READOUT_ERR_INPUT;
  }
  zip->zip = opened;
  zip->count = (uint64_t)zip_get_num_entries(opened, 0);
  return READOUT_OK;
}

static void close_entry(ro_zip *zip) {
  if (zip->entry) zip_fclose(zip->entry);
  zip->taken += (size_t)zip->packed;
  zip->packed = 0;
  free(zip->entry_name);
  zip->entry = NULL;
  zip->entry_name = NULL;
}

void ro_zip_release(ro_zip *zip) {
  close_entry(zip);
  if (zip->zip) zip_discard(zip->zip);
  zip->zip = NULL;
}

/* Deflate over what is compressed already gains little: what expands beyond all measure is a trap. */
static ptrdiff_t read_entry(void *ctx, char *out, size_t room) {
  ro_zip *zip = ctx;
  zip_int64_t got = zip_fread(zip->entry, out, room);
  if (got > 0) zip->gave += (uint64_t)got;
  bool is_bomb = zip->gave > BOMB_FROM && zip->gave / MOST_RATIO > zip->packed;
  if (got >= 0 && !is_bomb) return (ptrdiff_t)got;
  errno = is_bomb ? EFBIG : EIO;
  return -1;
}

static bool is_archive(ro_slice name) {
  if (!ro_slice_starts(name, RO_LIT("archive/"))) return false;
  return ro_name_ends(name, RO_LIT(".warc")) || ro_name_ends(name, RO_LIT(".warc.gz")) || ro_name_ends(name, RO_LIT(".warc.zst"));
}

static char *join(const char *a, const char *b) {
  size_t len = strlen(a), more = strlen(b);
  char *out = malloc(len + more + 2);
  if (!out) return NULL;
  memcpy(out, a, len);
  out[len] = '/';
  memcpy(out + len + 1, b, more + 1);
  return out;
}

static bool open_entry(ro_zip *zip, const zip_stat_t *entry, ro_flow *flow, readout_error *err) {
  zip->entry_name = join(zip->name, entry->name);
  zip->entry = zip->entry_name ? zip_fopen_index(zip->zip, entry->index, 0) : NULL;
  zip->gave = 0;
  zip->packed = entry->comp_size;
  if (!zip->entry) {
    (void)ro_fail(err, READOUT_ERR_INPUT, "\"%s/%s\" cannot be read: %s; is the file whole", zip->name, entry->name,
                  zip_strerror(zip->zip));
    return false;
  }
  ro_flow_open_from(flow, read_entry, zip, zip->entry_name);
  return true;
}

bool ro_zip_next(ro_zip *zip, ro_flow *flow, readout_error *err) {
  close_entry(zip);
  *err = (readout_error){0};
  while (zip->at < zip->count) {
    zip_stat_t entry;
    bool has_name = zip_stat_index(zip->zip, zip->at++, 0, &entry) == 0 && (entry.valid & ZIP_STAT_NAME);
    if (!has_name || !is_archive(ro_slice_of(entry.name))) continue;
    zip->found_any = true;
    (void)open_entry(zip, &entry, flow, err);
    return true;
  }
  if (zip->found_any) return false;
  zip->found_any = true;
  (void)ro_fail(err, READOUT_ERR_INPUT,
                "\"%s\" is a zip without web archives (archive/….warc.gz, as a WACZ has them); unpack it and give its folder",
                zip->name);
  return true;
}
